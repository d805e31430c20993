import { test } from '@playwright/test';
import { expect } from '../expect.ts';
import { queueJoinEvent } from '../pbx/versions.ts';
import { AgentSite, agentOf, member, queueOf } from './agentSite.ts';
import { onEachPbx } from './site.ts';

onEachPbx('queues', (site) => {
  const desk = new AgentSite(site);

  test('those of the PBX and those of the settings are shown', async () => {
    const line = await desk.open();
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
    const line = await desk.open();
    expect(
      await line.execute({ type: 'SetAgentState', state: 'notReady', reason: 'Mittag, später' }),
    ).toEqual({ status: 'done' });
    expect(agentOf(line)).toMatchObject({
      status: 'notReady',
      reason: 'Mittag, später',
      chosen: 'notReady',
    });
    expect(await desk.shown()).toContain('paused:Mittag, später');
    expect(await line.execute({ type: 'SetAgentState', state: 'notReady', reason: 'Training' })).toEqual({
      status: 'done',
    });
    expect(agentOf(line).reason).toBe('Training');
    expect(await line.execute({ type: 'SetAgentState', state: 'ready' })).toEqual({ status: 'done' });
    expect(agentOf(line)).toMatchObject({ status: 'ready', chosen: 'ready' });
    expect(await desk.shown()).not.toContain('paused');
  });

  test('a reason longer than the PBX keeps is cut by character, not by chance', async () => {
    const line = await desk.open();
    const reason = 'ä'.repeat(60);
    expect(await line.execute({ type: 'SetAgentState', state: 'notReady', reason })).toEqual({
      status: 'done',
    });
    expect(agentOf(line).reason).toBe('ä'.repeat(39));
  });

  test('a change made elsewhere shows within a second', async () => {
    const line = await desk.open();
    await desk.supervisorPauses(true, 'Team meeting');
    await expect.poll(() => agentOf(line).status).toBe('notReady');
    expect(agentOf(line)).toMatchObject({ reason: 'Team meeting', chosen: 'notReady' });
    await desk.supervisorPauses(false);
    await expect.poll(() => agentOf(line).status).toBe('ready');
  });

  test('login and logout; who is configured in stays in', async () => {
    const line = await desk.open();
    expect(await line.execute({ type: 'SetQueueLogin', loggedIn: true, queue: 'sales' })).toEqual({
      status: 'done',
    });
    expect(queueOf(line, 'sales')).toMatchObject({ loggedIn: true, fixed: false, paused: false });
    expect(await desk.shown('sales')).toContain('Anna Agent');
    expect(await line.execute({ type: 'SetQueueLogin', loggedIn: true })).toEqual({ status: 'done' });
    expect(
      await line.execute({ type: 'SetAgentState', state: 'notReady', reason: 'Mail', queue: 'sales' }),
    ).toEqual({ status: 'done' });
    expect(await desk.shown('sales')).toContain('paused:Mail');
    expect(await desk.shown()).not.toContain('paused');
    expect(agentOf(line).status).toBe('ready');
    expect(await line.execute({ type: 'SetQueueLogin', loggedIn: false })).toEqual({ status: 'done' });
    expect(queueOf(line, 'sales')).toMatchObject({ loggedIn: false });
    expect(await desk.shown('sales')).toBe('not a member');
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
    const line = await desk.open({ names: ['nosuch'] });
    expect(await line.execute({ type: 'SetQueueLogin', loggedIn: true })).toMatchObject({
      status: 'refused',
      code: 'unknownQueue',
    });
  });

  test('who is not ready logs in as not ready, with the reason', async () => {
    const line = await desk.open();
    await line.execute({ type: 'SetAgentState', state: 'notReady', reason: 'Mail' });
    expect(await line.execute({ type: 'SetQueueLogin', loggedIn: true })).toEqual({ status: 'done' });
    expect(await desk.shown('sales')).toContain('paused:Mail');
    expect(agentOf(line)).toMatchObject({ status: 'notReady', reason: 'Mail' });
  });

  test('logged in by a supervisor to a queue that the settings do not name: it is shown, with who waits there', async () => {
    const line = await desk.open({ names: [] });
    const customer = await site.phone('trunk');
    await customer.dial('5004');
    await (await site.supervisor()).waitForEvent({ Event: queueJoinEvent(site.pbx), Queue: 'sales' });
    expect(queueOf(line, 'sales')).toBeUndefined();
    await (
      await site.supervisor()
    ).action({ Action: 'QueueAdd', Queue: 'sales', Interface: member, Paused: 'true' });
    await expect.poll(() => queueOf(line, 'sales')).toMatchObject({ loggedIn: true, waiting: 1 });
  });

  test('waiting callers, and since when the first of them waits', async () => {
    const first = await site.phone('201');
    const second = await site.phone('202');
    const before = Date.now();
    await first.dial('500');
    const line = await desk.open();
    await expect.poll(() => queueOf(line, 'support')?.waiting).toBe(1);
    await second.dial('500');
    await expect.poll(() => queueOf(line, 'support')?.waiting).toBe(2);
    const { longestSince } = queueOf(line, 'support')!;
    // The PBX tells whole seconds of those who waited before.
    expect(longestSince).toBeGreaterThan(before - 1_500);
    expect(longestSince).toBeLessThanOrEqual(Date.now());
    await first.liveCalls[0]!.hangup();
    await expect.poll(() => queueOf(line, 'support')?.waiting).toBe(1);
    expect(queueOf(line, 'support')!.longestSince).toBeGreaterThanOrEqual(longestSince!);
    await second.liveCalls[0]!.hangup();
    await expect.poll(() => queueOf(line, 'support')).not.toHaveProperty('longestSince');
  });

  test('after a restart of the PBX the queues are known again', async () => {
    const line = await desk.open();
    await line.execute({ type: 'SetQueueLogin', loggedIn: true });
    await site.pbx.kill();
    await line.next('Disconnected');
    expect(agentOf(line).status).toBe('offline');
    await site.pbx.start();
    await expect.poll(() => agentOf(line).status).toBe('ready');
    expect(queueOf(line, 'support')).toMatchObject({ loggedIn: true });
    expect(queueOf(line, 'sales')).toMatchObject({ loggedIn: false });
  });
});
