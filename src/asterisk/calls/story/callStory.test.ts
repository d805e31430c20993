import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CallStory, newCall } from './callStory.ts';

const at = { monoMs: 0, wallMs: 0 };
const newStory = (): CallStory =>
  new CallStory(newCall({ id: 'c', direction: 'incoming', line: '101', number: '' }, at));

describe('after a take-over by masquerade', () => {
  it('everything that was one leg is the other', () => {
    const story = newStory();
    story.agentLegs.add('a').add('x');
    story.dialled.add('b');
    story.remote = 'a';
    story.origin = 'b';
    story.dialler = 'x';
    story.helperLegs.set('a', 'pickUp');
    story.swap('a', 'b');
    expect(story.agentLegs).toEqual(new Set(['x', 'b']));
    expect(story.dialled).toEqual(new Set(['a']));
    expect([story.remote, story.origin, story.dialler]).toEqual(['b', 'a', 'x']);
    expect([...story.helperLegs]).toEqual([['b', 'pickUp']]);
  });

  it('a second one takes it back', () => {
    const id = fc.constantFrom('a', 'b', 'c');
    fc.assert(
      fc.property(
        fc.uniqueArray(id),
        fc.uniqueArray(id),
        fc.option(id),
        id,
        id,
        (legs, helpers, remote, one, two) => {
          const story = newStory();
          for (const leg of legs) story.agentLegs.add(leg);
          for (const leg of helpers) story.helperLegs.set(leg, 'resume');
          story.remote = remote ?? undefined;
          story.swap(one, two);
          story.swap(one, two);
          expect(story.agentLegs).toEqual(new Set(legs));
          expect(new Set(story.helperLegs.keys())).toEqual(new Set(helpers));
          expect(story.remote).toBe(remote ?? undefined);
        },
      ),
    );
  });
});

describe('a change that makes no sense', () => {
  it('is not told, and leaves the call as it was', () => {
    const story = newStory();
    const { call } = story;
    expect(story.change({ type: 'PutHoldAction', by: 'agent' }, at)).toBeUndefined();
    expect(story.call).toBe(call);
    expect(story.announced).toBe(false);
  });
});
