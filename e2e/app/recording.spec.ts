import { join } from 'node:path';
import { expect, test } from './test.ts';

const recordings = join(import.meta.dirname, '../../src/asterisk/recordings');

/** What cannot be installed is replayed, byte for byte and in its own time, through the whole app. */
for (const { pbx, protocol } of [
  { pbx: '11-sip', protocol: 'SIP/' },
  { pbx: '16-pjsip', protocol: 'PJSIP/' },
  { pbx: '22-pjsip', protocol: 'PJSIP/' },
] as const) {
  test(`a recorded session of ${pbx} through the panel: dialled, talked, held, resumed, ended`, async ({
    desk,
  }) => {
    const app = await desk.start({
      settings: {
        filePath: join(recordings, pbx, '01-outgoing-hold-unhold-hangup.server.txt'),
        extension: '101',
        protocol,
      },
    });
    await expect(app.card('talking')).toContainText('Customer Alpha', { timeout: 15_000 });
    await expect(app.link).toContainText('Replaying 01-outgoing-hold-unhold-hangup.server.txt');
    await expect(app.button('Hang up')).toHaveAttribute('aria-disabled', 'true');
    await expect(app.card('onHold')).toContainText('On hold', { timeout: 10_000 });
    await expect(app.card().getByLabel('Time on hold')).toHaveText('0:02', { timeout: 5_000 });
    await expect(app.card('talking')).toContainText('Talking', { timeout: 10_000 });
    await expect(app.card('ended')).toContainText('Call ended', { timeout: 10_000 });
    await expect(app.card('ended')).toContainText(/Talked 0:0[34], held 0:03/);
    await expect(app.link).toContainText('The recording is over.');
  });
}

test('a recording that is none, or is not there, is told where the person is looking', async ({ desk }) => {
  const none = await desk.start({
    settings: { filePath: join(import.meta.dirname, 'recording.spec.ts'), extension: '101' },
  });
  await expect(none.link).toContainText('The recording cannot be read.');
  await none.close();
  const missing = await desk.start({ settings: { filePath: '/nowhere/x.server.txt', extension: '101' } });
  await expect(missing.link).toContainText('The recording cannot be read.');
});
