import { fields } from '../../../src/settings/table/fields.ts';
import type { ListName } from './values.ts';

/** Texts may be whole sentences, and paths hold spaces; queues, extensions and pages have neither spaces nor commas, so that several can be pasted at once. */
const separator = /[\s,;]+/u;

/** The list with what was typed at its end, each once. */
export function added(name: ListName, entries: readonly string[], typed: string): readonly string[] {
  const parts = ['text', 'source', 'favourite'].includes(fields[name].of) ? [typed] : typed.split(separator);
  const fresh = parts.map((part) => part.trim()).filter((part) => part !== '');
  return [...new Set([...entries, ...fresh])];
}
