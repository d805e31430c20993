import { labelOfItem } from '../call/commandLook.ts';
import type { DockItem } from '../press/dockItems.ts';

/** What fits on one line of the usual window, 360 px, and of a narrow one, 300 px. */
const itemsMax = 4;
const lettersMax = { usual: 26, narrow: 36 } as const;
/** The icon and the edges of a button in a narrow window, and the button that opens the menu, reckoned in letters. */
const buttonLetters = { usual: 0, narrow: 5 } as const;
const moreLetters = 6;

type Width = keyof typeof lettersMax;

interface QuietRow {
  readonly row: readonly DockItem[];
  readonly menu: readonly DockItem[];
}

/** Which of the further commands have a button of their own; the rest, and all that have to name a party, are behind "More". */
export function quietRow(further: readonly DockItem[], width: Width = 'usual'): QuietRow {
  if (fits(further, width, 0)) return { row: further, menu: [] };
  const row: DockItem[] = [];
  for (const item of further) if (fits([...row, item], width, moreLetters)) row.push(item);
  return { row, menu: further.filter((item) => !row.includes(item)) };
}

function fits(items: readonly DockItem[], width: Width, taken: number): boolean {
  const letters = items.reduce((sum, item) => sum + buttonLetters[width] + labelOfItem(item).length, taken);
  return items.length <= itemsMax && letters <= lettersMax[width] && !items.some(isNamed);
}

function isNamed(item: DockItem): boolean {
  return item.kind === 'command' && item.named === true;
}
