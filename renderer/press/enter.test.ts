import { describe, expect, it } from 'vitest';
import { aCallIn } from '../testing/story.ts';
import { type EnterFacts, enterDeed, typingMs } from './enter.ts';

const ringsSinceMs = 60_000;
const rings = aCallIn('ringing', { id: 'rings', phaseSinceMonoMs: ringsSinceMs });
const alsoRings = aCallIn('ringing', { id: 'also', phaseSinceMonoMs: ringsSinceMs });
const talks = aCallIn('talking', { id: 'talks' });
const facts = (some: Partial<EnterFacts> = {}): EnterFacts => ({
  calls: [rings],
  picked: undefined,
  dial: { text: '' },
  question: undefined,
  ...some,
});
const typed = (editedMonoMs: number): EnterFacts['dial'] => ({ text: '201', editedMonoMs });

describe('Enter', () => {
  it.each([
    ['dials while nothing rings', facts({ calls: [] }), { kind: 'dial' }],
    ['answers what rings', facts(), { kind: 'answer', call: rings }],
    ['dials in a call', facts({ calls: [talks] }), { kind: 'dial' }],
    [
      'dials while one is talked in, though another rings',
      facts({ calls: [talks, rings] }),
      { kind: 'dial' },
    ],
    [
      'answers that other one where the agent picked it',
      facts({ calls: [talks, rings], picked: 'rings' }),
      { kind: 'answer', call: rings },
    ],
    [
      'is for the question first',
      facts({ question: { second: { kind: 'answer', callId: 'rings' }, held: talks } as never }),
      { kind: 'question' },
    ],
    [
      'dials a number that is being typed as it begins to ring',
      facts({ dial: typed(ringsSinceMs - typingMs) }),
      { kind: 'dial', ringing: rings },
    ],
    [
      'dials one that was changed since',
      facts({ dial: typed(ringsSinceMs + 1) }),
      { kind: 'dial', ringing: rings },
    ],
    [
      'answers where the number has stood there for longer',
      facts({ dial: typed(ringsSinceMs - typingMs - 1) }),
      { kind: 'answer', call: rings },
    ],
    [
      'answers where the number was put there, and not typed',
      facts({ dial: { text: '201' } }),
      { kind: 'answer', call: rings },
    ],
    [
      'answers where what was typed is gone',
      facts({ dial: { text: '', editedMonoMs: ringsSinceMs } }),
      { kind: 'answer', call: rings },
    ],
    [
      'answers with the second press the call that the first one left ringing',
      facts({ calls: [alsoRings, rings], dial: { ...typed(ringsSinceMs), answersAgain: 'rings' } }),
      { kind: 'answer', call: rings },
    ],
    [
      'does not, where that call rings no more',
      facts({ calls: [talks], dial: { ...typed(ringsSinceMs), answersAgain: 'talks' } }),
      { kind: 'dial' },
    ],
  ] as const)('%s', (_what, given, deed) => {
    expect(enterDeed(given)).toEqual(deed);
  });
});
