import type { Args } from './args.ts';
import type { ExitCode } from './exitCode.ts';
import { runSession } from './session.ts';
import type { Terminal } from './terminal.ts';

/** Tells what happens on a line, and carries out commands, until somebody ends it. */
export function watch(args: Extract<Args, { command: 'watch' }>, terminal: Terminal): Promise<ExitCode> {
  return runSession(args.connection, terminal, {
    giveUp: { onFirstFailure: !args.retry, onLoss: false },
  });
}
