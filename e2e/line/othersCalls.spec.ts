import { expect } from '../expect.ts';
import { test } from '@playwright/test';
import type { CtiEvent } from '../../src/cti/event.ts';
import { AgentSite } from './agentSite.ts';
import { answers, onEachPbx, rings } from './site.ts';
import type { TestLine } from './testLine.ts';

function abandoned(line: TestLine): Extract<CtiEvent, { type: 'CallerAbandoned' }>[] {
  return line.events.filter((event) => event.type === 'CallerAbandoned');
}

function reached(line: TestLine): string[] {
  return line.events
    .filter((event) => event.type === 'CallerReached')
    .map(({ reached: { number, way, by } }) => `${number} ${way} ${by.extension} ${by.name}`.trim());
}

function outcomeOf({ events }: TestLine, callId: string): string {
  const ends = events.filter((event) => event.type === 'RingFinished');
  return ends.find(({ call }) => call.id === callId)?.call.outcome ?? 'no end';
}

onEachPbx('what others do with callers', (site) => {
  const desk = new AgentSite(site);

  test('a caller gives up in the queue; a colleague calls back; the caller calls again', async () => {
    const line = await desk.open();
    line.connection.awaitCallers((number) => number.endsWith('1701234567'));
    const agent = await site.phone('101');
    const caller = await site.customer();
    const call = await caller.dial('5001');
    await line.next('RingStarted');
    await call.hangup();
    const { caller: gone } = await line.next('CallerAbandoned');
    expect(gone).toMatchObject({ queue: 'support', number: '+491701234567', name: 'Erika Mustermann' });
    expect(gone.waitedMs).toBeLessThan(60_000);

    // By the colleague's phone: this desk has no part in it.
    const colleague = await site.phone('102', rings, { name: 'Bela Blau' });
    caller.onCall = () => answers;
    const back = await colleague.dial('0491701234567');
    await expect.poll(() => reached(line)).toEqual(['0491701234567 calledBack 102 Bela Blau']);
    await back.hangup();

    colleague.onCall = () => answers;
    await agent.waitFor('ended', () => true);
    const again = await caller.dial('5003');
    await expect
      .poll(() => reached(line))
      .toEqual(['0491701234567 calledBack 102 Bela Blau', '+491701234567 calledAgain 102']);
    await again.hangup();
    expect(abandoned(line)).toHaveLength(1);
  });

  test('who took a call that rang here is known: from a group, from the queue, by picking it up', async () => {
    const line = await desk.open();
    const taken = (): string[] =>
      line.events
        .filter((event) => event.type === 'AnsweredElsewhere')
        .map(({ callId, by }) => `${outcomeOf(line, callId)} ${by.extension}`);
    await site.phone('101');
    const colleague = await site.phone('102', rings, { name: 'Bela Blau' });
    const caller = await site.customer();

    const group = await caller.dial('5003');
    await line.next('RingStarted');
    (await colleague.waitFor('ringing')).answer();
    await expect.poll(taken, line.story()).toEqual(['answeredElsewhere 102']);
    await group.hangup();

    await site.member('Local/101@from-queue/n', 'sales');
    await site.member('Local/102@from-queue/n', 'sales');
    const queued = await caller.dial('5004');
    await line.next('RingStarted');
    (await colleague.waitFor('ringing')).answer();
    await expect.poll(taken, line.story()).toEqual(Array(2).fill('answeredElsewhere 102'));
    await queued.hangup();

    const other = await site.line('102', { colleagues: ['101'] });
    const direct = await caller.dial('5000');
    await line.next('RingStarted');
    await expect.poll(() => other.connection.line.ringingColleagues).toHaveLength(1);
    const { id } = other.connection.line.ringingColleagues[0]!;
    expect(await other.execute({ type: 'PickUpRingingCall', id })).toMatchObject({ status: 'done' });
    await expect.poll(taken, line.story()).toEqual(Array(3).fill('answeredElsewhere 102'));
    await direct.hangup();
  });
});
