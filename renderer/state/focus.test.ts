import { describe, expect, it } from 'vitest';
import { aCallIn } from '../testing/story.ts';
import { focusOf, neighbourOf } from './focus.ts';

const talking = aCallIn('talking', { id: 'talking' });
const ringing = aCallIn('ringing', { id: 'ringing' });
const held = aCallIn('onHold', { id: 'held' });

describe('the call in focus', () => {
  it.each([
    ['talked on before one that rings', [ringing, talking], 'talking'],
    ['ringing before one on hold', [held, ringing], 'ringing'],
    ['the older of equals', [held, { ...held, id: 'later' }], 'held'],
    ['held by the other party as one that is talked on', [ringing, aCallIn('heldByRemote')], 'c1'],
  ])('is the one %s', (_what, calls, id) => expect(focusOf(calls)?.id).toBe(id));

  it('is the one that was picked, while it stands', () => {
    expect(focusOf([talking, held], 'held')?.id).toBe('held');
    expect(focusOf([talking], 'held')?.id).toBe('talking');
  });

  it('is none when there is no call', () => expect(focusOf([])).toBeUndefined());
});

it('moves between neighbours and stops at the ends', () => {
  const calls = [held, ringing, talking];
  expect(neighbourOf(calls, 'held', 1)?.id).toBe('ringing');
  expect(neighbourOf(calls, 'held', -1)?.id).toBe('held');
  expect(neighbourOf(calls, 'talking', 1)?.id).toBe('talking');
  expect(neighbourOf([], undefined, 1)).toBeUndefined();
});
