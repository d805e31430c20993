import { labelOfItem } from '../call/commandLook.ts';
import type { DockItem } from '../press/dockItems.ts';

/** What fits on one line of the narrowest usual window. */
const itemsMax = 4;
const lettersMax = 26;
/** The button that opens the menu, reckoned in letters. */
const moreLetters = 6;

interface QuietRow {
  readonly row: readonly DockItem[];
  readonly menu: readonly DockItem[];
}

/** Which of the further commands have a button of their own; the rest, and all that have to name a party, are behind "More". */
export function quietRow(further: readonly DockItem[]): QuietRow {
  if (fits(further, 0)) return { row: further, menu: [] };
  const row: DockItem[] = [];
  for (const item of further) if (fits([...row, item], moreLetters)) row.push(item);
  return { row, menu: further.filter((item) => !row.includes(item)) };
}

function fits(items: readonly DockItem[], taken: number): boolean {
  const letters = items.reduce((sum, item) => sum + labelOfItem(item).length, taken);
  return items.length <= itemsMax && letters <= lettersMax && !items.some(isNamed);
}

function isNamed(item: DockItem): boolean {
  return item.kind === 'command' && item.named === true;
}
