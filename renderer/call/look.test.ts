// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import type { Phase } from '../../src/cti/call.ts';
import { aCall, aCallIn } from '../testing/story.ts';
import { clockMs, lookOf, type StateTone } from './look.ts';

describe('a call looks', () => {
  it.each<[Exclude<Phase, 'ended'>, StateTone, string]>([
    ['agentRinging', 'ringing', 'Pick up your phone…'],
    ['calling', 'calling', 'Calling…'],
    ['ringing', 'ringing', 'Incoming call'],
    ['talking', 'talking', 'Talking'],
    ['onHold', 'held', 'On hold'],
    ['heldByRemote', 'held', 'Held by the other party'],
    ['resuming', 'ringing', 'Resuming…'],
  ])('in %s %s, and says %s', (phase, tone, word) =>
    expect(lookOf(aCallIn(phase))).toMatchObject({ tone, word }),
  );

  it('in another colour, with another word and another icon, when it rings at the other end', () => {
    const here = lookOf(aCallIn('ringing', { direction: 'incoming' }));
    const there = lookOf(aCallIn('ringing', { direction: 'outgoing' }));
    expect(there).toMatchObject({ tone: 'calling', word: 'Ringing at their end…' });
    expect(there.icon).not.toBe(here.icon);
    expect(lookOf(aCallIn('ringing', { direction: 'outgoing', remoteBusy: true }))).toMatchObject({
      tone: 'failed',
      word: 'Busy',
    });
  });

  it.each([
    ['menu', 'Voice menu'],
    ['voicemail', 'Voicemail'],
    ['conference', 'Conference room'],
    ['other', 'Phone system'],
  ] as const)('as what of the phone system it is connected to: %s', (application, word) => {
    expect(lookOf(aCall({ application }))).toMatchObject({ tone: 'talking', word });
    const ended = aCall({ application, state: 'ended', phase: 'ended', outcome: 'answered' });
    expect(lookOf(ended).word).toBe(`Answered by: ${word}`);
  });

  it('like nothing certain while it is checked, whatever its phase', () => {
    expect(lookOf(aCall({ checking: true }))).toMatchObject({ tone: 'neutral', word: 'Checking…' });
  });

  it('as one of which no one knows whether it is on hold, where that is so', () => {
    expect(lookOf(aCall({ holdUnknown: true })).hint).toContain('may have the call on hold');
  });

  it('busy as soon as the other phone said so', () => {
    expect(lookOf(aCallIn('calling', { remoteBusy: true }))).toMatchObject({ tone: 'failed', word: 'Busy' });
  });

  it.each([
    ['outgoing', 'answered', 'neutral', 'Call ended'],
    ['outgoing', 'noAnswer', 'failed', 'No answer'],
    ['incoming', 'noAnswer', 'failed', 'Missed'],
    ['incoming', 'cancelled', 'failed', 'Missed'],
    ['incoming', 'answeredElsewhere', 'neutral', 'Answered by a colleague'],
    ['incoming', 'rejected', 'neutral', 'Declined by you'],
  ] as const)('after the end, %s and %s: %s, "%s"', (direction, outcome, tone, word) => {
    const call = aCall({ state: 'ended', phase: 'ended', direction, outcome });
    expect(lookOf(call)).toMatchObject({ tone, word });
  });

  it('after an end on this side like its reason', () => {
    const call = aCall({
      state: 'ended',
      phase: 'ended',
      outcome: 'cancelled',
      endReason: 'phoneNotAnswered',
    });
    expect(lookOf(call).word).toBe('Your phone was not picked up');
  });
});

describe('the clock of a call', () => {
  it('is the talk while talking, without the time on hold', () => {
    const call = aCall({ countedAtMonoMs: 1000, talkMs: 5000, holdMs: 60_000 });
    expect(clockMs(call, 3000)).toBe(7000);
  });

  it('is how long it has been on hold this time', () => {
    const call = aCallIn('onHold', { phaseSinceMonoMs: 10_000, holdMs: 60_000 });
    expect(clockMs(call, 12_000)).toBe(2000);
  });

  it('stands after the end', () => {
    const call = aCall({ state: 'ended', phase: 'ended', talkMs: 5000, countedAtMonoMs: 0 });
    expect(clockMs(call, 99_000)).toBe(5000);
  });
});
