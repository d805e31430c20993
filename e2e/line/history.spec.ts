import { test } from '@playwright/test';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openKept } from '../../main/history/kept.ts';
import type { HistoryCall } from '../../src/history/historyCall.ts';
import { HistoryRecorder } from '../../src/history/recorder.ts';
import { localWorker } from '../../src/history/testing/localWorker.ts';
import { removeFolder } from '../app/removeFolder.ts';
import { expect } from '../expect.ts';
import type { PhoneEventName } from '../phones/phoneLog.ts';
import type { SipCall, SipPhone } from '../phones/sipPhone.ts';
import { answers, controls, onEachPbx, over, rings } from './site.ts';
import { realEdges, type TestLine } from './testLine.ts';

/** The legs of one call: at the agent's phone, and at the other party's. */
interface Legs {
  readonly direction: HistoryCall['direction'];
  readonly own: SipCall | undefined;
  readonly others: SipCall;
  /** The other party was with a colleague when the agent's leg had ended. */
  readonly wentOn?: boolean;
}

/** How a call ended, as the phones have it, without a word of the PBX. */
function outcomeByPhones({ direction, own, others, wentOn = false }: Legs, wasUp: boolean): string {
  if (wasUp) return wentOn ? 'transferred' : 'answered';
  if (direction === 'incoming') {
    if (own?.end?.by === 'us') return 'rejected';
    if (wentOn) return 'answeredElsewhere';
    return others.end?.how === 'cancel' ? 'cancelled' : 'noAnswer';
  }
  if (others.end?.how === 'refused')
    return { 486: 'busy', 603: 'rejected' }[others.end.status ?? 0] ?? 'failed';
  return own?.end?.by === 'us' ? 'cancelled' : 'noAnswer';
}

/** When something first happened to a call at a phone, wall clock, ms. */
function at(phone: SipPhone, call: SipCall | undefined, what: PhoneEventName): number | undefined {
  const entry = phone.log.entries.find((one) => one.what === what && 'call' in one && one.call === call);
  return entry && phone.log.startedAtMs + entry.atMs;
}

/** The PBX's words and the phones' pass each other on a busy machine; a wrong clock or unit is off by more, ms. */
const apartMs = 5_000;

