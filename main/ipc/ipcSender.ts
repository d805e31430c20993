import { contract, type RequestChannel } from '../../src/ipc/contract.ts';
import type { Page } from '../../src/ipc/channel/pages.ts';
import type { Pages } from '../windows/pages.ts';

/** What is looked at of the frame that sends. */
export interface SenderFrame {
  readonly url: string;
  /** `null` in a window's main frame. */
  readonly parent: unknown;
}

export type IpcRefusal = 'foreignFrame' | 'foreignPage' | 'pageMayNot' | 'badArguments';

/** Why a call is refused, with what is for the log only. */
export interface IpcRefused {
  readonly ok: false;
  readonly code: IpcRefusal;
  readonly detail: string;
}

export function refuse(code: IpcRefusal, detail: string): IpcRefused {
  return { ok: false, code, detail: detail.slice(0, 500) };
}

/**
 * The first of the two checks of every call: who asks.
 * @param opened the page that our own window was opened on; nothing when the sender is none of our windows
 */
export function judgeSender(
  channel: RequestChannel,
  frame: SenderFrame | null,
  opened: Page | undefined,
  pages: Pages,
): IpcRefused | { readonly ok: true } {
  if (frame?.parent !== null) return refuse('foreignFrame', frame?.url ?? 'gone');
  const page = pages.at(frame.url);
  if (page === undefined || page !== opened) return refuse('foreignPage', frame.url);
  return contract[channel].pages.includes(page) ? { ok: true } : refuse('pageMayNot', page);
}
