import { existsSync, readFileSync } from 'node:fs';
import type { Asterisk } from '../pbx/asterisk.ts';
import type { SipCall, SipPhone } from '../phones/sipPhone.ts';
import type { OffhookApp } from './app.ts';
import { type Desk, expect, test } from './test.ts';

/** A call of line 101 with 201, begun in one of the two ways there are. */
interface Stage {
  readonly pbx: Asterisk;
  readonly app: OffhookApp;
  readonly agent: SipPhone;
  readonly customer: SipPhone;
  /** The customer's side of the call, ringing. */
  readonly theirs: SipCall;
  /** The agent's side of it. */
  readonly own: () => SipCall;
}

async function ringing(desk: Desk, pbx: Asterisk, from: 'panel' | 'phone'): Promise<Stage> {
  const agent = await desk.phone(pbx, '101');
  const customer = await desk.phone(pbx, '201');
  const app = await desk.on(pbx);
  if (from === 'panel') await app.dial('201');
  else await agent.dial('201');
  const theirs = await customer.waitFor('ringing');
  return { pbx, app, agent, customer, theirs, own: () => agent.liveCalls[0]! };
}

async function talking(desk: Desk, pbx: Asterisk, from: 'panel' | 'phone'): Promise<Stage> {
  const stage = await ringing(desk, pbx, from);
  stage.theirs.answer();
  await expect(stage.app.card('talking')).toBeVisible();
  return stage;
}

/** What Asterisk says, what the panel shows: each line of the contract, in both ways a call can begin. */
for (const version of [22, 16] as const) {
  for (const from of ['panel', 'phone'] as const) {
    test.describe(`Asterisk ${version}, dialled from the ${from}`, () => {
      test('Newchannel: nothing is shown before somebody is dialled', async ({ desk, pbxOf }) => {
        const pbx = await pbxOf(version);
        const agent = await desk.phone(pbx, '101', { obeysAutoAnswer: [] });
        const customer = await desk.phone(pbx, '201');
        const app = await desk.on(pbx);
        if (from === 'phone') {
          // The echo of the PBX: the phone has a channel, but there is no other party and so no call.
          const echo = await agent.dial('600');
          await agent.waitFor('up');
          await expect(app.card()).toHaveCount(0);
          await echo.hangup();
        } else {
          await app.dial('201');
          await expect(app.card('agentRinging')).toContainText('Pick up your phone');
          expect(customer.calls).toHaveLength(0);
        }
      });

      test('Dial: the call is there, ringing', async ({ desk, pbxOf }) => {
        const { app, customer } = await ringing(desk, await pbxOf(version), from);
        await expect(app.card('ringing')).toContainText('Ringing');
        await expect(app.card()).toContainText('201');
        await expect(app.card()).toContainText('outgoing');
        expect(customer.liveCalls.map(({ state }) => state)).toEqual(['ringing']);
      });

      test('Bridge: talking, the clock running', async ({ desk, pbxOf }) => {
        const { app, theirs, own } = await talking(desk, await pbxOf(version), from);
        await expect(app.card('talking')).toContainText('Talking');
        await expect(app.card().getByLabel('Talk time')).toHaveText('0:02', { timeout: 4_000 });
        expect([theirs.state, own().state]).toEqual(['up', 'up']);
      });

      test('Hold: on hold, the hold clock running', async ({ desk, pbxOf }) => {
        const { app, theirs, own } = await talking(desk, await pbxOf(version), from);
        if (from === 'panel') await app.button('Hold').click();
        else await own().hold();
        await expect(app.card('onHold')).toContainText('On hold');
        await expect(app.card().getByLabel('Time on hold')).toHaveText('0:02', { timeout: 4_000 });
        expect(theirs.state).toBe('up');
      });

      test('Unhold: talking again, both on the line', async ({ desk, pbxOf }) => {
        const { app, theirs, agent, own } = await talking(desk, await pbxOf(version), from);
        if (from === 'panel') await app.button('Hold').click();
        else await own().hold();
        await expect(app.card('onHold')).toBeVisible();
        if (from === 'panel') await app.button('Resume').click();
        else await own().resume();
        await expect(app.card('talking')).toContainText('Talking');
        expect(theirs.state).toBe('up');
        expect(agent.liveCalls.map(({ state }) => state)).toEqual(['up']);
      });

      test('Hangup: the end and its outcome, and nobody left on the line', async ({ desk, pbxOf }) => {
        const { app, theirs, agent, own } = await talking(desk, await pbxOf(version), from);
        if (from === 'panel') await app.button('Hang up').click();
        else await own().hangup();
        await expect(app.card('ended')).toContainText('Call ended');
        await expect(app.card('ended')).toContainText(/Talked 0:0\d/);
        await expect.poll(() => theirs.state).toBe('ended');
        await expect.poll(() => agent.liveCalls).toHaveLength(0);
      });
    });
  }
}

test('connector settings that would harm the PBX are taken, told, and not obeyed', async ({
  desk,
  pbxOf,
}) => {
  const pbx = await pbxOf(22);
  await desk.phone(pbx, '101', { obeysAutoAnswer: [] });
  await desk.phone(pbx, '201');
  const app = await desk.on(pbx, { settings: { asyncOriginate: false } });
  await app.dial('201');
  // A synchronous Originate would tell nothing until the phone is lifted; this one tells at once.
  await expect(app.card('agentRinging')).toBeVisible();
  const settings = await app.openSettings();
  await expect(settings.getByText(/asyncOriginate is off, which Offhook does not obey/)).toBeVisible();
});

test('the log says what happened and holds no secret', async ({ desk, pbxOf }) => {
  const pbx = await pbxOf(22);
  const app = await desk.on(pbx);
  const file = `${app.userData}/logs/offhook.log`;
  await expect.poll(() => existsSync(file)).toBe(true);
  await expect.poll(() => readFileSync(file, 'utf8')).toContain('"state":"online"');
  expect(readFileSync(file, 'utf8')).not.toContain(pbx.account.secret);
});
