import { describe, expect, it } from 'vitest';
import type { DenialCode } from '../../cti/denial.ts';
import { ControlBench } from '../testing/controlBench.ts';
import { denialOf, firstOf, runChain } from './chain.ts';
import type { CallControl, ControlResult } from './control/control.ts';

const tried: string[] = [];
const control = (
  name: string,
  result: ControlResult | DenialCode,
  appliesTo?: () => boolean,
): CallControl<'HoldCall'> => ({
  name,
  ...(appliesTo === undefined ? {} : { appliesTo }),
  denial: () => (typeof result === 'string' && result !== 'unable' ? result : undefined),
  run: () => {
    tried.push(name);
    return Promise.resolve(typeof result === 'string' ? 'unable' : result);
  },
});

function held(
  controls: readonly CallControl<'HoldCall'>[],
  hold?: 'auto' | 'notify' | 'holdingPen' | 'park',
) {
  tried.length = 0;
  const choice = { answer: 'auto', transfer: 'auto', context: 'offhook' } as const;
  const bench = new ControlBench(hold === undefined ? {} : { controls: { ...choice, hold } });
  const story = bench.talk();
  return {
    run: () => runChain(controls, bench.context, story, { type: 'HoldCall', callId: story.call.id }),
    denial: denialOf(controls, 'HoldCall', bench.context, story),
    first: firstOf(controls, 'HoldCall', bench.context, story)?.name,
    bench,
  };
}

const done = { status: 'done' } as const;

describe('of several controls', () => {
  it('the first that would work is taken', async () => {
    const { run, denial, first } = held([
      control('notify', 'rightMissing'),
      control('holdingPen', done),
      control('park', done),
    ]);
    expect(denial).toBeUndefined();
    expect(first).toBe('holdingPen');
    expect(await run()).toEqual(done);
    expect(tried).toEqual(['holdingPen']);
  });

  it('one that finds it cannot gives over to the next', async () => {
    const { run } = held([control('notify', 'unable'), control('park', done)]);
    expect(await run()).toEqual(done);
    expect(tried).toEqual(['notify', 'park']);
  });

  it('none tries after one that was refused: the call may not be as it was', async () => {
    const refusal = { status: 'refused', code: 'callEnded' } as const;
    const { run } = held([control('notify', refusal), control('park', done)]);
    expect(await run()).toEqual(refusal);
    expect(tried).toEqual(['notify']);
  });

  it('those that are not for such a call are passed over', async () => {
    const { run, denial } = held([control('notify', done, () => false), control('park', done)]);
    expect(denial).toBeUndefined();
    await run();
    expect(tried).toEqual(['park']);
  });

  it('the settings may allow one alone', async () => {
    const controls = [
      control('notify', done),
      control('holdingPen', 'dialPlanMissing'),
      control('park', done),
    ];
    expect(held(controls, 'park').first).toBe('park');
    const pen = held(controls, 'holdingPen');
    expect(pen.denial).toBe('dialPlanMissing');
    expect(await pen.run()).toEqual({ status: 'refused', code: 'dialPlanMissing' });
    expect(held(controls, 'auto').first).toBe('notify');
  });

  it('none is tried on a call that ended while the one before did', async () => {
    const bench = new ControlBench();
    const story = bench.talk();
    const ends: CallControl<'HoldCall'> = {
      ...control('notify', 'unable'),
      run: () => {
        bench.hear({ type: 'hungUp', channel: bench.phone, cause: 16 });
        return Promise.resolve('unable');
      },
    };
    tried.length = 0;
    const run = runChain([ends, control('park', done)], bench.context, story, {
      type: 'HoldCall',
      callId: story.call.id,
    });
    expect(await run).toEqual({ status: 'refused', code: 'callEnded' });
    expect(tried).toEqual([]);
  });
});

describe('where none would work, the reason', () => {
  it.each<[DenialCode, DenialCode[]]>([
    ['holdOnPhone', ['rightMissing', 'holdOnPhone', 'dialPlanMissing']],
    ['dialPlanMissing', ['rightMissing', 'dialPlanMissing', 'rightMissing']],
    ['rightMissing', ['rightMissing', 'rightMissing']],
  ])('is %s', (reason, codes) => {
    expect(held(codes.map((code, index) => control(`c${index}`, code))).denial).toBe(reason);
  });

  it('is that of a phone that the settings leave everything to', () => {
    const bench = new ControlBench({
      controls: { answer: 'phone', hold: 'auto', transfer: 'auto', context: 'offhook' },
    });
    const story = bench.ring();
    const answer: CallControl<'AnswerCall'> = {
      name: 'pickUp',
      denial: () => undefined,
      run: () => Promise.resolve(done),
    };
    expect(denialOf([answer], 'AnswerCall', bench.context, story)).toBe('answerOnPhone');
  });
});