onEachPbx('the history', (site) => {
  test('has each call once, as the phones’ own logs have it, for every outcome', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'offhook-e2e-history-'));
    const edges = realEdges();
    const { store } = openKept(edges, () => localWorker(join(folder, 'history.db'), Date.now));
    try {
      const line: TestLine = await site.line('101', { controls: controls() });
      const recorder = new HistoryRecorder({
        put: (call) => store.put('line', call),
        endAllBut: (standing) => store.begin('line', standing),
      });
      line.connection.onEvent((event) => recorder.hear(event));
      const agent = await site.phone('101');
      const colleague = await site.phone('102', rings, { name: 'Bela Blau' });
      const customer = await site.phone('201', rings, { name: 'Erika Erle' });
      const trunk = await site.customer();
      const expected: { row: Partial<HistoryCall>; legs: Legs }[] = [];

      const isIdle = async (): Promise<void> => {
        await expect
          .poll(() => [agent, colleague, customer, trunk].flatMap(({ liveCalls }) => liveCalls))
          .toEqual([]);
        await expect.poll(() => site.pbx.console('core show channels concise')).toBe('');
      };
      /** One call, from its beginning to its end. */
      const story = async (row: Partial<HistoryCall>, act: () => Promise<Legs>): Promise<void> => {
        const legs = await act();
        await over(line);
        await isIdle();
        expected.push({ row: { direction: legs.direction, ...row }, legs });
        agent.onCall = rings;
        customer.onCall = rings;
        colleague.onCall = rings;
      };
      const calls = async (number: string): Promise<{ own: SipCall; others: SipCall }> => {
        const before = [...customer.calls];
        expect(await line.execute({ type: 'MakeCall', number })).toMatchObject({ status: 'done' });
        const others = await customer.waitFor('incoming', (call) => !before.includes(call));
        return { own: agent.calls.at(-1)!, others };
      };
      const isCalled = async (number: string, by = customer): Promise<{ own: SipCall; others: SipCall }> => {
        const before = [...agent.calls];
        const others = await by.dial(number);
        const own = await agent.waitFor('incoming', (call) => !before.includes(call));
        return { own, others };
      };
      const outgoing = { direction: 'outgoing' } as const;
      const incoming = { direction: 'incoming' } as const;

      await story({ number: '201', outcome: 'answered' }, async () => {
        customer.onCall = answers;
        const legs = await calls('201');
        await line.next('CommutationStarted');
        await legs.others.hangup();
        return { ...outgoing, ...legs };
      });
      for (const [status, outcome] of [
        [486, 'busy'],
        [603, 'rejected'],
        [503, 'failed'],
      ] as const)
        await story({ number: '201', outcome }, async () => {
          customer.onCall = { do: 'refuse', status, afterMs: 50 };
          const legs = await calls('201');
          await customer.waitFor('ended', (call) => call === legs.others);
          // A party that is connected already hears it as a tone.
          await expect
            .poll(async () => {
              const channels = await site.pbx.console('core show channels concise');
              return channels === '' || /!(Busy|Congestion)!/u.test(channels);
            })
            .toBe(true);
          await agent.liveCalls[0]?.hangup();
          return { ...outgoing, ...legs };
        });
      await story({ number: '4201', outcome: 'noAnswer' }, async () => ({
        ...outgoing,
        ...(await calls('4201')),
      }));
      await story({ number: '201', outcome: 'cancelled' }, async () => {
        const legs = await calls('201');
        await line.next('RingStarted');
        await legs.own.hangup();
        return { ...outgoing, ...legs };
      });

      await story({ number: '201', outcome: 'answered' }, async () => {
        const legs = await isCalled('101');
        await line.next('RingStarted');
        legs.own.answer();
        await line.next('CommutationStarted');
        await legs.own.hangup();
        return { ...incoming, ...legs };
      });
      await story({ number: '201', outcome: 'cancelled' }, async () => {
        const legs = await isCalled('101');
        await line.next('RingStarted');
        await legs.others.hangup();
        return { ...incoming, ...legs };
      });
      await story({ number: '201', outcome: 'noAnswer' }, async () => ({
        ...incoming,
        ...(await isCalled('4101')),
      }));
      await story({ number: '201', outcome: 'rejected' }, async () => {
        const legs = await isCalled('101');
        await line.next('RingStarted');
        legs.own.refuse(603);
        return { ...incoming, ...legs };
      });
      await story({ number: trunk.identity.number, outcome: 'answeredElsewhere' }, async () => {
        const legs = await isCalled('5003', trunk);
        await line.next('RingStarted');
        await colleague.waitFor('ringing', (call) => call.state === 'ringing');
        colleague.liveCalls[0]!.answer();
        await trunk.waitFor('up', (call) => call === legs.others);
        await agent.waitFor('ended', (call) => call === legs.own);
        const wentOn = legs.others.state === 'up';
        await legs.others.hangup();
        return { ...incoming, ...legs, wentOn };
      });
      await story({ number: '201', outcome: 'transferred', transferredTo: '102' }, async () => {
        const legs = await isCalled('101');
        const { call } = await line.next('RingStarted');
        legs.own.answer();
        await line.next('CommutationStarted');
        expect(await line.execute({ type: 'BlindTransferCall', callId: call.id, number: '102' })).toEqual({
          status: 'done',
        });
        recorder.sent(call.id, '102');
        await colleague.waitFor('ringing', (ringing) => ringing.state === 'ringing');
        await agent.waitFor('ended', (one) => one === legs.own);
        const wentOn = legs.others.state === 'up';
        colleague.liveCalls[0]!.answer();
        await colleague.waitFor('up', (call) => call.state === 'up');
        await legs.others.hangup();
        return { ...incoming, ...legs, wentOn };
      });

      const rows = await store.ask(
        'calls',
        'line',
        { text: '', filter: 'all', countryCode: '' },
        { offset: 0, limit: 100 },
      );
      const kept = rows.toReversed();
      expect(kept).toMatchObject(expected.map(({ row }) => row));
      for (const [index, { legs, row }] of expected.entries()) {
        const what = `${row.direction} ${row.number}, ${row.outcome}`;
        const call = kept[index]!;
        // Who is called: the click-to-call's own leg is up before anybody has lifted at the other end.
        const far =
          legs.direction === 'outgoing'
            ? { phone: customer, leg: legs.others }
            : { phone: agent, leg: legs.own };
        const upAt = at(far.phone, far.leg, 'up');
        expect(call.outcome, what).toBe(outcomeByPhones(legs, upAt !== undefined));
        expect(call.connectedAt !== undefined, what).toBe(upAt !== undefined);
        const ringingAt = at(far.phone, far.leg, 'ringing');
        const endedAt = at(agent, legs.own, 'ended');
        for (const [ours, theirs] of [
          [call.ringingAt, ringingAt],
          [call.connectedAt, upAt],
          [call.endedAt, endedAt],
        ])
          if (ours !== undefined && theirs !== undefined)
            expect(Math.abs(ours - theirs), what).toBeLessThan(apartMs);
        expect(call.endedAt, what).toBeGreaterThanOrEqual(call.connectedAt ?? call.startedAt);
        expect(call.talkMs > 0, what).toBe(upAt !== undefined);
      }
    } finally {
      await store.close();
      removeFolder(folder);
    }
  });
});
