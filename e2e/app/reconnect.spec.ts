import type { Settings } from '../../src/settings/schema.ts';
import { type Cable, startCable } from '../pbx/network.ts';
import { hangUpInTurn } from '../phones/hangUpInTurn.ts';
import type { SipPhone } from '../phones/sipPhone.ts';
import type { OffhookApp } from './app.ts';
import { expect, test } from './test.ts';
import { versions } from '../pbx/versions.ts';

interface Stage {
  readonly app: OffhookApp;
  readonly agent: SipPhone;
  readonly colleague: SipPhone;
  readonly customer: SipPhone;
  readonly trunk: SipPhone;
}

interface CallState {
  readonly name: string;
  readonly settings?: Partial<Settings>;
  /** Told differently by older versions: seen on 16 as well. */
  readonly on16?: true;
  /** Brings the panel there; resolves when it shows so. */
  readonly reach: (stage: Stage) => Promise<void>;
}

async function talk({ app, agent, customer }: Stage): Promise<void> {
  await customer.dial('101');
  await app.button('Answer').click();
  await expect(app.card('talking')).toBeVisible();
  await expect.poll(() => agent.liveCalls.length).toBe(1);
}

async function consult(stage: Stage): Promise<void> {
  const { app, colleague } = stage;
  await talk(stage);
  await app.button('Transfer').click();
  await app.panel.getByRole('combobox', { name: 'Number to transfer to' }).fill('102');
  await app.button('Consult first').click();
  await colleague.waitFor('ringing');
  await expect(app.card('ringing')).toContainText('102');
}

/** One of each kind that looks different: what the line makes of all 25 states is tested on every Asterisk (`e2e/line/reconnectStates.spec.ts`). */
const callStates: readonly CallState[] = [
  {
    name: 'ringing, from outside',
    async reach({ app, trunk }) {
      trunk.identity = { number: '+442079460000', name: 'Zoë Müller' };
      await trunk.dial('5000');
      await expect(app.card('ringing')).toContainText('Zoë Müller');
    },
  },
  {
    name: 'pick up your phone',
    async reach({ app, agent }) {
      agent.obeysAutoAnswer = [];
      await app.dial('201');
      await agent.waitFor('ringing');
      await expect(app.card('agentRinging')).toBeVisible();
    },
  },
  { name: 'talking', on16: true, reach: talk },
  ...(['holdingPen', 'park'] as const).map((holdControl): CallState => ({
    name: `held by the panel, ${holdControl}`,
    ...(holdControl === 'park' ? { on16: true } : {}),
    settings: { holdControl },
    async reach(stage) {
      await talk(stage);
      await stage.app.button('Hold').click();
      await expect(stage.app.card('onHold')).toBeVisible();
      await expect(stage.app.button('Resume')).not.toHaveAttribute('aria-disabled', 'true');
    },
  })),
  {
    name: 'asking a colleague by consultation, ringing',
    settings: { transferControl: 'consultation' },
    reach: consult,
  },
  {
    name: 'asking a colleague by atxfer, talking',
    settings: { transferControl: 'atxfer' },
    on16: true,
    async reach(stage) {
      await consult(stage);
      stage.colleague.liveCalls[0]!.answer();
      await expect(stage.app.card('talking')).toContainText('102');
    },
  },
  {
    name: 'in a conference',
    async reach(stage) {
      await consult(stage);
      stage.colleague.liveCalls[0]!.answer();
      await expect(stage.app.card('talking')).toContainText('102');
      await stage.app.button('Conference').click();
      await expect(stage.app.card('conference').first()).toBeVisible();
    },
  },
];

/** All that the panel tells of the calls, but for their clocks. */
async function told({ panel }: OffhookApp): Promise<string> {
  return (await panel.getByRole('main').innerText()).replaceAll(/\d+(:\d\d)+/gu, '0:00');
}

for (const version of versions) {
  test.describe(`calls found again, in the panel, on Asterisk ${version}`, () => {
    let cable: Cable;
    test.beforeEach(async ({ pbxOf }) => {
      const pbx = await pbxOf(version);
      cable = await startCable(pbx.host, pbx.amiPort);
    });
    test.afterEach(() => cable.stop());

    const states = callStates.filter(({ on16 }) => version === 22 || on16 === true);
    for (const { name, settings, reach } of states) {
      test(`${name}: the same after a break of the link, and after a crash of the app`, async ({
        desk,
        pbxOf,
      }) => {
        const pbx = await pbxOf(version);
        const on = (): Promise<OffhookApp> =>
          desk.on(pbx, { port: cable.port, ...(settings === undefined ? {} : { settings }) });
        const [agent, colleague, customer, trunk] = [
          await desk.phone(pbx, '101'),
          await desk.phone(pbx, '102'),
          await desk.phone(pbx, '201'),
          await desk.phone(pbx, 'trunk'),
        ];
        const app = await on();
        await reach({ app, agent, colleague, customer, trunk });
        const before = await told(app);

        cable.pull();
        cable.cut();
        await expect(app.link).toContainText('Not connected to 127.0.0.1. Trying again…');
        await expect(app.card().first()).toContainText('Checking…');
        cable.plug();
        await app.expectOnline();
        await expect.poll(() => told(app)).toBe(before);

        await app.crash();
        const next = await on();
        await expect.poll(() => told(next)).toBe(before);
        await hangUpInTurn(pbx, [colleague, customer, trunk, agent]);
      });
    }
  });
}
