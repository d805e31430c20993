import { expect, it } from 'vitest';
import { stressArgs, testArgs } from './args.mjs';

it('npm test runs everything; one kind of test takes the arguments of its runner, with or without a dash', () => {
  expect(testArgs([])).toEqual({ unit: true, e2e: true, forwarded: [] });
  const one = { unit: false, e2e: true, forwarded: ['e2e/line', '-g', 'holds'] };
  expect(testArgs(['--only', 'e2e', 'e2e/line', '-g', 'holds'])).toEqual(one);
  expect(testArgs(['--only', 'e2e', '--', 'e2e/line', '-g', 'holds'])).toEqual(one);
  expect(testArgs(['--only', 'unit'])).toEqual({ unit: true, e2e: false, forwarded: [] });
});

it('what cannot be meant is refused', () => {
  expect(testArgs(['--only', 'both'])).toBeUndefined();
  expect(testArgs(['--only'])).toBeUndefined();
  expect(testArgs(['e2e/line'])).toBeUndefined();
});

it('a stress test is three runs, or as many as are asked for', () => {
  expect(stressArgs([])).toEqual({ runs: 3, forwarded: [] });
  expect(stressArgs(['5'])).toEqual({ runs: 5, forwarded: [] });
  expect(stressArgs(['--runs', '1', '--', '--only', 'unit'])).toEqual({
    runs: 1,
    forwarded: ['--only', 'unit'],
  });
  for (const wrong of [['0'], ['many'], ['2', 'e2e/line'], ['--runs', '-1']])
    expect(stressArgs(wrong), wrong.join(' ')).toBeUndefined();
});
