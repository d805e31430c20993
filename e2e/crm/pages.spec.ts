import { once } from 'node:events';
import type { LookupFunction } from 'node:net';
import { WebSocket } from 'ws';
import { featureBit } from '../../src/messaging/protocol.ts';
import type { OffhookClient } from '../../src/messaging/client/client.ts';
import { expect, test } from '../app/test.ts';
import type { OffhookApp } from '../app/app.ts';
import { freePort, pageOf } from './page.ts';

/** `localhost`, whatever the machine's files say of it. */
const onLoopback: LookupFunction = (_name, { all }, done) => {
  if (all === true) done(null, [{ address: '127.0.0.1', family: 4 }]);
  else done(null, '127.0.0.1', 4);
};

const crm = 'https://crm.example.com';
const shop = 'https://shop.example.net';

const buttons = [
  [featureBit.answer, 'Answer'],
  [featureBit.hold, 'Hold'],
  [featureBit.unhold, 'Resume'],
  [featureBit.drop, /^(Hang up|Decline)$/],
] as const;

/** The buttons that a page would have for the one call that stands are those of the panel. */
async function expectSameButtons(app: OffhookApp, page: OffhookClient): Promise<void> {
  await expect
    .poll(async () => {
      const features = page.featuresOf(page.calls[0]?.id);
      const differing: string[] = [];
      for (const [bit, name] of buttons) {
        const button = app.button(name);
        const isOffered =
          (await button.count()) > 0 && (await button.getAttribute('aria-disabled')) !== 'true';
        if (isOffered !== ((features & bit) !== 0)) differing.push(String(name));
      }
      return { differing, none: features === 0 };
    })
    .toEqual({ differing: [], none: false });
}

test('panel, two pages and the phone are on one call: each sees and steers it, with the same buttons', async ({
  desk,
  pbxOf,
}) => {
  const pbx = await pbxOf(22);
  const phone = await desk.phone(pbx, '101');
  const customer = await desk.phone(pbx, '201', { onCall: { do: 'answer', afterMs: 100 } });
  const port = await freePort();
  const app = await desk.on(pbx, { settings: { messagingPort: port, messagingOrigins: [crm, shop] } });
  const [first, second] = [pageOf(port, crm), pageOf(port, shop)];
  const told: string[] = [];
  second.on('call', ({ event }) => told.push(event));
  await Promise.all([first.connect(), second.connect()]);
  const stateIn = (page: OffhookClient) => (): number | undefined => page.calls[0]?.state;

  await first.makeCall('201');
  await expect(app.card('talking')).toBeVisible();
  await expect.poll(stateIn(second)).toBe(2);
  await expectSameButtons(app, second);

  await app.button('Hold').click();
  await expect(app.card('onHold')).toBeVisible();
  await expect.poll(stateIn(first)).toBe(3);
  await expectSameButtons(app, first);

  // HoldCall is a toggle; the other page takes the call back.
  await second.toggleHold(second.calls[0]!.id);
  await expect(app.card('talking')).toBeVisible();
  await expect.poll(stateIn(first)).toBe(2);

  // The phone's own hold key, and its resume.
  await phone.liveCalls[0]!.hold();
  await expect(app.card('onHold')).toBeVisible();
  await expect.poll(stateIn(second)).toBe(3);
  await phone.liveCalls[0]!.resume();
  await expect(app.card('talking')).toBeVisible();
  await expect.poll(stateIn(second)).toBe(2);
  await expectSameButtons(app, second);

  await second.drop(second.calls[0]!.id);
  await expect(app.card('ended')).toBeVisible();
  await expect.poll(() => [first.calls, second.calls]).toEqual([[], []]);
  await customer.waitFor('ended');
  expect(told.filter((event) => event !== 'callInfoChanged')).toEqual([
    'ringStarted',
    'commutationStarted',
    'putHold',
    'endHold',
    'putHold',
    'endHold',
    'ringFinished',
  ]);

  // The other way round: the customer calls, the page answers, the panel hangs up.
  await customer.dial('101');
  await expect.poll(stateIn(first)).toBe(1);
  await expectSameButtons(app, first);
  await first.answer(first.calls[0]!.id);
  await expect(app.card('talking')).toBeVisible();
  await app.button('Hang up').click();
  await expect.poll(() => second.calls).toEqual([]);
  first.disconnect();
  second.disconnect();
  expect(app.log()).toContain('"page command"');
});

