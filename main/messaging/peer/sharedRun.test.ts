import { expect, it } from 'vitest';
import { SharedRun } from './sharedRun.ts';

/** Runs that end when they are told to. */
function held(): {
  readonly shared: SharedRun<number>;
  readonly runs: { end: () => void; fail: () => void }[];
} {
  const runs: { end: () => void; fail: () => void }[] = [];
  const shared = new SharedRun(
    () =>
      new Promise<number>((resolve, reject) => {
        const nth = runs.length + 1;
        runs.push({ end: () => resolve(nth), fail: () => reject(new Error(`run ${nth}`)) });
      }),
  );
  return { shared, runs };
}

it('gives who asks meanwhile the next run, and no more than one runs', async () => {
  const { shared, runs } = held();
  const first = shared.run();
  const later = [shared.run(), shared.run(), shared.run()];
  expect(runs).toHaveLength(1);
  runs[0]?.end();
  expect(await first).toBe(1);
  expect(runs).toHaveLength(2);
  runs[1]?.end();
  expect(await Promise.all(later)).toEqual([2, 2, 2]);
  const last = shared.run();
  runs[2]?.end();
  expect(await last).toBe(3);
});

it('goes on after a run that failed', async () => {
  const { shared, runs } = held();
  const first = shared.run();
  const second = shared.run();
  runs[0]?.fail();
  await expect(first).rejects.toThrow('run 1');
  runs[1]?.end();
  expect(await second).toBe(2);
});
