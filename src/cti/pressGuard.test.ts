import { beforeEach, describe, expect, it } from 'vitest';
import { type Meaning, otherPartyMs, partyIn, PressGuard } from './pressGuard.ts';
import { instant, newCall } from './testing/arbitraries.ts';

const settleMs = 350;
let nowMs: number;
let guard: PressGuard;
beforeEach(() => {
  nowMs = 10_000;
  guard = new PressGuard(() => nowMs);
});

const press = (does: string, ...ids: readonly string[]): Meaning => ({
  does: `${does} ${ids.join(' ')}`,
  reaches: ids.map((id) => ({ id })),
});
const waitMs = (place: string): number => (guard.waiting()[place] ?? nowMs) - nowMs;
const show = (meaning: Meaning | undefined, chosen = false): void =>
  guard.show('end', { meaning, settleMs, chosen });
const row = (...meanings: readonly Meaning[]): void =>
  guard.showRow(
    'dock',
    meanings.map((meaning) => ({ meaning, settleMs })),
  );

describe('a press', () => {
  it('counts where no one stood before, once the button has settled', () => {
    show(press('answer', 'kim'));
    expect(waitMs('end')).toBe(settleMs);
    expect(guard.tooEarly('end')).toBe('settling');
    nowMs += settleMs;
    expect(waitMs('end')).toBe(0);
    expect(guard.tooEarly('end')).toBeUndefined();
    expect(guard.tooEarly('elsewhere')).toBeUndefined();
  });

  it('does not count for a while where somebody else stood', () => {
    show(press('end', 'kim'));
    nowMs += 60_000;
    show(press('end', 'customer'));
    expect(waitMs('end')).toBe(otherPartyMs);
    nowMs += otherPartyMs - 1;
    expect(guard.tooEarly('end')).toBe('otherParty');
    nowMs += 1;
    expect(guard.tooEarly('end')).toBeUndefined();
  });

  it('was not meant for who would only have been called', () => {
    show({ ...press('redial', 'last'), isIdle: true });
    nowMs += 60_000;
    show(press('answer', 'kim'));
    expect(waitMs('end')).toBe(settleMs);
    nowMs += 60_000;
    show({ ...press('redial', 'last'), isIdle: true });
    expect(waitMs('end')).toBe(otherPartyMs);
    nowMs += 500;
    show(press('answer', 'next'));
    expect(waitMs('end')).toBe(otherPartyMs);
  });

  it('is still meant for who stood there a moment ago, with no one in between', () => {
    show(press('end', 'kim'));
    nowMs += 60_000;
    show(undefined);
    nowMs += 900;
    show(press('decline', 'next'));
    expect(waitMs('end')).toBe(otherPartyMs);
    nowMs += 60_000;
    show(undefined);
    nowMs += otherPartyMs;
    show(press('decline', 'later'));
    expect(waitMs('end')).toBe(settleMs);
  });

  it('waits on where the call of somebody else changes its phase meanwhile', () => {
    show(press('hold', 'kim'));
    nowMs += 60_000;
    show(press('resume', 'customer'));
    nowMs += 700;
    show(press('hold', 'customer'));
    expect(waitMs('end')).toBe(otherPartyMs - 700);
  });

  it('does not wait long for those whom it would have reached anyway, or whom the agent has chosen', () => {
    show(press('end all', 'kim', 'customer'));
    nowMs += 60_000;
    show(press('end', 'customer'));
    expect(waitMs('end')).toBe(settleMs);
    nowMs += 60_000;
    show(press('end', 'other'), true);
    expect(waitMs('end')).toBe(settleMs);
  });

  it('does not wait on once the agent has chosen what has only just come there', () => {
    show(press('end', 'kim'));
    nowMs += 60_000;
    show(press('end', 'customer'));
    expect(waitMs('end')).toBe(otherPartyMs);
    show(press('end', 'customer'), true);
    expect(waitMs('end')).toBe(0);
  });

  it('sees another person behind the same call, and none in a number that becomes known', () => {
    const talks = (talksTo?: string): Meaning => ({ does: 'end', reaches: [{ id: 'c1', talksTo }] });
    show(talks());
    nowMs += 60_000;
    show(talks('201'));
    expect(waitMs('end')).toBe(0);
    show(talks('305'));
    expect(waitMs('end')).toBe(otherPartyMs);
  });

  it('is not for another person because the number was unknown for a moment', () => {
    const talks = (talksTo?: string): Meaning => ({ does: 'end', reaches: [{ id: 'c1', talksTo }] });
    show(talks('201'));
    nowMs += 60_000;
    show(talks());
    nowMs += 100;
    expect(waitMs('end')).toBe(0);
    show(talks('305'));
    expect(guard.tooEarly('end')).toBe('otherParty');
    expect(waitMs('end')).toBe(otherPartyMs - 100);
    nowMs += 60_000;
    show(talks());
    nowMs += otherPartyMs;
    show(talks('201'));
    expect(waitMs('end'), 'nobody who was there long ago is meant').toBe(0);
  });

  it('is still meant for who was called there before the same button only offers to call', () => {
    show(press('call', 'kim'));
    nowMs += 60_000;
    show({ ...press('call', 'kim'), isIdle: true });
    nowMs += 500;
    show(press('end', 'next'));
    expect(waitMs('end')).toBe(otherPartyMs);
  });

  it('that came too early makes the wait begin again only where that is wished', () => {
    show(press('tones', 'menu'));
    nowMs += 60_000;
    show(press('tones', 'customer'));
    nowMs += 1000;
    guard.prolong('end');
    expect(waitMs('end')).toBe(otherPartyMs);
    nowMs += otherPartyMs;
    guard.prolong('end');
    expect(waitMs('end')).toBe(0);
  });
});

