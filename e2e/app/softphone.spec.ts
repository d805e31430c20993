import { type Asterisk, startAsterisk } from '../pbx/asterisk.ts';
import { haveSecondAddress } from '../pbx/secondAddress.ts';
import { expectNothingOfNode, outcomeIn, violationIn } from './confinement.ts';
import { atThisComputer, heard, loud, music, still, toneIn, voice } from './phoneSound.ts';
import { expect, test } from './test.ts';

for (const version of [22, 16] as const) {
  test.describe(`the phone in Offhook, on Asterisk ${version}`, () => {
    let pbx: Asterisk;
    test.beforeAll(async () => {
      haveSecondAddress();
      pbx = await startAsterisk({ version, webrtc: true });
    });
    test.afterAll(() => pbx.stop());

    const registered = (): Promise<void> =>
      expect.poll(() => pbx.console('pjsip show contacts')).toContain('101/sip:');

    test('says why it cannot register: a certificate of an unknown authority, a wrong password', async ({
      desk,
    }) => {
      const { settings, ...usual } = atThisComputer(pbx);
      const untrusting = await desk.on(pbx, {
        ...usual,
        settings: { ...settings, phoneCaFile: '' },
        offline: true,
      });
      await expect(untrusting.link).toContainText('certificate is not trusted');
      await untrusting.close();
      const env = { OFFHOOK_PHONE_PASSWORD: 'wrong' };
      const refused = await desk.on(pbx, { ...usual, settings, env, offline: true });
      await expect(refused.link).toContainText('did not accept the SIP user or password');
      expect(refused.log()).not.toContain(pbx.webrtc.password);
    });

    test('is called and calls with sound both ways, holds, mutes, presses keys, transfers, and comes back', async ({
      desk,
    }) => {
      const customer = await desk.phone(pbx, '201', { onCall: { do: 'answer', afterMs: 0 } });
      const other = await desk.phone(pbx, '202', { onCall: { do: 'answer', afterMs: 0 } });
      const app = await desk.on(pbx, atThisComputer(pbx));
      const phone = await app.windowOn('phone.html');
      await registered();

      await test.step('the microphone and the PBX are for its page alone, which has nothing else', async () => {
        const microphone = 'navigator.mediaDevices.getUserMedia({ audio: true })';
        expect(await outcomeIn(app.panel, microphone)).toMatch(/^Permission denied|NotAllowedError/);
        expect(await outcomeIn(app.panel, "window.offhook.request('phone:setup')")).toMatch(
          /refused: pageMayNot$/,
        );
        const camera = 'navigator.mediaDevices.getUserMedia({ audio: true, video: true })';
        expect(await outcomeIn(phone, camera)).toMatch(/^Permission denied|NotAllowedError/);
        for (const channel of ['line:snapshot', 'settings:read', 'shell:open']) {
          expect(await outcomeIn(phone, `window.offhook.request('${channel}')`)).toBe(
            'There is no such request.',
          );
        }
        await expectNothingOfNode(phone);
        for (const elsewhere of ["new WebSocket('wss://127.0.0.1:1/ws')", "fetch('https://example.org/')"])
          expect(await violationIn(phone, elsewhere), elsewhere).toBe('connect-src');
        const home = phone.url();
        await phone.evaluate(() => location.assign('offhook://panel/settings.html'));
        await expect.poll(() => app.log()).toContain('"navigation refused"');
        expect(phone.url()).toBe(home);
      });

      await test.step('a call is declined', async () => {
        const declined = await customer.dial('101');
        await app.button('Decline').click();
        await customer.waitFor('ended', (call) => call === declined);
        await expect(app.card('ringing')).toHaveCount(0);
      });

      await test.step('a call is answered, and each hears the other', async () => {
        const call = await customer.dial('101');
        call.rtp.sing(voice.cycles);
        await app.button('Answer').click();
        await expect(app.card('talking')).toBeVisible();
        await expect.poll(() => toneIn(phone, voice.hz)).toBeGreaterThan(heard);
        await expect.poll(() => call.rtp.loudness).toBeGreaterThan(loud);
        await app.button('Hang up').click();
        await customer.waitFor('ended', (ended) => ended === call);
      });

      await test.step('a number is called, and the phone picks up without a press', async () => {
        await app.dial('201');
        await expect(app.card('talking')).toBeVisible();
      });
      const call = await customer.waitFor('up', ({ direction }) => direction === 'incoming');
      call.rtp.sing(voice.cycles);
      await expect.poll(() => call.rtp.loudness).toBeGreaterThan(loud);

      await test.step('muted, the customer hears nothing and is heard', async () => {
        await app.button('Mute').click();
        await expect.poll(() => call.rtp.loudness).toBeLessThan(still);
        expect(await toneIn(phone, voice.hz)).toBeGreaterThan(heard);
        await app.button('Unmute').click();
        await expect.poll(() => call.rtp.loudness).toBeGreaterThan(loud);
      });

      await test.step('keys arrive', async () => {
        await app.panel.keyboard.press('Control+k');
        await app.button('Keypad').click();
        await app.panel.keyboard.type('42#');
        await expect.poll(() => call.rtp.digits).toBe('42#');
        await app.panel.keyboard.press('Escape');
      });

      await test.step('on hold the customer hears music, and then the agent again', async () => {
        await app.button('Hold').click();
        await expect(app.card('onHold')).toBeVisible();
        await expect.poll(() => call.rtp.loudness).toBeLessThan(music.to);
        await expect.poll(() => call.rtp.loudness).toBeGreaterThan(music.from);
        expect(await toneIn(phone, voice.hz)).toBeLessThan(heard);
        await app.button('Resume').click();
        await expect(app.card('talking')).toBeVisible();
        await expect.poll(() => toneIn(phone, voice.hz)).toBeGreaterThan(heard);
        await expect.poll(() => call.rtp.loudness).toBeGreaterThan(loud);
      });

      await test.step('the call is transferred', async () => {
        await app.button('Transfer').click();
        await app.panel.getByRole('combobox', { name: 'Number to transfer to' }).fill('202');
        await app.button('Transfer now').click();
        await other.waitFor('up');
        await expect(app.card('talking')).toHaveCount(0);
        expect(call.state).toBe('up');
      });

      await test.step('when the phone system restarts in a call, the phone is there again', async () => {
        await app.dial('202');
        await expect(app.card('talking')).toBeVisible();
        await pbx.restart({ now: true });
        await expect(app.card('talking')).toHaveCount(0);
        await registered();
        await app.expectOnline();
        await app.dial('202');
        await expect(app.card('talking')).toBeVisible();
      });
    });
  });
}
