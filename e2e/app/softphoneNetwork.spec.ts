import { dirname } from 'node:path';
import { type Asterisk, startAsterisk } from '../pbx/asterisk.ts';
import { writeExpiredCertificate } from '../pbx/certificates.ts';
import { LossyWay } from '../pbx/lossyWay.ts';
import { haveSecondAddress } from '../pbx/secondAddress.ts';
import { FakeSipServer } from '../phones/fakeSipServer.ts';
import { atThisComputer, heard, loud, toneIn, voice } from './phoneSound.ts';
import { expect, test } from './test.ts';

test.describe('the phone in Offhook, where the network or the other end is bad', () => {
  let pbx: Asterisk;
  test.beforeAll(async () => {
    haveSecondAddress();
    pbx = await startAsterisk({ version: 22, webrtc: true });
  });
  test.afterAll(() => pbx.stop());

  test('says how a call sounds when 5 and 30 of 100 packets are lost, and goes on with it', async ({
    desk,
  }) => {
    const customer = await desk.phone(pbx, '201', { onCall: { do: 'answer', afterMs: 0 } });
    const way = await LossyWay.start(pbx);
    const { settings, ...usual } = atThisComputer(pbx);
    const app = await desk.on(pbx, { ...usual, settings: { ...settings, phoneUrl: way.address } });
    const phone = await app.windowOn('phone.html');
    await expect(app.link).toContainText('Phone ready');
    await app.dial('201');
    await expect(app.card('talking')).toBeVisible();
    const call = await customer.waitFor('up');
    call.rtp.sing(voice.cycles);
    await expect(app.link).toContainText('Good sound');
    way.lossPercent = 5;
    await expect(app.link).toContainText('Fair sound');
    way.lossPercent = 30;
    await expect(app.link.getByText('Poor sound')).toHaveAttribute('title', /^Loss [23]\d %, jitter/);
    await expect.poll(() => toneIn(phone, voice.hz)).toBeGreaterThan(heard);
    await expect.poll(() => call.rtp.loudness).toBeGreaterThan(loud);
    way.lossPercent = 0;
    await expect(app.link).toContainText('Good sound');
    await app.button('Hang up').click();
    await expect(app.link).toContainText('Phone ready');
    await way.stop();
  });

  test('trusts no expired certificate, answers no stranger, and stands a flood and broken messages', async ({
    desk,
  }) => {
    const certFile = writeExpiredCertificate(dirname(pbx.tls.certFile));
    const { settings, ...usual } = atThisComputer(pbx);

    await test.step('an expired certificate', async () => {
      const expired = await FakeSipServer.start({ ...pbx.tls, certFile });
      const app = await desk.on(pbx, {
        ...usual,
        settings: { ...settings, phoneUrl: expired.address },
        offline: true,
      });
      await expect(app.link).toContainText('has expired');
      expect(expired.heard).toEqual([]);
      await app.close();
      await expired.stop();
    });

    const server = await FakeSipServer.start(pbx.tls);
    const app = await desk.on(pbx, { ...usual, settings: { ...settings, phoneUrl: server.address } });
    const phone = await app.windowOn('phone.html');
    await expect(app.link).toContainText('Phone ready');
    await expect.poll(() => server.hasPhone).toBe(true);
    const sdp = [
      'v=0',
      'o=- 1 1 IN IP4 198.51.100.7',
      's=-',
      'c=IN IP4 198.51.100.7',
      't=0 0',
      'm=audio 40000 RTP/AVP 0',
      '',
    ].join('\r\n');

    await test.step('a call that the phone system does not know is not answered, whatever it says', async () => {
      const headers = [
        ['X-Offhook-Call', 'offhook-1'],
        ['Call-Info', '<sip:127.0.0.1>;answer-after=0'],
        ['Alert-Info', '<sip:127.0.0.1>;info=alert-autoanswer;delay=0'],
      ] as const;
      server.send('INVITE', { callId: 'foreign', body: sdp, headers });
      await expect.poll(() => server.answersTo('foreign')).toContain(180);
      for (const method of ['REFER', 'MESSAGE', 'INFO', 'UPDATE', 'PUBLISH']) {
        server.send(method, {
          callId: `alone-${method}`,
          headers: [['Refer-To', '<sip:stranger@127.0.0.1>']],
        });
        await expect.poll(() => server.answersTo(`alone-${method}`).length, method).toBeGreaterThan(0);
        expect(server.answersTo(`alone-${method}`)[0], method).toBeGreaterThanOrEqual(400);
      }
    });

    await test.step('broken messages', () => {
      for (const raw of [
        '\0\x01\x02',
        'INVITE\r\n\r\n',
        'INVITE sip:101@x SIP/2.0\r\nCall-ID: broken\r\n\r\n',
        `OPTIONS sip:101@x SIP/2.0\r\nVia: ${'x'.repeat(100_000)}\r\nContent-Length: -5\r\n\r\n`,
        'SIP/2.0 200 OK\r\nCSeq: 99 INVITE\r\n\r\n',
        'SIP/2.0 999999 \r\n\r\n',
        Buffer.from([0xff, 0xfe, 0x00, 0xc3, 0x28]),
      ])
        server.sendRaw(raw);
      server.send('INVITE', { callId: 'no-sdp', body: 'v=nonsense\r\n\r\n' });
    });

    await test.step('a flood', async () => {
      for (let each = 0; each < 200; each += 1) server.send('INVITE', { callId: `flood-${each}`, body: sdp });
      await expect.poll(() => server.answersTo('flood-199')).toContain(486);
    });

    const answered = server.heard.filter(
      (message) => message.kind === 'response' && message.status < 300 && message.status >= 200,
    );
    expect(answered).toEqual([]);
    // Nothing of it is a call of the line, and no microphone is open.
    await expect(app.card()).toHaveCount(0);
    expect(await phone.locator('audio').count()).toBe(0);
    server.send('OPTIONS', { callId: 'alive' });
    await expect.poll(() => server.answersTo('alive')).toEqual([200]);
    await expect(app.link).toContainText('Phone ready');
    await server.stop();
  });
});
