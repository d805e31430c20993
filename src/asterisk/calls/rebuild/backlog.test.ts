import { describe, expect, it } from 'vitest';
import type { ChannelEvent, ChannelFacts } from '../../dialect/channelEvent.ts';
import { AsteriskChannels } from '../../pbx/channels.ts';
import { Backlog } from './backlog.ts';

const standing: ChannelFacts = { uniqueId: '1.1', name: 'PJSIP/201-01' };
const born: ChannelFacts = { uniqueId: '1.2', name: 'PJSIP/101-02' };
const gone: ChannelFacts = { uniqueId: '1.0', name: 'PJSIP/101-00' };
const events = (channel: ChannelFacts): ChannelEvent[] => [
  { type: 'changed', channel },
  { type: 'bridgeEntered', bridgeId: 'b', channel },
  { type: 'dialBegun', dest: channel, dialString: '' },
  { type: 'dialBegun', caller: channel, dest: standing, dialString: '' },
  { type: 'parked', parkee: channel, space: '701', parker: '' },
  { type: 'renamed', uniqueId: channel.uniqueId, from: channel.name, to: 'x' },
  { type: 'hungUp', channel, cause: 16 },
];

function backlog(): Backlog {
  const channels = new AsteriskChannels();
  channels.learn(standing);
  return new Backlog(channels);
}

describe('of the events that came during a rebuild', () => {
  it('those from before the snapshot about what is in it are old', () => {
    expect(events(standing).map((event) => backlog().isNews(event, true))).toEqual(
      events(standing).map(() => false),
    );
  });

  it('holds are followed, whenever they came: no snapshot has them', () => {
    for (const type of ['held', 'unheld'] as const)
      for (const isOlder of [true, false]) {
        expect(backlog().isNews({ type, channel: standing }, isOlder)).toBe(true);
        expect(backlog().isNews({ type, channel: gone }, isOlder)).toBe(false);
      }
  });

  it('those that came after it was asked for are followed', () => {
    expect(events(standing).map((event) => backlog().isNews(event, false))).toEqual(
      events(standing).map(() => true),
    );
  });

  it('those of a channel that began and ended meanwhile are followed: a call that was missed', () => {
    const told = backlog();
    expect(told.isNews({ type: 'created', channel: born }, true)).toBe(true);
    expect(told.isNews({ type: 'changed', channel: born }, true)).toBe(true);
    expect(told.isNews({ type: 'hungUp', channel: born, cause: 16 }, true)).toBe(true);
  });

  it.each([true, false])('those of a channel that had ended by then are dropped (before: %s)', (isOlder) => {
    expect(events(gone).map((event) => backlog().isNews(event, isOlder))).toEqual(
      events(gone).map(() => false),
    );
  });

  it('a transfer names only legs, and is reported', () => {
    expect(backlog().isNews({ type: 'transferred', legs: ['1.1'] }, true)).toBe(true);
  });
});
