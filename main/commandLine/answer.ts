import { z } from 'zod';

/** How a second start ends. Scripts hang on these numbers: those that the command line of the engine has mean the same. */
export const startExitCodes = {
  done: 0,
  internal: 1,
  usage: 2,
  /** No Offhook runs, or it has no connection to the PBX. */
  notConnected: 3,
  /** The app's folder cannot be used, so that none could start. */
  file: 4,
  /** It was asked, and it is not possible, or the PBX refused. */
  refused: 5,
  /** The running Offhook, or the PBX, did not answer in time. */
  timedOut: 6,
} as const;

/** What the running app tells a second start, which prints `stdout` and `stderr` and ends with the code. */
export interface StartAnswer {
  readonly exitCode: (typeof startExitCodes)[keyof typeof startExitCodes];
  readonly stdout: string;
  /** Printed after `stdout`, and removed: what is too long for an answer. */
  readonly file?: string;
  readonly stderr: string;
}

const text = z.string().max(1_000_000);

export const answerSchema: z.ZodType<StartAnswer> = z.strictObject({
  exitCode: z.union([
    z.literal(0),
    z.literal(1),
    z.literal(2),
    z.literal(3),
    z.literal(4),
    z.literal(5),
    z.literal(6),
  ]),
  stdout: text,
  file: z.string().min(1).max(4096).exactOptional(),
  stderr: text,
});
