import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from './test.ts';
import { versions } from '../pbx/versions.ts';

/** A running clock: a look may come too late for one second of it. */
const running = /^0:(?!00)\d\d$/;

/**
 * What Asterisk says, what the panel shows: each line of the contract, in both ways a call can begin. One call in one panel, as an agent has
 * it; each line alone is tested without a window (`e2e/line/mainJob.spec.ts`).
 */
for (const version of versions) {
  for (const from of ['panel', 'phone'] as const) {
    test(`Asterisk ${version}, dialled from the ${from}: Newchannel, Dial, Bridge, Hold, Unhold, Hangup`, async ({
      desk,
      pbxOf,
    }) => {
      const pbx = await pbxOf(version);
      const agent = await desk.phone(pbx, '101');
      const { obeysAutoAnswer } = agent;
      const customer = await desk.phone(pbx, '201');
      const app = await desk.on(pbx);

      await test.step('Newchannel: nothing is shown before somebody is dialled', async () => {
        if (from === 'phone') {
          // The echo of the PBX: the phone has a channel, but there is no other party and so no call.
          const echo = await agent.dial('600');
          await agent.waitFor('up');
          await expect(app.card()).toHaveCount(0);
          await echo.hangup();
          await agent.waitFor('ended');
        } else {
          agent.obeysAutoAnswer = [];
          await app.dial('201');
          await agent.waitFor('ringing');
          await expect(app.card('agentRinging')).toContainText('Pick up your phone');
          expect(customer.calls).toHaveLength(0);
        }
      });

      agent.obeysAutoAnswer = obeysAutoAnswer;
      if (from === 'panel') agent.liveCalls[0]!.answer();
      else await agent.dial('201');
      const theirs = await customer.waitFor('ringing');
      const own = agent.liveCalls[0]!;

      await test.step('Dial: the call is there, ringing', async () => {
        await expect(app.card('ringing')).toContainText('Ringing at their end…');
        await expect(app.card()).toContainText('201');
        await expect(app.card()).toContainText('outgoing');
        expect(customer.liveCalls.map(({ state }) => state)).toEqual(['ringing']);
      });

      await test.step('Bridge: talking, the clock running', async () => {
        theirs.answer();
        await expect(app.card('talking')).toContainText('Talking');
        await expect(app.card().getByLabel('Talk time')).toHaveText(running);
        expect([theirs.state, own.state]).toEqual(['up', 'up']);
      });

      await test.step('Hold: on hold, the hold clock running', async () => {
        if (from === 'panel') await app.button('Hold').click();
        else await own.hold();
        await expect(app.card('onHold')).toContainText('On hold');
        await expect(app.card().getByLabel('Time on hold')).toHaveText(running);
        expect(theirs.state).toBe('up');
      });

      await test.step('Unhold: talking again, both on the line', async () => {
        if (from === 'panel') await app.button('Resume').click();
        else await own.resume();
        await expect(app.card('talking')).toContainText('Talking');
        expect(theirs.state).toBe('up');
        expect(agent.liveCalls.map(({ state }) => state)).toEqual(['up']);
      });

      await test.step('Hangup: the end and its outcome, and no call left on the line', async () => {
        if (from === 'panel') await app.button('Hang up').click();
        else await agent.liveCalls[0]!.hangup();
        await expect(app.card('ended')).toContainText('Call ended');
        await expect(app.card('ended')).toContainText(/Talked \d:\d\d/);
        await expect.poll(() => theirs.state).toBe('ended');
        await expect.poll(() => agent.liveCalls).toHaveLength(0);
      });
    });
  }
}

test('connector settings that would harm the PBX are taken, reported, and not obeyed', async ({
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
  await expect(settings.getByText(/asyncOriginate is off. Offhook ignores this/)).toBeVisible();
});

test('the log says what happened and holds no secret', async ({ desk, pbxOf }) => {
  const pbx = await pbxOf(22);
  const app = await desk.on(pbx);
  const file = `${app.userData}/logs/offhook.log`;
  await expect.poll(() => existsSync(file)).toBe(true);
  await expect.poll(() => readFileSync(file, 'utf8')).toContain('"state":"online"');
  expect(readFileSync(file, 'utf8')).not.toContain(pbx.account.secret);
});
