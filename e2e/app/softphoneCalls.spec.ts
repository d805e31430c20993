import { type Asterisk, startAsterisk } from '../pbx/asterisk.ts';
import { type Cable, startCable } from '../pbx/network.ts';
import { haveSecondAddress } from '../pbx/secondAddress.ts';
import type { SipCall } from '../phones/sipCall.ts';
import type { OffhookApp } from './app.ts';
import { inMain } from './inMain.ts';
import { atThisComputer, heard, loud, toneIn, voice } from './phoneSound.ts';
import { expect, test } from './test.ts';

async function consult(app: OffhookApp, number: string): Promise<void> {
  await expect(app.button('Transfer')).toHaveCount(1);
  await app.button('Transfer').click();
  await app.panel.getByRole('combobox', { name: 'Number to transfer to' }).fill(number);
  await app.button('Consult first').click();
}

/** Each row of docs/controls.md, by the phone in Offhook. One story: an app and a phone are dear to start. */
for (const version of [22, 16] as const) {
  test.describe(`calls of the phone in Offhook, on Asterisk ${version}`, () => {
    let pbx: Asterisk;
    let cable: Cable;
    let phoneCable: Cable;
    test.beforeAll(async () => {
      haveSecondAddress();
      pbx = await startAsterisk({ version, webrtc: true });
      cable = await startCable(pbx.host, pbx.amiPort);
      phoneCable = await startCable(pbx.host, Number(new URL(pbx.webrtc.address).port));
    });
    test.afterAll(async () => {
      await cable.stop();
      await phoneCable.stop();
      await pbx.stop();
    });

    test('from the queue, a second one, asked about, transferred, in a conference, parked, picked up', async ({
      desk,
    }) => {
      const colleague = await desk.phone(pbx, '102', { onCall: { do: 'answer', afterMs: 0 } });
      const customer = await desk.phone(pbx, '201', { onCall: { do: 'answer', afterMs: 0 } });
      const second = await desk.phone(pbx, '202');
      const { settings, ...usual } = atThisComputer(pbx);
      const app = await desk.on(pbx, {
        ...usual,
        port: cable.port,
        settings: {
          ...settings,
          phoneUrl: `wss://127.0.0.1:${phoneCable.port}/ws`,
          autoPauseOnCommutationStart: true,
          favourites: ['Ben <102>'],
        },
      });
      const phone = await app.windowOn('phone.html');
      await expect.poll(() => pbx.console('pjsip show contacts')).toContain('101/sip:');
      const calls = app.panel.getByRole('list', { name: 'Calls' }).getByRole('listitem');
      const ended = async (call: SipCall): Promise<void> => {
        await call.hangup();
        await expect(app.card('talking')).toHaveCount(0);
      };
      const speaksWith = (call: SipCall): Promise<void> =>
        expect.poll(() => call.rtp.loudness).toBeGreaterThan(loud);

      await test.step('a caller from the queue is answered, and the agent paused meanwhile', async () => {
        const call = await customer.dial('500');
        call.rtp.sing(voice.cycles);
        await expect(app.card('ringing')).toContainText('via support');
        await app.button('Answer').click();
        await expect(app.card('talking')).toBeVisible();
        await expect.poll(() => toneIn(phone, voice.hz)).toBeGreaterThan(heard);
        await speaksWith(call);
        await expect.poll(() => pbx.console('queue show support')).toMatch(/Agent One.*paused/);
        await ended(call);
        await expect.poll(() => pbx.console('queue show support')).not.toMatch(/Agent One.*paused/);
      });

      await test.step('a second call is answered with the first on hold', async () => {
        const first = await customer.dial('101');
        await app.button('Answer').click();
        await expect(app.card('talking')).toContainText('201');
        const other = await second.dial('101');
        await calls.filter({ hasText: '202' }).getByRole('button', { name: 'Answer' }).click();
        await app.button('Hold and answer').click();
        await expect(app.card('talking')).toContainText('202');
        await speaksWith(other);
        await expect.poll(() => first.rtp.loudness).toBeLessThan(loud);
        await other.hangup();
        await expect(app.card('onHold')).toContainText('201');
        await app.button('Resume').click();
        await expect(app.card('talking')).toContainText('201');
        await speaksWith(first);
      });

      await test.step('a colleague is asked, and has the call', async () => {
        await consult(app, '102');
        await expect(app.card('talking')).toContainText('102');
        const asked = await colleague.waitFor('up');
        await speaksWith(asked);
        await app.button('Transfer 201').click();
        await expect(app.card('talking')).toHaveCount(0);
        const [handed] = customer.liveCalls;
        expect(handed?.state).toBe('up');
        expect(asked.state).toBe('up');
        await handed?.hangup();
        await colleague.waitFor('ended', (call) => call === asked);
      });

      await test.step('three are in a conference', async () => {
        await app.dial('201');
        await expect(app.card('talking')).toContainText('201');
        await consult(app, '102');
        await expect(app.card('talking')).toContainText('102');
        await app.button('More').click();
        await app.panel.getByRole('menuitem', { name: /^Conference/ }).click();
        await expect(app.card('conference').first()).toBeVisible();
        for (const { liveCalls } of [customer, colleague]) {
          expect(liveCalls).toHaveLength(1);
          for (const call of liveCalls) await speaksWith(call);
        }
        for (const call of [...customer.liveCalls, ...colleague.liveCalls]) await call.hangup();
        await expect(app.card('conference')).toHaveCount(0);
        await expect.poll(() => pbx.console('core show channels count')).toContain('0 active channels');
      });

      await test.step('a call is parked, and retrieved without a press', async () => {
        await app.dial('201');
        await expect(app.card('talking')).toContainText('201');
        const [call] = customer.liveCalls;
        if (call === undefined) throw new Error('201 is not in a call');
        await app.button('Park').click();
        await expect(app.card('talking')).toHaveCount(0);
        await app.button(/^Retrieve 201/).click();
        await expect(app.card('talking')).toContainText('201');
        await speaksWith(call);
        await ended(call);
      });

      await test.step('a colleague’s ringing call is picked up', async () => {
        colleague.onCall = { do: 'ring' };
        const call = await second.dial('102');
        await app.panel.getByTitle(/^Pick up 202 from Ben/).click();
        await expect(app.card('talking')).toContainText('202');
        await speaksWith(call);
        await ended(call);
      });

      await app.dial('201');
      await expect(app.card('talking')).toContainText('201');
      const [call] = customer.liveCalls;
      if (call === undefined) throw new Error('201 is not in a call');
      call.rtp.sing(voice.cycles);

      await test.step('without the manager interface the call goes on, and the panel says so', async () => {
        cable.pull();
        cable.cut();
        await expect(app.link).toContainText('Your call goes on');
        await speaksWith(call);
        await expect.poll(() => toneIn(phone, voice.hz)).toBeGreaterThan(heard);
        cable.plug();
        await app.expectOnline();
        await expect(app.card('talking')).toContainText('201');
      });

      await test.step('without the phone’s link the call goes on, and other controls hold and resume it', async () => {
        phoneCable.pull();
        phoneCable.cut();
        await expect(app.link).toContainText('no calls arrive');
        await app.button('Hold').click();
        await expect(app.card('onHold')).toContainText('201');
        await app.button('Resume').click();
        await expect(app.card('talking')).toContainText('201');
        await speaksWith(call);
        phoneCable.plug();
        await expect(app.link).not.toContainText('no calls arrive');
        await speaksWith(call);
        await expect.poll(() => toneIn(phone, voice.hz)).toBeGreaterThan(heard);
      });

      await test.step('the panel crashes, and the call goes on', async () => {
        const crashed = app.panel.waitForEvent('crash');
        await inMain(app.electron, ({ BrowserWindow }) => {
          const windows = BrowserWindow.getAllWindows();
          windows
            .find(({ webContents }) => webContents.getURL().endsWith('/index.html'))
            ?.webContents.forcefullyCrashRenderer();
        });
        await crashed;
        await speaksWith(call);
        await expect.poll(() => toneIn(phone, voice.hz)).toBeGreaterThan(heard);
        expect(call.state).toBe('up');
      });
    });
  });
}
