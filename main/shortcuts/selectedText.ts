import type { NumberReading } from '../links/number.ts';
import { selectedNumber } from '../links/selection.ts';

/** Electron's `clipboard`. */
export interface TextSource {
  readText(type?: 'selection' | 'clipboard'): string;
}

/**
 * The number that *dial what is selected* means. X11 hands out what is selected; elsewhere a program learns only what was copied. A
 * selection that holds no number is often one that was made somewhere else long ago, so then the clipboard is looked at, too.
 */
export function numberToDial(source: TextSource, platform: string): NumberReading {
  const copied = (): NumberReading => selectedNumber(source.readText('clipboard'));
  if (platform !== 'linux') return copied();
  const selected = selectedNumber(source.readText('selection'));
  if (selected.ok) return selected;
  const other = copied();
  return other.ok || selected.code === 'empty' ? other : selected;
}
