import type { UpdateFaultCode } from '../../src/ipc/updates.ts';

/** Something is wrong with an update, and it is known what. */
export class UpdateFault extends Error {
  readonly code: UpdateFaultCode;

  constructor(code: UpdateFaultCode, message: string) {
    super(message);
    this.name = 'UpdateFault';
    this.code = code;
  }
}

const bySystem: Readonly<Record<string, UpdateFaultCode>> = {
  ENOSPC: 'updateDiskFull',
  EDQUOT: 'updateDiskFull',
  EACCES: 'updateNotWritable',
  EPERM: 'updateNotWritable',
  EROFS: 'updateNotWritable',
  ERR_CHECKSUM_MISMATCH: 'updateWrongBytes',
  ERR_UPDATER_INVALID_UPDATE_INFO: 'updateFeedUnreadable',
  ERR_UPDATER_INVALID_VERSION: 'updateFeedUnreadable',
  ERR_UPDATER_NO_FILES_PROVIDED: 'updateFeedUnreadable',
  ERR_UPDATER_NO_CHECKSUM: 'updateFeedUnreadable',
};

/** Chromium's names of what befell a connection (net/base/net_error_list.h): some of them only cut a download short. */
const cutShort = /net::ERR_(CONTENT_LENGTH_MISMATCH|INCOMPLETE_CHUNKED_ENCODING|CONNECTION_CLOSED)/;
const unreachable =
  /net::ERR_|fetch failed|ECONN|ENOTFOUND|ETIMEDOUT|EAI_AGAIN|socket hang up|HttpError|status 4|status 5/;

/** What went wrong, by the one name that it is reported under. */
export function faultOf(error: unknown): { readonly code: UpdateFaultCode; readonly detail: string } {
  const { message, name } = error instanceof Error ? error : { message: String(error), name: '' };
  const detail = (message.split('\n')[0] ?? '').slice(0, 500);
  if (error instanceof UpdateFault) return { code: error.code, detail };
  const system = error instanceof Error && 'code' in error ? bySystem[String(error.code)] : undefined;
  if (system !== undefined) return { code: system, detail };
  if (cutShort.test(message)) return { code: 'updateTruncated', detail };
  if (unreachable.test(message) || name === 'HttpError' || name === 'TimeoutError')
    return { code: 'updateUnreachable', detail };
  return { code: 'updateFailed', detail };
}
