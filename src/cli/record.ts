import type { Args } from './args.ts';
import type { ExitCode } from './exitCode.ts';
import { Recorder } from './recorder.ts';
import { runSession } from './session.ts';
import type { Terminal } from './terminal.ts';

/** Watches, and keeps all bytes of the one session in files. */
export async function record(
  args: Extract<Args, { command: 'record' }>,
  terminal: Terminal,
): Promise<ExitCode> {
  const recorder = await Recorder.open(args.out, () => terminal.stop());
  let code: ExitCode;
  try {
    code = await runSession(args.connection, terminal, {
      onBytes: (direction, bytes) => recorder.take(direction === 'in' ? 'server' : 'client', bytes),
      giveUp: { onFirstFailure: true, onLoss: true },
    });
  } finally {
    await recorder.finish();
  }
  terminal.say(
    `Recorded into ${args.out}. It contains names and numbers of callers: check it before you share it.`,
  );
  return code;
}
