import { join } from 'node:path';
import { expect, test } from './test.ts';

const recordings = join(import.meta.dirname, '../../src/asterisk/recordings');

/** What cannot be installed is replayed, byte for byte and in its own time, through the whole app. */
test('a recorded session of 11-sip through the panel: dialled, talked, held, resumed, ended', async ({
  desk,
}) => {
  const app = await desk.start({
    settings: {
      filePath: join(recordings, '11-sip/01-outgoing-hold-unhold-hangup.server.txt'),
      extension: '101',
      protocol: 'SIP/',
    },
  });
  await expect(app.card('talking')).toContainText('Customer Alpha');
  await expect(app.link).toContainText('Replaying 01-outgoing-hold-unhold-hangup.server.txt');
  await expect(app.button('Hang up')).toHaveAttribute('aria-disabled', 'true');
  await expect(app.card('onHold')).toContainText('On hold');
  await expect(app.card().getByLabel('Time on hold')).toHaveText(/^0:(?!00)\d\d$/);
  await expect(app.card('talking')).toContainText('Talking');
  await expect(app.card('ended')).toContainText('Call ended');
  await expect(app.card('ended')).toContainText(/Talked 0:\d\d, held 0:\d\d/);
  await expect(app.link).toContainText('The recording has ended.');
});

test('a recording that is none, or is not there, is reported where the person is looking', async ({
  desk,
}) => {
  const none = await desk.start({
    settings: { filePath: join(import.meta.dirname, 'recording.spec.ts'), extension: '101' },
  });
  await expect(none.link).toContainText('The recording cannot be read.');
  await none.close();
  const missing = await desk.start({ settings: { filePath: '/nowhere/x.server.txt', extension: '101' } });
  await expect(missing.link).toContainText('The recording cannot be read.');
});
