// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { aCall, aCallIn } from '../testing/story.ts';
import { consultationOf, groupsOf } from './pair.ts';

const main = aCallIn('onHold', { id: 'main' });
const asked = aCall({ id: 'asked', consultFor: 'main' });
const other = aCallIn('onHold', { id: 'other' });

describe('a consultation', () => {
  it('is found from either of its calls, and from no other', () => {
    const calls = [main, other, asked];
    expect(consultationOf(main, calls)).toEqual({ main, asked });
    expect(consultationOf(asked, calls)).toEqual({ main, asked });
    expect(consultationOf(other, calls)).toBeUndefined();
  });

  it('is none any more when the call that it was for is over', () => {
    expect(consultationOf(asked, [asked, other])).toBeUndefined();
  });
});

it('shows the parties of one conference together, where the first of them stands', () => {
  const k = (id: string, conference: string) => aCallIn('conference', { id, conference });
  const calls = [k('a', 'k1'), other, k('b', 'k2'), k('c', 'k1'), k('d', 'k2')];
  const ids = groupsOf(calls).map((group) => group.map(({ id }) => id).join('+'));
  expect(ids).toEqual(['a+c', 'other', 'b+d']);
});
