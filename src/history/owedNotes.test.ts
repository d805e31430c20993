import { describe, expect, it } from 'vitest';
import type { Call } from '../cti/call.ts';
import { noFeatures } from '../cti/features.ts';
import { OwedNotes } from './owedNotes.ts';

const at = { monoMs: 1, wallMs: 1 };

function call(id: string, facts: Partial<Call> = {}): Call {
  return {
    id,
    direction: 'incoming',
    state: 'ended',
    phase: 'ended',
    number: '201',
    name: 'Kim',
    line: '101',
    uniqueId: id,
    startedAt: 1,
    connectedAt: 2,
    endedAt: 3,
    countedAtMonoMs: 1,
    holdMs: 0,
    talkMs: 0,
    phaseSinceMonoMs: 1,
    features: noFeatures,
    ...facts,
  };
}
const talks = (id: string): Call => {
  const { endedAt: _endedAt, ...facts } = call(id, { state: 'talking', phase: 'talking' });
  return facts;
};

function notes(rule: Parameters<OwedNotes['configure']>[0]): OwedNotes {
  const owed = new OwedNotes();
  owed.configure(rule);
  return owed;
}
const end = (owed: OwedNotes, one: Call): void => owed.hear({ type: 'RingFinished', at, call: one });
const talk = (owed: OwedNotes, id: string): void =>
  owed.hear({ type: 'CommutationStarted', at, call: talks(id) });
const ids = (owed: OwedNotes): string[] => owed.owed.map(({ id }) => id);

describe('a call wants its disposition', () => {
  it.each([
    ['never', [], false],
    ['ask', ['a'], false],
    ['must', ['a'], true],
  ] as const)('by the rule %s', (rule, wanted, isHolding) => {
    const owed = notes(rule);
    talk(owed, 'a');
    end(owed, call('a'));
    expect(ids(owed)).toEqual(wanted);
    expect(owed.isHolding).toBe(isHolding);
  });

  it('where somebody was talked to, and not for each consultation', () => {
    const owed = notes('must');
    const { connectedAt: _connectedAt, ...missed } = call('missed', { outcome: 'noAnswer' });
    end(owed, missed);
    end(owed, call('asked', { consultFor: 'a' }));
    end(owed, call('mailbox', { application: 'voicemail' }));
    expect(ids(owed)).toEqual([]);
  });

  it('until it is said, before or after the end', () => {
    const owed = notes('must');
    talk(owed, 'a');
    owed.said('a', true);
    end(owed, call('a'));
    end(owed, call('b'));
    expect(ids(owed)).toEqual(['b']);
    owed.said('b', true);
    expect(owed.isHolding).toBe(false);
    talk(owed, 'c');
    owed.said('c', true);
    owed.said('c', false);
    end(owed, call('c'));
    expect(ids(owed)).toEqual(['c']);
  });

  it('once, until the next conversation, where it may be left', () => {
    const owed = notes('ask');
    end(owed, call('a'));
    const { connectedAt: _connectedAt, ...rings } = talks('b');
    owed.hear({ type: 'RingStarted', at, call: { ...rings, state: 'ringing', phase: 'ringing' } });
    expect(ids(owed)).toEqual(['a']);
    talk(owed, 'b');
    expect(ids(owed)).toEqual([]);
    end(owed, call('b'));
    expect(owed.leave('b')).toBe(true);
    expect(ids(owed)).toEqual([]);
  });

  it('one after the other, where it must be said', () => {
    const owed = notes('must');
    end(owed, call('a'));
    talk(owed, 'b');
    end(owed, call('b'));
    expect(ids(owed)).toEqual(['a', 'b']);
    expect(owed.leave('a')).toBe(false);
    owed.said('a', true);
    expect(owed.isHolding).toBe(true);
    owed.said('b', true);
    expect(owed.isHolding).toBe(false);
  });

  it('no more where it was deleted, the line is another, or the rule is', () => {
    const owed = notes('must');
    end(owed, call('a'));
    end(owed, call('b'));
    owed.forget(['a']);
    expect(ids(owed)).toEqual(['b']);
    owed.forget('all');
    expect(owed.isHolding).toBe(false);
    end(owed, call('c'));
    owed.configure('never');
    expect(ids(owed)).toEqual([]);
  });
});
