import { describe, expect, it } from 'vitest';
import type { ChannelEvent, ChannelFacts } from '../dialect/channelEvent.ts';
import { AsteriskChannels } from '../pbx/channels.ts';
import { followChannels } from '../pbx/followChannels.ts';
import { AbandonedBoard } from './abandonedBoard.ts';

const at = { monoMs: 5, wallMs: 50 };
const caller: ChannelFacts = {
  uniqueId: '1.1',
  name: 'PJSIP/trunk-1',
  callerNumber: '201',
  callerName: 'Kim',
  linkedId: '1.1',
};
const other: ChannelFacts = {
  ...caller,
  uniqueId: '1.2',
  name: 'PJSIP/trunk-2',
  callerNumber: '202',
  callerName: '',
};
const bela: ChannelFacts = {
  uniqueId: '1.3',
  name: 'PJSIP/102-3',
  callerNumber: '102',
  callerName: 'Bela',
  linkedId: '1.1',
};

/** A board whose channels know of each event before it does. */
class Bench {
  readonly channels = new AsteriskChannels();
  readonly board = new AbandonedBoard(this.channels);
  readonly gone: string[] = [];
  readonly reached: string[] = [];

  constructor(...standing: readonly ChannelFacts[]) {
    for (const channel of standing) this.hear({ type: 'created', channel });
  }

  hear(...events: readonly ChannelEvent[]): void {
    for (const event of events) {
      followChannels(this.channels, event);
      const gone = this.board.gaveUp(event, at);
      if (gone !== undefined) this.gone.push(gone.number);
      for (const { number, way, by } of this.board.reached(event))
        this.reached.push(`${number} ${way} ${by.extension} ${by.name}`);
    }
  }

  leaves(uniqueId: string): ReturnType<AbandonedBoard['left']> {
    return this.board.left({ type: 'callerAbandoned', queue: 'support', uniqueId, waitedS: 7 }, at);
  }

  meet(one: ChannelFacts, two: ChannelFacts, bridgeId = 'b'): void {
    this.hear(
      { type: 'bridgeEntered', bridgeId, channel: one },
      { type: 'bridgeEntered', bridgeId, channel: two },
    );
  }
}
const hangUp = (channel: ChannelFacts): ChannelEvent => ({ type: 'hungUp', channel, cause: 16 });

describe('a caller who leaves the queue without an agent', () => {
  it('has given up when they hang up, while others hang up or talk', () => {
    const bench = new Bench(caller, other, bela);
    expect(bench.leaves('1.1')).toBeUndefined();
    bench.meet(other, bela);
    bench.hear(hangUp(other), { type: 'changed', channel: caller });
    expect(bench.gone).toEqual([]);
    bench.hear(hangUp(caller));
    expect(bench.gone).toEqual(['201']);
  });

  it('has not, once anybody has talked with them, also for a moment', () => {
    const bench = new Bench(caller, bela);
    bench.leaves('1.1');
    bench.meet(caller, bela);
    bench.hear({ type: 'bridgeLeft', bridgeId: 'b', channel: bela }, hangUp(bela), hangUp(caller));
    expect(bench.gone).toEqual([]);
  });

  it('has, though an announcement was played to them in a bridge of their own', () => {
    const bench = new Bench(caller);
    bench.leaves('1.1');
    bench.hear({ type: 'bridgeEntered', bridgeId: 'b', channel: caller });
    bench.hear({ type: 'created', channel: { uniqueId: '1.9', name: 'Announcer/ARI-1;2' } });
    bench.hear({
      type: 'bridgeEntered',
      bridgeId: 'b',
      channel: { uniqueId: '1.9', name: 'Announcer/ARI-1;2' },
    });
    bench.hear(hangUp(caller));
    expect(bench.gone).toEqual(['201']);
  });

  it('is one of several, each of whom goes their own way', () => {
    const bench = new Bench(caller, other, bela);
    bench.leaves('1.1');
    bench.leaves('1.2');
    bench.meet(caller, bela);
    bench.hear(hangUp(caller), hangUp(other));
    expect(bench.gone).toEqual(['202']);
  });

  it('is not what is left of them after a masquerade of Asterisk 11', () => {
    const bench = new Bench(caller);
    bench.leaves('1.1');
    bench.hear(hangUp({ ...caller, name: 'Local/5000@x-1;1<ZOMBIE>' }));
    expect(bench.gone).toEqual([]);
  });

  it('is known at once, where they have hung up before; and what is forgotten does not come back', () => {
    const bench = new Bench(other);
    expect(bench.leaves('1.1')).toEqual({
      ...{ id: '1.1', queue: 'support', number: '', name: '', abandonedAt: 50, waitedMs: 7_000 },
    });
    bench.leaves('1.2');
    bench.board.clear();
    bench.hear(hangUp(other));
    expect(bench.gone).toEqual([]);
  });
});

