// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { outcomes } from '../../src/cti/outcome.ts';
import { lengthOf, outcomeOf, shortOutcome } from './outcome.ts';

const outgoing = { direction: 'outgoing' } as const;
const incoming = { direction: 'incoming' } as const;

describe('how a call ended', () => {
  it('is the reason on this side before anything else', () => {
    const call = { ...outgoing, outcome: 'failed', endReason: 'phoneBusy' } as const;
    expect(outcomeOf(call)).not.toBe(outcomeOf({ ...outgoing, outcome: 'failed' }));
  });

  it('names the application of the phone system that answered, and only where one answered', () => {
    const voicemail = { ...outgoing, application: 'voicemail' } as const;
    const answered = outcomeOf({ ...voicemail, outcome: 'answered' });
    expect(answered).not.toBe(outcomeOf({ ...outgoing, outcome: 'answered' }));
    expect(outcomeOf({ ...voicemail, outcome: 'cancelled' })).toBe(
      outcomeOf({ ...outgoing, outcome: 'cancelled' }),
    );
  });

  it('is said differently of a call that came and of one that went, where that is something else', () => {
    expect(outcomeOf({ ...incoming, outcome: 'noAnswer' })).not.toBe(
      outcomeOf({ ...outgoing, outcome: 'noAnswer' }),
    );
  });

  it('has words for every outcome in both directions, in full and short', () => {
    for (const outcome of outcomes)
      for (const direction of [incoming, outgoing]) {
        expect(outcomeOf({ ...direction, outcome })).not.toBe('');
        expect(shortOutcome({ ...direction, outcome })).not.toBe('');
      }
    expect(outcomeOf(incoming)).not.toBe('');
  });

  it('is missed in short only of a call that came', () => {
    expect(shortOutcome({ ...incoming, outcome: 'noAnswer' })).toBe('missed');
    expect(shortOutcome({ ...outgoing, outcome: 'noAnswer' })).not.toBe('missed');
  });
});

describe('the length of a call', () => {
  it('counts the time on hold, and is about right where the end was not seen', () => {
    expect(lengthOf({ talkMs: 60_000, holdMs: 5_000 })).toBe('1:05');
    expect(lengthOf({ talkMs: 60_000, holdMs: 5_000, approximate: true })).toMatch(/^.+1:05$/u);
  });
});