describe('a row of buttons', () => {
  it('that has more of them than before is compared by what lies under the hand', () => {
    row(press('answer', 'kim'), press('decline', 'kim'));
    nowMs += 60_000;
    row(press('resume', 'a'), press('transfer', 'a'), press('keypad', 'a'), press('end', 'a'));
    for (const index of [0, 1, 2, 3]) expect(waitMs(`dock:${index}`)).toBe(otherPartyMs);
  });

  it('is still meant for who was at that spot before a button that reaches no one', () => {
    row(press('end', 'kim'));
    nowMs += 60_000;
    row(press('end', 'kim'), press('notes'));
    nowMs += 500;
    row(press('end', 'kim'), press('answer', 'next'));
    expect(waitMs('dock:1')).toBe(otherPartyMs);
    nowMs += 60_000;
    row(press('end', 'kim'), press('notes'));
    nowMs += otherPartyMs;
    row(press('end', 'kim'), press('answer', 'later'));
    expect(waitMs('dock:1')).toBe(settleMs);
  });

  it('whose first button grows over the spot of another waits there, though it does the same', () => {
    row(press('swap', 'kim'), press('end', 'customer'));
    nowMs += 60_000;
    row(press('swap', 'kim'));
    expect(guard.tooEarly('dock:0')).toBe('otherParty');
    expect(waitMs('dock:0')).toBe(otherPartyMs);
    nowMs += 60_000;
    row(press('swap', 'kim'), press('notes'));
    expect(waitMs('dock:0')).toBe(0);
  });

  it('that has fewer is meant for each of those that stood there', () => {
    row(press('complete', 'kim', 'customer'), press('swap', 'customer'), press('end', 'kim'));
    nowMs += 60_000;
    row(press('resume', 'customer'), press('end', 'customer'));
    expect(waitMs('dock:0')).toBe(settleMs);
    expect(waitMs('dock:1')).toBe(otherPartyMs);
    nowMs += 60_000;
    row();
    nowMs += 100;
    row(press('answer', 'next'));
    expect(waitMs('dock:0')).toBe(otherPartyMs);
  });
});

describe('a list of rows', () => {
  const list = (...ids: readonly string[]): void =>
    guard.showList(
      'list',
      ids.map((id) => ({ meaning: press('call', id), settleMs })),
    );

  it('waits in each row under which somebody else has come, and in no other', () => {
    list('anna', 'bert', 'cara');
    nowMs += 60_000;
    list('anna', 'cara', 'bert');
    expect(waitMs('list:0')).toBe(0);
    expect(waitMs('list:1')).toBe(otherPartyMs);
    expect(waitMs('list:2')).toBe(otherPartyMs);
  });

  it('that has become shorter means nothing where its rows were, and is still meant for who was there', () => {
    list('anna', 'bert');
    nowMs += 60_000;
    list('anna');
    nowMs += 500;
    list('anna', 'cara');
    expect(waitMs('list:1')).toBe(otherPartyMs);
    nowMs += 60_000;
    list();
    nowMs += 60_000;
    list('dora');
    expect(waitMs('list:0')).toBe(settleMs);
  });
});

describe('who is reached in a call', () => {
  const call = newCall('c', 'incoming', instant(0));

  it.each([
    ['the call, while it rings: its number may still become another', call, undefined],
    ['who is talked to, once it is answered', { ...call, connectedAt: 1 }, call.number],
    [
      'the call, where an application of the phone system answered',
      { ...call, connectedAt: 1, application: 'voicemail' },
      undefined,
    ],
    ['the call, where the number is withheld', { ...call, connectedAt: 1, number: '' }, undefined],
  ] as const)('is %s', (_who, of, talksTo) => {
    expect(partyIn(of)).toEqual(talksTo === undefined ? { id: 'c' } : { id: 'c', talksTo });
  });
});
