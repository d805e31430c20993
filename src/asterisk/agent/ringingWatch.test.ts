import { describe, expect, it } from 'vitest';
import type { ChannelEvent, ChannelFacts } from '../dialect/channelEvent.ts';
import { AsteriskChannels } from '../pbx/channels.ts';
import { followChannels } from '../pbx/followChannels.ts';
import { RingingBoard } from './ringingBoard.ts';

const line = { extension: '101', device: 'PJSIP/101', colleagues: ['102'] };
const caller: ChannelFacts = {
  uniqueId: '1.1',
  name: 'PJSIP/trunk-01',
  linkedId: '1.1',
  callerNumber: '201',
  callerName: 'Kim',
};
const legOf = (device: string, uniqueId: string, more: Partial<ChannelFacts> = {}): ChannelFacts => ({
  uniqueId,
  name: `${device}-0${uniqueId}`,
  linkedId: '1.1',
  ...more,
});

class Bench {
  readonly channels = new AsteriskChannels();
  readonly board: RingingBoard;

  constructor(given: Partial<typeof line> = {}) {
    this.board = new RingingBoard(this.channels, { ...line, ...given });
    this.hear({ type: 'created', channel: caller });
  }

  hear(...events: readonly ChannelEvent[]): boolean[] {
    return events.map((event) => {
      followChannels(this.channels, event);
      return this.board.hear(event);
    });
  }

  /** The phone is dialled by the caller, and rings. */
  ring(leg: ChannelFacts, from: ChannelFacts = caller): void {
    this.hear(
      { type: 'created', channel: leg },
      { type: 'dialBegun', caller: from, dest: leg, dialString: '' },
      { type: 'changed', channel: { ...leg, state: 'ringing' } },
    );
  }

  get texts(): string[] {
    return this.board.ringing.map(
      ({ extension, number, name, favourite }) =>
        `${extension} by ${number} ${name}${favourite === true ? ' (favourite)' : ''}`,
    );
  }
}
const colleague = legOf('PJSIP/102', '1.2');
const desk = legOf('PJSIP/desk-7', '1.3');

describe('a colleague’s phone that rings', () => {
  it('shows who calls: by its own leg, or else by the caller’s', () => {
    const bench = new Bench();
    bench.ring(colleague);
    expect(bench.texts).toEqual(['102 by 201 Kim']);
    bench.hear({ type: 'changed', channel: { ...colleague, connectedNumber: '0301', connectedName: 'Max' } });
    expect(bench.texts).toEqual(['102 by 0301 Max']);
  });

  it.each<[string, ChannelEvent]>([
    ['it is lifted', { type: 'changed', channel: { ...colleague, state: 'up' } }],
    ['it is hung up', { type: 'hungUp', channel: colleague, cause: 16 }],
    ['it is in a call', { type: 'bridgeEntered', bridgeId: 'b', channel: { ...colleague, state: 'up' } }],
  ])('rings no more when %s', (_what, event) => {
    const bench = new Bench();
    bench.ring(colleague);
    expect(bench.hear(event)).toEqual([true]);
    expect(bench.texts).toEqual([]);
  });

  it.each<[string, ChannelFacts]>([
    ['somebody else’s', legOf('PJSIP/109', '1.4')],
    ['of another technology', legOf('SIP/102', '1.4')],
    ['the agent’s own', legOf('PJSIP/101', '1.4')],
  ])('is not one that is %s', (_whose, leg) => {
    const bench = new Bench();
    bench.ring(leg);
    expect(bench.texts).toEqual([]);
    expect(bench.hear({ type: 'hungUp', channel: leg, cause: 16 })).toEqual([false]);
  });

  it('is not one that the agent calls, nor one that calls out by an Originate', () => {
    const bench = new Bench();
    const own = legOf('PJSIP/101', '1.5');
    bench.hear({ type: 'created', channel: own });
    bench.ring(colleague, own);
    expect(bench.texts).toEqual([]);
    const other = new Bench();
    other.hear(
      { type: 'created', channel: colleague },
      { type: 'dialBegun', dest: colleague, dialString: '' },
      { type: 'changed', channel: { ...colleague, state: 'ringing' } },
    );
    expect(other.texts).toEqual([]);
  });

  it('is heard of only by what is about it', () => {
    const bench = new Bench();
    bench.ring(colleague);
    expect(
      bench.hear(
        { type: 'held', channel: colleague },
        { type: 'changed', channel: caller },
        { type: 'dialEnded', status: 'CANCEL' },
        { type: 'queueDialled', uniqueId: '1.1', destName: 'PJSIP/unknown-1', queue: 'support' },
        { type: 'dialEnded', dest: colleague, status: 'CANCEL' },
      ),
    ).toEqual([false, false, false, false, true]);
  });

  it('is none where the settings name no colleague and nothing is watched', () => {
    const bench = new Bench({ colleagues: [] });
    bench.ring(colleague);
    expect(bench.texts).toEqual([]);
    expect(bench.hear({ type: 'hungUp', channel: colleague, cause: 16 })).toEqual([false]);
  });

  it('is forgotten with the link', () => {
    const bench = new Bench();
    bench.ring(colleague);
    bench.board.clear();
    expect(bench.texts).toEqual([]);
  });
});

describe('favourites that are watched', () => {
  const watched = (...pairs: [string, string][]): ReadonlyMap<string, string> => new Map(pairs);

  it('ring beside the colleagues, also what rang before they were watched', () => {
    const bench = new Bench();
    bench.ring(colleague);
    bench.ring(desk);
    bench.board.watch(watched(['PJSIP/desk-7', '107']));
    expect(bench.texts).toEqual(['102 by 201 Kim', '107 by 201 Kim (favourite)']);
  });

  it('leave the colleagues alone when they are watched no more', () => {
    const bench = new Bench();
    bench.board.watch(watched(['PJSIP/desk-7', '107']));
    bench.ring(colleague);
    bench.ring(desk);
    bench.board.watch(watched());
    expect(bench.texts).toEqual(['102 by 201 Kim']);
  });

  it('have the extension that they are given last', () => {
    const bench = new Bench();
    bench.board.watch(watched(['PJSIP/desk-7', '107']));
    bench.ring(desk);
    bench.board.watch(watched(['PJSIP/desk-7', '207']));
    expect(bench.texts).toEqual(['207 by 201 Kim (favourite)']);
  });

  it('are others in the place of those before: only these ring', () => {
    const bench = new Bench();
    const other = legOf('PJSIP/desk-8', '1.6');
    bench.board.watch(watched(['PJSIP/desk-7', '107']));
    bench.ring(desk);
    bench.ring(other);
    bench.board.watch(watched(['PJSIP/desk-8', '108']));
    expect(bench.texts).toEqual(['108 by 201 Kim (favourite)']);
  });

  it('are no favourites where they are colleagues of the settings or the agent', () => {
    const bench = new Bench();
    bench.board.watch(watched(['PJSIP/102', '999'], ['PJSIP/101', '101']));
    bench.ring(colleague);
    bench.ring(legOf('PJSIP/101', '1.7'));
    expect(bench.texts).toEqual(['102 by 201 Kim']);
  });
});
