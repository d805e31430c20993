import { startCable } from '../pbx/network.ts';
import { expect, test } from './test.ts';
import { versions } from '../pbx/versions.ts';

for (const version of versions) {
  test.describe(`the link to Asterisk ${version}, as the panel shows it`, () => {
    test('an account without rights says so', async ({ desk, pbxOf }) => {
      const pbx = await pbxOf(version);
      const app = await desk.on(pbx, {
        settings: { userName: pbx.noRights.user },
        secret: pbx.noRights.secret,
        offline: true,
      });
      await expect(app.link).toContainText('This account is not allowed to see or make calls.');
      await expect(app.link).toContainText(/call,agent,originate/);
    });

    // The rest is the same to the panel whatever the version; what a line makes of it is tested on all of them (`e2e/line/reconnect.spec.ts`).
    if (version !== 22) return;

    test('the PBX is restarted in the middle of a call', async ({ desk, pbxOf }) => {
      const pbx = await pbxOf(version);
      await desk.phone(pbx, '101');
      await desk.phone(pbx, '201', { onCall: { do: 'answer', afterMs: 100 } });
      const app = await desk.on(pbx);
      await app.dial('201');
      await expect(app.card('talking')).toBeVisible();
      await pbx.kill();
      await expect(app.card()).toContainText('Checking…');
      await expect(app.link).toContainText('Not connected to 127.0.0.1');
      await expect(app.button('Hang up')).toHaveAttribute('aria-disabled', 'true');
      // The agent can hurry the next attempt.
      await app.button('Try now').click();
      await pbx.start();
      await app.expectOnline();
      await expect(app.card('ended')).toContainText('Call ended');
    });

    test('the cable is pulled without a word, and put back: the call goes on', async ({ desk, pbxOf }) => {
      const pbx = await pbxOf(version);
      const agent = await desk.phone(pbx, '101');
      await desk.phone(pbx, '201', { onCall: { do: 'answer', afterMs: 100 } });
      const cable = await startCable(pbx.host, pbx.amiPort);
      try {
        const app = await desk.on(pbx, { port: cable.port });
        await app.dial('201');
        await expect(app.card('talking')).toBeVisible();
        cable.pull();
        // Nobody is told: only the missing answers to two pings tell.
        await expect(app.link).toContainText('Not connected to 127.0.0.1. Trying again…');
        await expect(app.card()).toContainText('Checking…');
        cable.plug();
        await expect(app.card('talking')).toContainText('Talking');
        await app.expectOnline();
        await app.button('Hang up').click();
        await expect(app.card('ended')).toBeVisible();
        await agent.waitFor('ended');
      } finally {
        await cable.stop();
      }
    });

    test('a wrong secret is reported with what to do, and not tried again', async ({ desk, pbxOf }) => {
      const app = await desk.on(await pbxOf(version), { secret: 'wrong', offline: true });
      await expect(app.link).toContainText('The phone system did not accept the user name or the secret.');
      await expect(app.link).toContainText('Enter them again in the settings.');
      await expect(app.button('Copy OH-loginRefused')).toBeVisible();
      await app.number.fill('201');
      await expect(app.button('Call')).toHaveAttribute('aria-disabled', 'true');
      expect(app.log()).not.toContain('wrong');
    });

    test('an Asterisk that is not there yet: the panel waits and comes online automatically', async ({
      desk,
      pbxOf,
    }) => {
      const pbx = await pbxOf(version);
      await pbx.kill();
      const app = await desk.on(pbx, { offline: true });
      await expect(app.link).toContainText('Not connected to 127.0.0.1. Trying again…');
      await pbx.start();
      await expect(app.link).toContainText(/Connected to 127\.0\.0\.1$/);
    });
  });
}

test('over TLS with the private authority; without it nothing is sent', async ({ desk, pbxOf }) => {
  const pbx = await pbxOf(22);
  const app = await desk.start({
    secret: pbx.account.secret,
    settings: {
      url: pbx.host,
      port: pbx.tls.port,
      tls: true,
      tlsCaFile: pbx.tls.caFile,
      userName: pbx.account.user,
      extension: '101',
    },
  });
  await app.expectOnline();
  await app.close();

  const untrusting = await desk.start({
    secret: pbx.account.secret,
    settings: {
      url: pbx.host,
      port: pbx.tls.port,
      tls: true,
      userName: pbx.account.user,
      extension: '101',
    },
  });
  await expect(untrusting.link).toContainText('certificate is not trusted');
});