describe('a conversation with a number that is waited for', () => {
  const dials = (from: ChannelFacts, to: ChannelFacts): ChannelEvent => ({
    type: 'dialBegun',
    caller: from,
    dest: to,
    dialString: '',
  });

  function waiting(...numbers: string[]): Bench {
    const bench = new Bench();
    bench.board.await((number) => numbers.includes(number));
    return bench;
  }

  it('is one where they called again and a colleague was given to them', () => {
    const bench = waiting('201');
    bench.hear({ type: 'created', channel: caller }, dials(caller, bela));
    bench.meet(caller, bela);
    expect(bench.reached).toEqual(['201 calledAgain 102 Bela']);
  });

  it.each<[string, Partial<ChannelFacts>, Partial<ChannelFacts>]>([
    ['the trunk has their number', { exten: '900' }, { callerNumber: '201' }],
    ['the trunk has no number, and it was dialled', { exten: '201' }, { callerNumber: '' }],
  ])('is one where a colleague called them back: %s', (_how, ofColleague, ofTrunk) => {
    const bench = waiting('201');
    const trunk = { ...other, ...ofTrunk };
    const colleague = { ...bela, ...ofColleague };
    bench.hear({ type: 'created', channel: colleague }, dials(colleague, trunk));
    bench.meet(colleague, trunk);
    expect(bench.reached).toEqual(['201 calledBack 102 Bela']);
  });

  it('is one where an Originate called them, whatever leg came first', () => {
    for (const turn of [0, 1]) {
      const bench = waiting('201');
      const trunk = { ...caller, uniqueId: '1.8' };
      bench.hear({ type: 'dialBegun', dest: trunk, dialString: '' }, { type: 'created', channel: bela });
      const legs = [trunk, bela] as const;
      bench.meet(legs[turn]!, legs[1 - turn]!);
      expect(bench.reached).toEqual(['201 calledBack 102 Bela']);
    }
  });

  it('is not a number that somebody else dialled earlier, nor an empty one', () => {
    const bench = waiting('201', '');
    const quiet = { ...other, callerNumber: '' };
    bench.hear({ type: 'created', channel: { ...bela, exten: '201' } }, dials(quiet, bela));
    bench.meet(quiet, bela);
    expect(bench.reached).toEqual([]);
  });

  it('is none with a recorder, with a channel that is gone, or while no number is waited for', () => {
    const bench = waiting('201');
    const recorder = { uniqueId: '1.7', name: 'Recorder/ARI-2;2' };
    bench.hear({ type: 'created', channel: caller }, { type: 'created', channel: recorder });
    bench.meet(caller, recorder);
    bench.hear(hangUp(bela), { type: 'bridgeEntered', bridgeId: 'b', channel: bela });
    expect(bench.reached).toEqual([]);
    bench.board.await(undefined);
    bench.hear({ type: 'created', channel: { ...bela, uniqueId: '1.6', name: 'PJSIP/103-6' } });
    bench.meet(caller, { ...bela, uniqueId: '1.6', name: 'PJSIP/103-6' }, 'c');
    expect(bench.reached).toEqual([]);
  });
});
