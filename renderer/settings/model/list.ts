import type { ListName } from './values.ts';

/** Reasons are whole sentences; queues and extensions have neither spaces nor commas, so that several can be pasted at once. */
const separators: Readonly<Record<ListName, RegExp | undefined>> = {
  queues: /[\s,;]+/u,
  pauseReasons: undefined,
  colleagues: /[\s,;]+/u,
  messagingOrigins: /[\s,;]+/u,
  pageDialAllow: /[\s,;]+/u,
  pageDialDeny: /[\s,;]+/u,
  pageDialAsk: /[\s,;]+/u,
  popQueues: /[\s,;]+/u,
};

/** The list with what was typed at its end, each once. */
export function added(name: ListName, entries: readonly string[], typed: string): readonly string[] {
  const separator = separators[name];
  const parts = separator === undefined ? [typed] : typed.split(separator);
  const fresh = parts.map((part) => part.trim()).filter((part) => part !== '');
  return [...new Set([...entries, ...fresh])];
}
