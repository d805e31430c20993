import type { ElectronApplication } from '@playwright/test';

type Main = typeof Electron.CrossProcessExports;
type InMain<Argument, Result> = (electron: Main, argument: Argument) => Result | Promise<Result>;

/**
 * Runs a function in the main process of the app, which gets its source: it knows nothing of where it is written.
 * Always as an `async` function. The answer of one that returns a plain value waits for a microtask that nothing in Electron's main process
 * hurries, and V8's inspector holds it weakly until then: a garbage collection in between is told as "Resulting promise was garbage
 * collected" (31 of 700 with a collector that runs all the time; none of 2,100 with a function that returns a promise).
 */
export function inMain<Result>(app: ElectronApplication, run: InMain<undefined, Result>): Promise<Result>;
export function inMain<Argument, Result>(
  app: ElectronApplication,
  run: InMain<Argument, Result>,
  argument: Argument,
): Promise<Result>;
export function inMain<Argument, Result>(
  app: ElectronApplication,
  run: InMain<Argument, Result>,
  argument?: Argument,
): Promise<Result> {
  const given = { source: `(${run.toString()})`, argument };
  return app.evaluate(async (electron, { source, argument: handed }) => {
    const call = (0, eval)(source) as InMain<Argument | undefined, Result>;
    return await call(electron, handed as Argument | undefined);
  }, given);
}
