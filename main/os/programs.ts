import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Runs a program and gives what it writes; rejects when it fails, is not there or takes too long. */
export type RunProgram = (name: string, args: readonly string[]) => Promise<string>;

const execute = promisify(execFile);

/** The desktop's own small programs answer at once, or something is wrong with them. */
const patienceMs = 2_000;

export const runProgram: RunProgram = async (name, args) =>
  (await execute(name, args, { timeout: patienceMs })).stdout;
