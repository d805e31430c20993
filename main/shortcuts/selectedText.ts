import type { NumberReading } from '../links/number.ts';
import { selectedNumber } from '../links/selection.ts';

/**
 * Electron's `clipboard`. Later ones read it asynchronously and have the selection as an object of its own; earlier ones take the name of
 * what is to be read.
 */
export interface TextSource {
  readText(type?: 'selection'): string | Promise<string>;
  readonly selection?: { readText(): string | Promise<string> };
}

/**
 * The number that *dial what is selected* means. X11 hands out what is selected; elsewhere a program learns only what was copied. A
 * selection that holds no number is often one that was made somewhere else long ago, so then the clipboard is looked at, too.
 */
export async function numberToDial(source: TextSource, platform: string): Promise<NumberReading> {
  const copied = async (): Promise<NumberReading> => selectedNumber(await source.readText());
  if (platform !== 'linux') return copied();
  const selected = selectedNumber(await (source.selection?.readText() ?? source.readText('selection')));
  if (selected.ok) return selected;
  const other = await copied();
  return other.ok || selected.code === 'empty' ? other : selected;
}
