import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Runs a program and gives what it writes; rejects when it fails, is not there or takes too long. */
export type RunProgram = (name: string, args: readonly string[]) => Promise<string>;

const execute = promisify(execFile);

const within =
  (patienceMs: number): RunProgram =>
  async (name, args) =>
    (await execute(name, args, { timeout: patienceMs })).stdout;

/** The desktop's own small programs answer at once; on a computer that has just started, or is busy, some are shell scripts of seconds. */
export const runProgram: RunProgram = within(20_000);

/** For what a ringing call waits for: better without the answer than late. */
export const runProgramNow: RunProgram = within(2_000);