test('in every order of dialling, holding, resuming and hanging up, the panel and both pages show the same', async ({
  desk,
  pbxOf,
}) => {
  const pbx = await pbxOf(22);
  const phone = await desk.phone(pbx, '101');
  const customer = await desk.phone(pbx, '201', { onCall: { do: 'answer', afterMs: 20 } });
  const port = await freePort();
  const app = await desk.on(pbx, { settings: { messagingPort: port, messagingOrigins: [crm, shop] } });
  const pages = [pageOf(port, crm), pageOf(port, shop)] as const;
  await Promise.all(pages.map((page) => page.connect()));
  const ofPage = (page: OffhookClient) => ({
    dial: () => page.makeCall('201'),
    hold: () => page.toggleHold(page.calls[0]!.id),
    resume: () => page.toggleHold(page.calls[0]!.id),
    end: () => page.drop(page.calls[0]!.id),
  });
  const actors = {
    panel: {
      dial: () => app.dial('201'),
      hold: () => app.button('Hold').click(),
      resume: () => app.button('Resume').click(),
      end: () => app.button('Hang up').click(),
    },
    first: ofPage(pages[0]),
    second: ofPage(pages[1]),
    phone: {
      dial: () => phone.dial('201'),
      hold: () => phone.liveCalls[0]!.hold(),
      resume: () => phone.liveCalls[0]!.resume(),
      end: () => phone.liveCalls[0]!.hangup(),
    },
  };
  const all = Object.entries(actors);
  const allSee = async (phase: string, state: number): Promise<void> => {
    await expect(app.card(phase)).toBeVisible();
    for (const page of pages) await expect.poll(() => page.calls[0]?.state).toBe(state);
    for (const page of pages) await expectSameButtons(app, page);
  };
  for (const [turn, [dialler, { dial }]] of all.entries()) {
    const [ender, { end }] = all[(turn + 1) % all.length]!;
    await test.step(`dialled by ${dialler}, ended by ${ender}`, async () => {
      await dial();
      await allSee('talking', 2);
      for (const [holder, { hold }] of all) {
        // What was put on hold at the phone is for the phone to take back, and the other way round.
        const resumers = all.filter(([name]) => (name === 'phone') === (holder === 'phone'));
        const [resumer, { resume }] = resumers[turn % resumers.length]!;
        await test.step(`held by ${holder}, resumed by ${resumer}`, async () => {
          await hold();
          await allSee('onHold', 3);
          await resume();
          await allSee('talking', 2);
        });
      }
      await end();
      await expect.poll(() => pages.map(({ calls }) => calls.length)).toEqual([0, 0]);
      await expect.poll(() => [phone.liveCalls.length, customer.liveCalls.length]).toEqual([0, 0]);
      await expect(app.card('ended')).toBeVisible();
    });
  }
  for (const page of pages) page.disconnect();
});

test('who may use the line: the agent is asked once by name, may take it back, and says yes to a call abroad each time', async ({
  desk,
  pbxOf,
}) => {
  const pbx = await pbxOf(22);
  await desk.phone(pbx, '101');
  await desk.phone(pbx, '201');
  const port = await freePort();
  const app = await desk.on(pbx, { settings: { messagingPort: port } });
  const question = app.panel.getByRole('region', { name: /wants to/ });

  const page = pageOf(port, crm);
  const connecting = page.connect();
  await expect(question).toContainText('crm.example.com wants to make and control calls');
  await question.getByRole('button', { name: 'Allow' }).click();
  await connecting;
  await expect(question).toHaveCount(0);

  // Once is enough: another tab is let in at once.
  const tab = pageOf(port, crm);
  await tab.connect();
  tab.disconnect();

  const abroad = page.makeCall('+442079460958').catch((error: unknown) => error);
  await expect(question).toContainText('crm.example.com wants to call +442079460958');
  await question.getByRole('button', { name: 'Do not call' }).click();
  expect(await abroad).toMatchObject({ code: 'numberNotAllowed' });
  await expect(app.card()).toHaveCount(0);

  const foe = pageOf(port, shop);
  const refused = foe.connect().catch((error: unknown) => error);
  await expect(question).toContainText('shop.example.net');
  await question.getByRole('button', { name: 'Never' }).click();
  expect(await refused).toMatchObject({ code: 'noService' });
  expect(await foe.connect().catch((error: unknown) => error)).toMatchObject({ code: 'noService' });
  await expect(question).toHaveCount(0);

  // Taken back in the settings, the open page is sent away, and asked about again.
  const settings = await app.openSettings();
  const gone = new Promise((resolve) => page.on('disconnected', resolve));
  await settings.getByRole('button', { name: `Remove ${crm}` }).click();
  await gone;
  const again = pageOf(port, crm);
  const asked = again.connect();
  await expect(question).toContainText('crm.example.com');
  await question.getByRole('button', { name: 'Only today' }).click();
  await asked;
  again.disconnect();
  await expect(question).toHaveCount(0);
  await expect(settings.getByText('allowed today')).toBeVisible();

  // A program shows the token; without it, or under a name that is not this computer's, nobody comes in.
  const refusal = async (headers: Record<string, string>, path = '/'): Promise<string> => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers });
    const [error] = (await once(socket, 'error')) as [Error];
    return error.message;
  };
  expect(await refusal({})).toContain('401');
  expect(await refusal({ Host: 'evil.example', Origin: crm })).toContain('403');
  await settings.getByRole('button', { name: 'Show the token' }).click();
  const shown = settings.locator('code', { hasText: /^[\w-]{43}$/ });
  const token = (await shown.textContent()) ?? '';
  const program = pageOf(port, undefined, { token });
  await program.connect();
  const ringing = program.makeCall('201');
  await expect(app.card()).toContainText('201');
  await ringing;
  program.disconnect();
});

test('with a certificate the port speaks wss, and nothing else', async ({ desk, pbxOf }) => {
  const pbx = await pbxOf(22);
  await desk.phone(pbx, '101');
  const port = await freePort();
  const { ca, certFile, keyFile } = pbx.tls;
  const app = await desk.on(pbx, {
    settings: {
      messagingPort: port,
      messagingOrigins: [crm],
      messagingCertFile: certFile,
      messagingKeyFile: keyFile,
    },
  });
  const secure = pageOf(port, crm, {
    url: `wss://localhost:${port}`,
    webSocket: (url) => new WebSocket(url, { origin: crm, ca, lookup: onLoopback }),
  });
  await secure.connect();
  await secure.makeCall('201');
  await expect(app.card()).toContainText('201');
  secure.disconnect();
  const plain = await pageOf(port, crm)
    .connect()
    .catch((error: unknown) => error);
  expect(plain).toMatchObject({ code: 'noService' });
  const settings = await app.openSettings();
  await expect(settings.getByText(`Ready for pages on port ${port}, encrypted.`)).toBeVisible();
});
