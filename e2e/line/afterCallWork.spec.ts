import { test } from '@playwright/test';
import { expect } from '../expect.ts';
import { AgentSite, agentOf, passes, statesOf } from './agentSite.ts';
import { onEachPbx, type Site } from './site.ts';

/** The name of the field. */
const pauseReasonOf = (site: Site): string => (site.pbx.version === 11 ? 'Reason' : 'PausedReason');

onEachPbx('auto-pause and after-call work', (site) => {
  const desk = new AgentSite(site);

  test('auto-pause around a queue call, after-call work with extension, and back', async () => {
    const line = await desk.open({ autoPauseOnCommutationStart: true, afterCallWorkMs: 1_500 });
    const { customer } = await desk.queueCall(line);
    await desk.isPausedFor('On a call');
    expect(agentOf(line)).toMatchObject({ status: 'talking', chosen: 'ready' });
    await customer.liveCalls[0]!.hangup();
    await expect.poll(() => agentOf(line).status).toBe('afterCallWork');
    const until = agentOf(line).afterCallWorkUntilMonoMs!;
    expect(await line.execute({ type: 'ExtendAfterCallWork' })).toEqual({ status: 'done' });
    expect(agentOf(line).afterCallWorkUntilMonoMs).toBe(until + 1_500);
    await expect.poll(() => agentOf(line).status).toBe('ready');
    expect(performance.now()).toBeGreaterThan(until + 1_400);
    // That the PBX was told as well: it lasts too short to be asked.
    await (
      await site.supervisor()
    ).waitForEvent({ Event: /^QueueMemberPaused?$/, [pauseReasonOf(site)]: 'After-call work' });
    expect(await desk.shown()).not.toContain('paused');
    expect(statesOf(line)).toEqual(['ready', 'ringing', 'talking', 'afterCallWork', 'ready']);
  });

  test('after-call work without auto-pause, ended at once by ready', async () => {
    const line = await desk.open({ afterCallWorkMs: 60_000 });
    const { customer } = await desk.queueCall(line);
    expect(await desk.shown()).not.toContain('paused');
    await customer.liveCalls[0]!.hangup();
    await desk.isPausedFor('After-call work');
    expect(await line.execute({ type: 'SetAgentState', state: 'ready' })).toEqual({ status: 'done' });
    expect(agentOf(line)).toMatchObject({ status: 'ready' });
    expect(agentOf(line).afterCallWorkUntilMonoMs).toBeUndefined();
    expect(await desk.shown()).not.toContain('paused');
  });

  test('what was chosen before, during and after a call is what comes back', async () => {
    const line = await desk.open({ autoPauseOnCommutationStart: true, afterCallWorkMs: 700 });
    const { customer } = await desk.queueCall(line);
    await desk.isPausedFor('On a call');
    await line.execute({ type: 'SetAgentState', state: 'notReady', reason: 'Lunch' });
    expect(agentOf(line)).toMatchObject({ status: 'talking', chosen: 'notReady' });
    await customer.liveCalls[0]!.hangup();
    await passes(line, 'afterCallWork');
    await expect.poll(() => agentOf(line).status).toBe('notReady');
    expect(await desk.shown()).toContain('paused:Lunch');
    // Paused before the call, and never chosen otherwise; the call is dialled by the agent.
    await line.execute({ type: 'MakeCall', number: '201' });
    customer.onCall = { do: 'answer', afterMs: 50 };
    await line.next('CommutationStarted');
    await customer.liveCalls[0]!.hangup();
    await passes(line, 'afterCallWork');
    await expect.poll(() => agentOf(line).status).toBe('notReady');
    expect(await desk.shown()).toContain('paused:Lunch');
    // Chosen ready during the call: ready after it, not before.
    await line.execute({ type: 'MakeCall', number: '201' });
    await line.next('CommutationStarted');
    expect(await line.execute({ type: 'SetAgentState', state: 'ready' })).toEqual({ status: 'done' });
    expect(await desk.shown()).toContain('paused:On a call');
    expect(agentOf(line)).toMatchObject({ status: 'talking', chosen: 'ready' });
    await customer.liveCalls[0]!.hangup();
    await expect.poll(() => agentOf(line).status).toBe('ready');
    expect(await desk.shown()).not.toContain('paused');
  });

  test('what a supervisor does during a call stands after it', async () => {
    const line = await desk.open({ autoPauseOnCommutationStart: true });
    const { customer } = await desk.queueCall(line);
    await desk.isPausedFor('On a call');
    await desk.supervisorPauses(true, 'Training');
    await customer.liveCalls[0]!.hangup();
    await line.next('RingFinished');
    await expect.poll(() => agentOf(line)).toMatchObject({ status: 'notReady', reason: 'Training' });
    expect(await desk.shown()).toContain('paused:Training');
    await desk.supervisorPauses(false);
    await customer.dial('500');
    await line.next('CommutationStarted');
    await desk.isPausedFor('On a call');
    await desk.supervisorPauses(false);
    await line.execute({ type: 'MakeCall', number: '202' });
    await expect.poll(() => agentOf(line).status).toBe('talking');
    expect(await desk.shown()).not.toContain('paused');
  });

  test('two calls: paused until the last of them ends', async () => {
    const line = await desk.open({ autoPauseOnCommutationStart: true });
    const { customer } = await desk.queueCall(line);
    const other = await site.phone('202');
    await other.dial('101');
    await line.next('CommutationStarted');
    await customer.liveCalls[0]!.hangup();
    await line.next('RingFinished');
    expect(await desk.shown()).toContain('paused:On a call');
    await other.liveCalls[0]!.hangup();
    await expect.poll(() => agentOf(line).status).toBe('ready');
    expect(await desk.shown()).not.toContain('paused');
  });

  test('a crash during a call: what was paused is put right at the next start, and no more', async () => {
    const crashing = await desk.openOnCable({ autoPauseOnCommutationStart: true, afterCallWorkMs: 60_000 });
    const { customer } = await desk.queueCall(crashing.line);
    await desk.isPausedFor('On a call');
    await desk.crash(crashing);
    await customer.liveCalls[0]!.hangup();
    const line = await desk.open({ autoPauseOnCommutationStart: true, afterCallWorkMs: 60_000 });
    await expect.poll(() => agentOf(line).status).toBe('ready');
    expect(await desk.shown()).not.toContain('paused');
    expect(desk.memory.kept?.agent.pausedByPanel).toEqual([]);
    expect(statesOf(line)).not.toContain('notReady');
  });

  test('a crash during a call that goes on: put right when it ends', async () => {
    const crashing = await desk.openOnCable({ autoPauseOnCommutationStart: true });
    const { customer } = await desk.queueCall(crashing.line);
    await desk.isPausedFor('On a call');
    await desk.crash(crashing);
    const line = await desk.open({ autoPauseOnCommutationStart: true });
    expect(agentOf(line)).toMatchObject({ status: 'talking', chosen: 'ready' });
    expect(await desk.shown()).toContain('paused:On a call');
    await customer.liveCalls[0]!.hangup();
    await expect.poll(() => agentOf(line).status).toBe('ready');
    expect(await desk.shown()).not.toContain('paused');
  });

  test('a crash after the agent chose to be not ready leaves them so', async () => {
    const crashing = await desk.openOnCable({ autoPauseOnCommutationStart: true });
    const { customer } = await desk.queueCall(crashing.line);
    await desk.isPausedFor('On a call');
    await crashing.line.execute({ type: 'SetAgentState', state: 'notReady', reason: 'Lunch' });
    await desk.crash(crashing);
    await customer.liveCalls[0]!.hangup();
    // Else the call still stands when the next one looks.
    await expect
      .poll(() => site.pbx.console('core show channels concise'))
      .not.toContain(site.pbx.device('101'));
    const line = await desk.open({ autoPauseOnCommutationStart: true });
    expect(agentOf(line)).toMatchObject({ status: 'notReady', reason: 'Lunch' });
    expect(await desk.shown()).toContain('paused:Lunch');
  });

  test('a quit in after-call work ends it; a quit during a call leaves it to the next start', async () => {
    const quitting = await desk.open({ autoPauseOnCommutationStart: true, afterCallWorkMs: 60_000 });
    const { customer } = await desk.queueCall(quitting);
    await customer.liveCalls[0]!.hangup();
    await desk.isPausedFor('After-call work');
    await quitting.stop();
    expect(await desk.shown()).not.toContain('paused');
    const second = await desk.open({ autoPauseOnCommutationStart: true });
    await customer.dial('500');
    await second.next('CommutationStarted');
    await desk.isPausedFor('On a call');
    await second.stop();
    expect(await desk.shown()).toContain('paused:On a call');
    await customer.liveCalls[0]!.hangup();
    const third = await desk.open({ autoPauseOnCommutationStart: true });
    await expect.poll(() => agentOf(third).status).toBe('ready');
    expect(await desk.shown()).not.toContain('paused');
  });

  test('a link that is lost while the call ends: put right after the reconnect', async () => {
    const { line, cable } = await desk.openOnCable({ autoPauseOnCommutationStart: true });
    const { customer } = await desk.queueCall(line);
    await desk.isPausedFor('On a call');
    cable.pull();
    await customer.liveCalls[0]!.hangup();
    cable.cut();
    await expect.poll(() => agentOf(line).status).toBe('offline');
    cable.plug();
    await expect.poll(() => agentOf(line).status).toBe('ready');
    expect(await desk.shown()).not.toContain('paused');
  });
});
