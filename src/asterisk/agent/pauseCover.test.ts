import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cover, coverReasons, isCoverReason, PauseCover } from './pauseCover.ts';
import type { Membership } from './queueBoard.ts';

const inQueue = (paused: boolean, reason = '', queue = 'support'): Membership => ({
  queue,
  interface: 'Local/101@from-queue/n',
  dynamic: false,
  paused,
  reason,
});
const onCall = inQueue(true, coverReasons.call);
const inWork = inQueue(true, coverReasons.work);
const lunch = inQueue(true, 'Lunch');
const ready = inQueue(false);
const untold: Membership = { ...inQueue(true), reason: undefined };

describe('a pause', () => {
  it.each<[string, readonly string[], Membership, boolean, boolean]>([
    ['of the panel is its own', ['support'], onCall, true, true],
    ['of the panel, in the work after a call, is too', ['support'], inWork, true, true],
    ['whose reason AMI 1.x does not list is believed to be', ['support'], untold, true, true],
    ['over which somebody has laid theirs is not', ['support'], lunch, false, false],
    ['without a reason is somebody’s', ['support'], inQueue(true, ''), false, false],
    ['that looks like the panel’s, but was never claimed, is not', [], onCall, false, false],
    ['in another queue is not', ['sales'], onCall, false, false],
    [
      'that was claimed and does not stand yet is to be ended by a panel that goes',
      ['support'],
      ready,
      false,
      true,
    ],
    ['that was never claimed and does not stand is nothing', [], ready, false, false],
  ])('%s', (_what, ours, membership, covers, mayCover) => {
    const cover = new PauseCover(ours);
    expect([cover.covers(membership), cover.mayCover(membership)]).toEqual([covers, mayCover]);
  });

  it('that is given up is the panel’s no more, and only that one', () => {
    const cover = new PauseCover(['support', 'sales']);
    cover.yield('support');
    expect(cover.queues).toEqual(['sales']);
    cover.claim('support');
    cover.letBe('sales');
    expect(cover.queues).toEqual(['support']);
  });
});

describe('the reasons of the panel', () => {
  it('are known by their text alone', () => {
    for (const reason of Object.values(coverReasons)) expect(isCoverReason(reason)).toBe(true);
    for (const reason of ['', 'Lunch', 'on a call', 'On a call ', 'call'])
      expect(isCoverReason(reason)).toBe(false);
  });
});

describe('what the PBX lists again', () => {
  it('leaves the panel the pauses that stand as it laid them', () => {
    const cover = new PauseCover(['support', 'sales', 'night', 'gone']);
    cover.check([onCall, inQueue(true, 'Lunch', 'sales'), inQueue(false, '', 'night')]);
    expect(cover.queues).toEqual(['support']);
  });

  it('gives it none that it did not have', () => {
    const cover = new PauseCover([]);
    cover.check([onCall]);
    expect(cover.queues).toEqual([]);
  });
});

describe('a change by somebody else', () => {
  it.each<[string, boolean, string, readonly string[]]>([
    ['a pause of theirs', true, 'Lunch', []],
    ['a pause without a reason', true, '', []],
    ['the echo of our own pause', true, coverReasons.work, ['support']],
    ['the end of ours', false, '', []],
  ])('by %s', (_what, paused, reason, left) => {
    const cover = new PauseCover(['support']);
    cover.heard('support', paused, reason, 'call');
    expect(cover.queues).toEqual(left);
  });

  it('in another queue is none of this one', () => {
    const cover = new PauseCover(['support']);
    cover.heard('sales', true, 'Lunch', 'call');
    cover.heard('sales', false, '', 'call');
    expect(cover.queues).toEqual(['support']);
    expect(cover.steps('call', [ready])).toHaveLength(1);
  });

  it('that ends our pause is respected until the call and the work after it are over', () => {
    const cover = new PauseCover(['support']);
    cover.heard('support', false, '', 'call');
    expect(cover.steps('call', [ready])).toEqual([]);
    expect(cover.steps('work', [ready])).toEqual([]);
    expect(cover.steps(undefined, [ready])).toEqual([]);
    expect(cover.steps('call', [ready])).toEqual([{ membership: ready, reason: coverReasons.call }]);
  });

  it('that ends our pause when nothing covers any more does not keep the next call from being covered', () => {
    const cover = new PauseCover(['support']);
    cover.heard('support', false, '', undefined);
    expect(cover.steps('call', [ready])).toHaveLength(1);
  });

  it('that ends a pause which was not ours is no wish about ours', () => {
    const cover = new PauseCover([]);
    cover.heard('support', false, '', 'call');
    expect(cover.steps('call', [ready])).toHaveLength(1);
  });
});

describe('what is to be done', () => {
  it.each<[string, Cover | undefined, Membership, string | undefined | null]>([
    ['a ready member is paused for the call', 'call', ready, coverReasons.call],
    ['a ready member is paused for the work after it', 'work', ready, coverReasons.work],
    ['the pause of the call becomes that of the work', 'work', onCall, coverReasons.work],
    ['a pause that says so already stays', 'call', onCall, null],
    ['a pause whose reason is not listed is laid again, to say it', 'call', untold, coverReasons.call],
    ['a pause of somebody stays', 'call', lunch, null],
    ['a pause of somebody stays after the call, too', undefined, lunch, null],
    ['ours is ended when nothing covers', undefined, inWork, undefined],
    ['nothing is ended that does not stand', undefined, ready, null],
  ])('%s', (_what, cover, membership, reason) => {
    expect(new PauseCover(['support']).steps(cover, [membership])).toEqual(
      reason === null ? [] : [{ membership, reason }],
    );
  });

  it('never ends or changes a pause that the panel did not lay, whatever has happened', () => {
    const queue = fc.constantFrom('support', 'sales');
    const reason = fc.constantFrom<string | undefined>(
      'Lunch',
      '',
      coverReasons.call,
      coverReasons.work,
      undefined,
    );
    const covering = fc.constantFrom<Cover | undefined>('call', 'work', undefined);
    const deed = fc.oneof(
      fc.record({ do: fc.constantFrom<'claim' | 'yield' | 'letBe'>('claim', 'yield', 'letBe'), queue }),
      fc.record({ do: fc.constant('heard'), queue, paused: fc.boolean(), reason, cover: covering }),
    );
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 12 }), reason, covering, (deeds, why, cover) => {
        const held = new PauseCover([]);
        for (const each of deeds) {
          if ('paused' in each) held.heard(each.queue, each.paused, each.reason ?? '', each.cover);
          else held[each.do](each.queue);
        }
        const before = held.queues;
        const both = ['support', 'sales'].map((each) => ({ ...inQueue(true, '', each), reason: why }));
        for (const { membership } of held.steps(cover, both)) {
          expect(before).toContain(membership.queue);
          expect(why === undefined || isCoverReason(why)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});
