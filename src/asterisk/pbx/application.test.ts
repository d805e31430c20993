import { describe, expect, it } from 'vitest';
import type { ChannelSnapshot } from '../dialect/snapshot.ts';
import { answererOf } from './application.ts';

const inside = (application: string, state: 'up' | 'ring' = 'up', called = false): ChannelSnapshot => ({
  facts: { uniqueId: '1.1', name: 'PJSIP/101-00000001', state },
  called,
  ...(called ? {} : { application }),
});

describe('who answers', () => {
  it.each([
    ['Read', 'menu'],
    ['BackGround', 'menu'],
    ['WaitExten', 'menu'],
    ['VoiceMail', 'voicemail'],
    ['VoiceMailMain', 'voicemail'],
    ['Echo', 'echo'],
    ['ConfBridge', 'conference'],
    ['Queue', 'queue'],
    ['Milliwatt', 'other'],
    ['constructor', 'other'],
  ])('in %s is the %s at once', (application, what) => {
    expect(answererOf(inside(application))).toEqual({ application: what, lasts: false });
  });

  it.each([
    ['AGI', 'menu'],
    ['Playback', 'announcement'],
    ['Stasis', 'other'],
  ])('in %s is the %s where it lasts', (application, what) => {
    expect(answererOf(inside(application))).toEqual({ application: what, lasts: true });
  });

  it.each(['', 'Wait', 'Dial', 'Answer', 'Set', 'ParkedCall', 'Busy'])('in "%s" is no one', (application) => {
    expect(answererOf(inside(application))).toBeUndefined();
  });

  it('before the answer is a menu, and not the announcement of why there is none', () => {
    expect(answererOf(inside('Read', 'ring'))?.application).toBe('menu');
    expect(answererOf(inside('Playback', 'ring'))).toBeUndefined();
  });

  it('is no one for a called leg', () => {
    expect(answererOf(inside('', 'up', true))).toBeUndefined();
  });
});
