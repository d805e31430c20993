import type { z } from 'zod';
import { type Page, type RequestChannel, requestPages } from '../src/ipc/channels.ts';
import { argumentSchemas } from '../src/ipc/schema.ts';
import type { Pages } from './pages.ts';

/** What is looked at of the frame that sends. */
export interface SenderFrame {
  readonly url: string;
  /** `null` in a window's main frame. */
  readonly parent: unknown;
}

export type IpcRefusal = 'foreignFrame' | 'foreignPage' | 'pageMayNot' | 'badArguments';

export type IpcVerdict =
  | { readonly ok: true; readonly args: readonly unknown[] }
  | { readonly ok: false; readonly code: IpcRefusal; readonly detail: string };

/**
 * The two checks of every call: who asks, and what with.
 * @param opened the page that our own window was opened on; nothing when the sender is none of our windows
 */
export function judge(
  channel: RequestChannel,
  frame: SenderFrame | null,
  opened: Page | undefined,
  pages: Pages,
  args: readonly unknown[],
): IpcVerdict {
  if (frame?.parent !== null) return refuse('foreignFrame', frame?.url ?? 'gone');
  const page = pages.at(frame.url);
  if (page === undefined || page !== opened) return refuse('foreignPage', frame.url);
  if (!requestPages[channel].includes(page)) return refuse('pageMayNot', page);
  const schema: z.ZodType<readonly unknown[]> = argumentSchemas[channel];
  const parsed = schema.safeParse(args);
  if (parsed.success) return { ok: true, args: parsed.data };
  // Where, and what kind of wrong; never the value, which may be a secret.
  const detail = parsed.error.issues.map(({ path, code }) => `${path.join('.')}: ${code}`).join(', ');
  return refuse('badArguments', detail);
}

function refuse(code: IpcRefusal, detail: string): IpcVerdict {
  return { ok: false, code, detail: detail.slice(0, 500) };
}
