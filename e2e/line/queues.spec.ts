import { test } from '@playwright/test';
import { expect } from '../expect.ts';
import type { QueueOptions } from '../../src/asterisk/options/lineOptions.ts';
import type { LineMemory, LineRecord } from '../../src/asterisk/options/memory.ts';
import type { AgentStatus, Queue } from '../../src/cti/agent.ts';
import { startAsterisk, type Asterisk } from '../pbx/asterisk.ts';
import { startCable } from '../pbx/network.ts';
import { RawAmi } from '../pbx/rawAmi.ts';
import { SipPhone } from '../phones/sipPhone.ts';
import { TestLine } from './testLine.ts';
import { parkAction, pbxes, queueJoinEvent } from '../pbx/versions.ts';

const member = 'Local/101@from-queue/n';

/** What a file would hold: a copy, as a crash leaves it. */
class Memory implements LineMemory {
  last: LineRecord | undefined;
  keep(record: LineRecord): void {
    this.last = structuredClone(record);
  }
}

for (const { version, tech } of pbxes) {
  test.describe(`queues on Asterisk ${version}, chan_${tech.toLowerCase()}`, () => {
    let pbx: Asterisk;
    let supervisor: RawAmi;
    let memory: Memory;
    const lines: TestLine[] = [];
    const phones: SipPhone[] = [];

    test.beforeAll(async () => {
      pbx = await startAsterisk({ version, tech });
    });
    test.afterAll(() => pbx.stop());
    test.beforeEach(async () => {
      memory = new Memory();
      ({ ami: supervisor } = await RawAmi.open(pbx.amiPort, pbx.full));
    });
    test.afterEach(async () => {
      for (const line of lines.splice(0)) await line.stop();
      await pbx.clear();
      for (const phone of phones.splice(0)) await phone.stop();
      await supervisorPauses(false);
      await supervisor.action({ Action: 'QueueRemove', Queue: 'sales', Interface: member });
      supervisor.close();
    });

    async function open(
      queues: Partial<QueueOptions> = {},
      others: Partial<ConstructorParameters<typeof TestLine>[1]> = {},
    ): Promise<TestLine> {
      const line = new TestLine(pbx, {
        memory,
        queues: {
          extensionFormat: 'Local/{0}@from-queue/n',
          names: ['sales'],
          autoPauseOnCommutationStart: false,
          afterCallWorkMs: 0,
          traceState: true,
          ...queues,
        },
        ...others,
      });
      lines.push(line);
      await line.next('Connected');
      return line;
    }

    /** The name of the field. */
    const pauseReason = version === 11 ? 'Reason' : 'PausedReason';

    /** Whoever looks may come too late for a state that lasts short: what was told stays. */
    async function passes(line: TestLine, status: AgentStatus): Promise<void> {
      for (;;) if ((await line.next('AgentStateChanged')).agent.status === status) return;
    }

    /** The channels of the two once they are joined, as each version tells it. */
    async function joined(caller: RegExp, called: RegExp): Promise<readonly [string, string]> {
      if (version === 11) {
        const bridge = { Event: 'Bridge', Channel1: caller, Channel2: called };
        const { Channel1 = '', Channel2 = '' } = await supervisor.waitForEvent(bridge);
        return [Channel1, Channel2];
      }
      const enter = async (channel: RegExp): Promise<string> =>
        (await supervisor.waitForEvent({ Event: 'BridgeEnter', Channel: channel })).Channel ?? '';
      return [await enter(caller), await enter(called)];
    }

    async function phone(
      name: Parameters<typeof SipPhone.at>[1],
      onCall?: SipPhone['onCall'],
    ): Promise<SipPhone> {
      const started = await SipPhone.at(pbx, name, onCall === undefined ? {} : { onCall });
      phones.push(started);
      return started;
    }

    /** A customer calls the queue, and the agent's phone answers. */
    async function queueCall(line: TestLine): Promise<{ agent: SipPhone; customer: SipPhone }> {
      const agent = await phone('101', { do: 'answer', afterMs: 50 });
      const customer = await phone('201');
      await customer.dial('500');
      await line.next('CommutationStarted');
      return { agent, customer };
    }

    function supervisorPauses(paused: boolean, reason = ''): ReturnType<RawAmi['action']> {
      const why = reason === '' ? {} : { Reason: reason };
      return supervisor.action({ Action: 'QueuePause', Interface: member, Paused: String(paused), ...why });
    }

    /** The membership as the PBX itself shows it on its console; a second opinion. */
    async function shown(queue = 'support'): Promise<string> {
      const lines = (await pbx.console(`queue show ${queue}`)).split('\n');
      return lines.find((line) => line.includes('/101@from-queue/n')) ?? 'not a member';
    }

    const queue = (line: TestLine, name: string): Queue | undefined =>
      line.connection.line.queues.find((one) => one.name === name);

    const agentOf = (line: TestLine) => line.connection.line.agent;

    test('those of the PBX and those of the settings are shown', async () => {
      const line = await open();
      expect(line.connection.line.queues).toEqual([
        { name: 'sales', loggedIn: false, fixed: false, paused: false, waiting: 0 },
        { name: 'support', loggedIn: true, fixed: true, paused: false, waiting: 0 },
      ]);
      expect(agentOf(line)).toMatchObject({ status: 'ready', chosen: 'ready' });
      expect(line.connection.line.features.can).toEqual(
        expect.arrayContaining(['SetAgentState', 'SetQueueLogin']),
      );
      expect(line.log).toContainEqual(expect.objectContaining({ what: 'queue', queue: 'support' }));
    });

    test('pause and unpause with a reason: the PBX has it when the command is done', async () => {
      const line = await open();
      expect(
        await line.execute({ type: 'SetAgentState', state: 'notReady', reason: 'Mittag, später' }),
      ).toEqual({ status: 'done' });
      expect(agentOf(line)).toMatchObject({
        status: 'notReady',
        reason: 'Mittag, später',
        chosen: 'notReady',
      });
      expect(await shown()).toContain('paused:Mittag, später');
      expect(await line.execute({ type: 'SetAgentState', state: 'notReady', reason: 'Training' })).toEqual({
        status: 'done',
      });
      expect(agentOf(line).reason).toBe('Training');
      expect(await line.execute({ type: 'SetAgentState', state: 'ready' })).toEqual({ status: 'done' });
      expect(agentOf(line)).toMatchObject({ status: 'ready', chosen: 'ready' });
      expect(await shown()).not.toContain('paused');
    });

    test('a reason longer than the PBX keeps is cut by character, not by chance', async () => {
      const line = await open();
      const reason = 'ä'.repeat(60);
      expect(await line.execute({ type: 'SetAgentState', state: 'notReady', reason })).toEqual({
        status: 'done',
      });
      expect(agentOf(line).reason).toBe('ä'.repeat(39));
    });

    test('a change made elsewhere shows within a second', async () => {
      const line = await open();
      await supervisorPauses(true, 'Team meeting');
      await expect.poll(() => agentOf(line).status).toBe('notReady');
      expect(agentOf(line)).toMatchObject({ reason: 'Team meeting', chosen: 'notReady' });
      await supervisorPauses(false);
      await expect.poll(() => agentOf(line).status).toBe('ready');
    });

    test('login and logout; who is configured in stays in', async () => {
      const line = await open();
      expect(await line.execute({ type: 'SetQueueLogin', loggedIn: true, queue: 'sales' })).toEqual({
        status: 'done',
      });
      expect(queue(line, 'sales')).toMatchObject({ loggedIn: true, fixed: false, paused: false });
      expect(await shown('sales')).toContain('Anna Agent');
      expect(await line.execute({ type: 'SetQueueLogin', loggedIn: true })).toEqual({ status: 'done' });
      expect(
        await line.execute({ type: 'SetAgentState', state: 'notReady', reason: 'Mail', queue: 'sales' }),
      ).toEqual({ status: 'done' });
      expect(await shown('sales')).toContain('paused:Mail');
      expect(await shown()).not.toContain('paused');
      expect(agentOf(line).status).toBe('ready');
      expect(await line.execute({ type: 'SetQueueLogin', loggedIn: false })).toEqual({ status: 'done' });
      expect(queue(line, 'sales')).toMatchObject({ loggedIn: false });
      expect(await shown('sales')).toBe('not a member');
      const refusals = [
        await line.execute({ type: 'SetQueueLogin', loggedIn: false, queue: 'support' }),
        await line.execute({ type: 'SetQueueLogin', loggedIn: true, queue: 'nosuch' }),
        await line.execute({ type: 'SetAgentState', state: 'ready', queue: 'sales' }),
        await line.execute({ type: 'ExtendAfterCallWork' }),
      ];
      expect(refusals.map((one) => ('code' in one ? one.code : one.status))).toEqual([
        'queueFixed',
        'unknownQueue',
        'noQueues',
        'noAfterCallWork',
      ]);
    });

    test('a queue of the settings that the PBX does not know is refused by name', async () => {
      const line = await open({ names: ['nosuch'] });
      expect(await line.execute({ type: 'SetQueueLogin', loggedIn: true })).toMatchObject({
        status: 'refused',
        code: 'unknownQueue',
      });
    });

    test('who is not ready logs in as not ready, with the reason', async () => {
      const line = await open();
      await line.execute({ type: 'SetAgentState', state: 'notReady', reason: 'Mail' });
      expect(await line.execute({ type: 'SetQueueLogin', loggedIn: true })).toEqual({ status: 'done' });
      expect(await shown('sales')).toContain('paused:Mail');
      expect(agentOf(line)).toMatchObject({ status: 'notReady', reason: 'Mail' });
    });

    test('logged in by a supervisor to a queue nobody spoke of: it is shown, with who waits there', async () => {
      const line = await open({ names: [] });
      const customer = await phone('trunk');
      await customer.dial('5004');
      await supervisor.waitForEvent({ Event: queueJoinEvent(pbx), Queue: 'sales' });
      expect(queue(line, 'sales')).toBeUndefined();
      await supervisor.action({ Action: 'QueueAdd', Queue: 'sales', Interface: member, Paused: 'true' });
      await expect.poll(() => queue(line, 'sales')).toMatchObject({ loggedIn: true, waiting: 1 });
    });

    test('auto-pause around a queue call, after-call work with extension, and back', async () => {
      const line = await open({ autoPauseOnCommutationStart: true, afterCallWorkMs: 1_500 });
      const { customer } = await queueCall(line);
      await expect.poll(() => shown()).toContain('paused:On a call');
      expect(agentOf(line)).toMatchObject({ status: 'talking', chosen: 'ready' });
      await customer.liveCalls[0]!.hangup();
      await expect.poll(() => agentOf(line).status).toBe('afterCallWork');
      const until = agentOf(line).afterCallWorkUntilMonoMs!;
      expect(await line.execute({ type: 'ExtendAfterCallWork' })).toEqual({ status: 'done' });
      expect(agentOf(line).afterCallWorkUntilMonoMs).toBe(until + 1_500);
      await expect.poll(() => agentOf(line).status).toBe('ready');
      expect(performance.now()).toBeGreaterThan(until + 1_400);
      // That the PBX was told as well: it lasts too short to be asked.
      await supervisor.waitForEvent({ Event: /^QueueMemberPaused?$/, [pauseReason]: 'After-call work' });
      expect(await shown()).not.toContain('paused');
      const states = line.events.flatMap((event) =>
        event.type === 'AgentStateChanged' ? [event.agent.status] : [],
      );
      expect(states.filter((state, index) => state !== states[index - 1])).toEqual([
        'ready',
        'ringing',
        'talking',
        'afterCallWork',
        'ready',
      ]);
    });

    test('after-call work without auto-pause, ended at once by ready', async () => {
      const line = await open({ afterCallWorkMs: 60_000 });
      const { customer } = await queueCall(line);
      expect(await shown()).not.toContain('paused');
      await customer.liveCalls[0]!.hangup();
      await expect.poll(() => shown()).toContain('paused:After-call work');
      expect(await line.execute({ type: 'SetAgentState', state: 'ready' })).toEqual({ status: 'done' });
      expect(agentOf(line)).toMatchObject({ status: 'ready' });
      expect(agentOf(line).afterCallWorkUntilMonoMs).toBeUndefined();
      expect(await shown()).not.toContain('paused');
    });

    test('what was chosen before, during and after a call is what comes back', async () => {
      const line = await open({ autoPauseOnCommutationStart: true, afterCallWorkMs: 700 });
      const { customer } = await queueCall(line);
      await expect.poll(() => shown()).toContain('paused:On a call');
      await line.execute({ type: 'SetAgentState', state: 'notReady', reason: 'Lunch' });
      expect(agentOf(line)).toMatchObject({ status: 'talking', chosen: 'notReady' });
      await customer.liveCalls[0]!.hangup();
      await passes(line, 'afterCallWork');
      await expect.poll(() => agentOf(line).status).toBe('notReady');
      expect(await shown()).toContain('paused:Lunch');
      // Paused before the call, and never chosen otherwise; the call is dialled by the agent.
      await line.execute({ type: 'MakeCall', number: '201' });
      customer.onCall = { do: 'answer', afterMs: 50 };
      await line.next('CommutationStarted');
      await customer.liveCalls[0]!.hangup();
      await passes(line, 'afterCallWork');
      await expect.poll(() => agentOf(line).status).toBe('notReady');
      expect(await shown()).toContain('paused:Lunch');
      // Chosen ready during the call: ready after it, not before.
      await line.execute({ type: 'MakeCall', number: '201' });
      await line.next('CommutationStarted');
      expect(await line.execute({ type: 'SetAgentState', state: 'ready' })).toEqual({ status: 'done' });
      expect(await shown()).toContain('paused:On a call');
      expect(agentOf(line)).toMatchObject({ status: 'talking', chosen: 'ready' });
      await customer.liveCalls[0]!.hangup();
      await expect.poll(() => agentOf(line).status).toBe('ready');
      expect(await shown()).not.toContain('paused');
    });

    test('what a supervisor does during a call stands after it', async () => {
      const line = await open({ autoPauseOnCommutationStart: true });
      const { customer } = await queueCall(line);
      await expect.poll(() => shown()).toContain('paused:On a call');
      await supervisorPauses(true, 'Training');
      await customer.liveCalls[0]!.hangup();
      await line.next('RingFinished');
      await expect.poll(() => agentOf(line)).toMatchObject({ status: 'notReady', reason: 'Training' });
      expect(await shown()).toContain('paused:Training');
      await supervisorPauses(false);
      await customer.dial('500');
      await line.next('CommutationStarted');
      await expect.poll(() => shown()).toContain('paused:On a call');
      await supervisorPauses(false);
      await line.execute({ type: 'MakeCall', number: '202' });
      await expect.poll(() => agentOf(line).status).toBe('talking');
      expect(await shown()).not.toContain('paused');
    });

    test('two calls: paused until the last of them ends', async () => {
      const line = await open({ autoPauseOnCommutationStart: true });
      const { customer } = await queueCall(line);
      const other = await phone('202');
      await other.dial('101');
      await line.next('CommutationStarted');
      await customer.liveCalls[0]!.hangup();
      await line.next('RingFinished');
      expect(await shown()).toContain('paused:On a call');
      await other.liveCalls[0]!.hangup();
      await expect.poll(() => agentOf(line).status).toBe('ready');
      expect(await shown()).not.toContain('paused');
    });

    test('a crash during a call: what was paused is put right at the next start, and no more', async () => {
      const cable = await startCable(pbx.host, pbx.amiPort);
      const crashing = await open(
        { autoPauseOnCommutationStart: true, afterCallWorkMs: 60_000 },
        { port: cable.port },
      );
      const { customer } = await queueCall(crashing);
      await expect.poll(() => shown()).toContain('paused:On a call');
      const left = structuredClone(memory.last);
      await cable.stop();
      await customer.liveCalls[0]!.hangup();
      memory = new Memory();
      memory.last = left;
      const line = await open({ autoPauseOnCommutationStart: true, afterCallWorkMs: 60_000 });
      await expect.poll(() => agentOf(line).status).toBe('ready');
      expect(await shown()).not.toContain('paused');
      expect(memory.last?.agent.pausedByPanel).toEqual([]);
      const told = line.events.flatMap((event) =>
        event.type === 'AgentStateChanged' ? [event.agent.status] : [],
      );
      expect(told).not.toContain('notReady');
    });

    test('a crash during a call that goes on: put right when it ends', async () => {
      const cable = await startCable(pbx.host, pbx.amiPort);
      const crashing = await open({ autoPauseOnCommutationStart: true }, { port: cable.port });
      const { customer } = await queueCall(crashing);
      await expect.poll(() => shown()).toContain('paused:On a call');
      const left = structuredClone(memory.last);
      await cable.stop();
      memory = new Memory();
      memory.last = left;
      const line = await open({ autoPauseOnCommutationStart: true });
      expect(agentOf(line)).toMatchObject({ status: 'talking', chosen: 'ready' });
      expect(await shown()).toContain('paused:On a call');
      await customer.liveCalls[0]!.hangup();
      await expect.poll(() => agentOf(line).status).toBe('ready');
      expect(await shown()).not.toContain('paused');
    });

    test('a crash after the agent chose to be not ready leaves them so', async () => {
      const cable = await startCable(pbx.host, pbx.amiPort);
      const crashing = await open({ autoPauseOnCommutationStart: true }, { port: cable.port });
      const { customer } = await queueCall(crashing);
      await expect.poll(() => shown()).toContain('paused:On a call');
      await crashing.execute({ type: 'SetAgentState', state: 'notReady', reason: 'Lunch' });
      const left = structuredClone(memory.last);
      await cable.stop();
      await customer.liveCalls[0]!.hangup();
      // Else the call still stands when the next one looks.
      await expect.poll(() => pbx.console('core show channels concise')).not.toContain(pbx.device('101'));
      memory = new Memory();
      memory.last = left;
      const line = await open({ autoPauseOnCommutationStart: true });
      expect(agentOf(line)).toMatchObject({ status: 'notReady', reason: 'Lunch' });
      expect(await shown()).toContain('paused:Lunch');
    });

    test('a quit in after-call work ends it; a quit during a call leaves it to the next start', async () => {
      const quitting = await open({ autoPauseOnCommutationStart: true, afterCallWorkMs: 60_000 });
      const { customer } = await queueCall(quitting);
      await customer.liveCalls[0]!.hangup();
      await expect.poll(() => shown()).toContain('paused:After-call work');
      await quitting.stop();
      expect(await shown()).not.toContain('paused');
      const second = await open({ autoPauseOnCommutationStart: true });
      await customer.dial('500');
      await second.next('CommutationStarted');
      await expect.poll(() => shown()).toContain('paused:On a call');
      await second.stop();
      expect(await shown()).toContain('paused:On a call');
      await customer.liveCalls[0]!.hangup();
      const third = await open({ autoPauseOnCommutationStart: true });
      await expect.poll(() => agentOf(third).status).toBe('ready');
      expect(await shown()).not.toContain('paused');
    });

    test('a link that is lost while the call ends: put right after the reconnect', async () => {
      const cable = await startCable(pbx.host, pbx.amiPort);
      const line = await open({ autoPauseOnCommutationStart: true }, { port: cable.port });
      const { customer } = await queueCall(line);
      await expect.poll(() => shown()).toContain('paused:On a call');
      cable.pull();
      await customer.liveCalls[0]!.hangup();
      cable.cut();
      await expect.poll(() => agentOf(line).status).toBe('offline');
      cable.plug();
      await expect.poll(() => agentOf(line).status).toBe('ready');
      expect(await shown()).not.toContain('paused');
      await cable.stop();
    });

    test('waiting callers, and since when the first of them waits', async () => {
      const first = await phone('201');
      const second = await phone('202');
      const before = Date.now();
      await first.dial('500');
      const line = await open();
      await expect.poll(() => queue(line, 'support')?.waiting).toBe(1);
      await second.dial('500');
      await expect.poll(() => queue(line, 'support')?.waiting).toBe(2);
      const { longestSince } = queue(line, 'support')!;
      // The PBX tells whole seconds of those who waited before.
      expect(longestSince).toBeGreaterThan(before - 1_500);
      expect(longestSince).toBeLessThanOrEqual(Date.now());
      await first.liveCalls[0]!.hangup();
      await expect.poll(() => queue(line, 'support')?.waiting).toBe(1);
      expect(queue(line, 'support')!.longestSince).toBeGreaterThanOrEqual(longestSince!);
      await second.liveCalls[0]!.hangup();
      await expect.poll(() => queue(line, 'support')).not.toHaveProperty('longestSince');
    });

    test('parked calls of others are listed, those that the line holds are not', async () => {
      const line = await open();
      const colleague = await phone('102');
      const customer = await phone('202', { do: 'answer', afterMs: 50 });
      const call = await colleague.dial('202');
      const [parker, parked] = await joined(/\/102-/, /\/202-/);
      await supervisor.action(parkAction(pbx, parked, parker));
      await expect
        .poll(() => line.connection.line.parked)
        .toMatchObject([{ space: '701', number: '202', parkedBy: '102' }]);
      expect(call).toBeDefined();
      // Found again by a panel that comes later.
      const second = await open();
      expect(second.connection.line.parked).toMatchObject([{ space: '701', number: '202', parkedBy: '102' }]);
      await customer.liveCalls[0]!.hangup();
      await expect.poll(() => line.connection.line.parked).toEqual([]);
    });

    test('a call that the line holds by parking is a call and no list entry', async () => {
      const line = await open(
        {},
        { controls: { answer: 'auto', hold: 'park', transfer: 'auto', context: 'offhook' } },
      );
      await phone('101', { do: 'answer', afterMs: 50 });
      await phone('201', { do: 'answer', afterMs: 50 });
      await line.execute({ type: 'MakeCall', number: '201' });
      const { call } = await line.next('CommutationStarted');
      expect(await line.execute({ type: 'HoldCall', callId: call.id })).toEqual({ status: 'done' });
      expect(line.calls).toMatchObject([{ state: 'held' }]);
      expect(line.connection.line.parked).toEqual([]);
      expect(line.events.map(({ type }) => type)).not.toContain('ParkedCallsChanged');
    });

    test('a colleague whose phone rings, until it does not', async () => {
      const line = await open({}, { colleagues: ['102', '103'] });
      await phone('102');
      const customer = await phone('201');
      const call = await customer.dial('102');
      await expect
        .poll(() => line.connection.line.ringingColleagues)
        .toMatchObject([{ extension: '102', number: '201' }]);
      const second = await open({}, { colleagues: ['102'] });
      expect(second.connection.line.ringingColleagues).toEqual(line.connection.line.ringingColleagues);
      await call.hangup();
      await expect.poll(() => line.connection.line.ringingColleagues).toEqual([]);
      await expect.poll(() => second.connection.line.ringingColleagues).toEqual([]);
    });

    test('after a restart of the PBX the queues are known again', async () => {
      const line = await open();
      await line.execute({ type: 'SetQueueLogin', loggedIn: true });
      await pbx.kill();
      await line.next('Disconnected');
      expect(agentOf(line).status).toBe('offline');
      await pbx.start();
      ({ ami: supervisor } = await RawAmi.open(pbx.amiPort, pbx.full));
      await expect.poll(() => agentOf(line).status).toBe('ready');
      expect(queue(line, 'support')).toMatchObject({ loggedIn: true });
      expect(queue(line, 'sales')).toMatchObject({ loggedIn: false });
    });
  });
}
