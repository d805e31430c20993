/** How the process ends. Scripts hang on these numbers: they are documented in docs/cli.md and do not change. */
export const exitCodes = {
  ok: 0,
  /** A fault of Offhook itself. */
  internal: 1,
  /** The command line is wrong, or the secret is missing. */
  usage: 2,
  /** No usable connection to the PBX: not reached, not accepted, no rights. */
  connection: 3,
  /** A file cannot be read or written. */
  file: 4,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Ends the command with a code and a line on standard error. */
export class CliError extends Error {
  readonly exitCode: ExitCode;

  constructor(exitCode: ExitCode, message: string) {
    super(message);
    this.name = 'CliError';
    this.exitCode = exitCode;
  }
}

export function usageError(message: string): CliError {
  return new CliError(exitCodes.usage, message);
}

/** @param doing what was tried, e.g. `read x.pem` */
export function fileError(doing: string, cause: unknown): CliError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new CliError(exitCodes.file, `Cannot ${doing}: ${why}`);
}
