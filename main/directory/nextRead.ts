import type { SourceFaultCode, SourceStatus } from '../../src/directory/sources.ts';

/** A server that was away is soon asked again, ms. */
const againMs = 5 * 60_000;
/** Asked again with the same password, a directory closes the account. */
const untilChanged: readonly SourceFaultCode[] = ['wrongPassword', 'noPassword'];

/**
 * In how many milliseconds a directory is due to be read.
 * @returns undefined: not before somebody changes something
 */
export function nextReadMs(
  { fault, readAt }: Pick<SourceStatus, 'fault' | 'readAt'>,
  refreshMs: number,
  nowMs: number,
): number | undefined {
  if (fault !== undefined)
    return untilChanged.includes(fault.code) ? undefined : Math.min(againMs, refreshMs);
  if (readAt === undefined) return 0;
  // A clock that was put back must not put it off for years.
  return Math.min(Math.max(0, readAt + refreshMs - nowMs), refreshMs);
}
