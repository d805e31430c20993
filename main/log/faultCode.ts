import { createHash } from 'node:crypto';

/**
 * A short code for an unexpected error: the same error from the same place has the same code on every machine, so that support finds its
 * fellows. Made of the error's name and the functions it came through; not of its message or paths, which may hold a number or a name.
 */
export function faultCode(error: unknown): string {
  const name = error instanceof Error ? error.name : typeof error;
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const frames = [...stack.matchAll(/^\s+at (?:async )?([\w$.#<> ]+?) \(/gm)]
    .slice(0, 4)
    .map((match) => match[1]);
  return createHash('sha256')
    .update([name, ...frames].join('\n'))
    .digest('hex')
    .slice(0, 6);
}
