import { type KeyboardEvent, useState } from 'react';

interface Roving {
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  /** For the item at an index: whether Tab stops at it, and to be told when it got the focus. */
  readonly item: (index: number) => { readonly tabIndex: 0 | -1; readonly onFocus: () => void };
}

const items = ':is(button, [role="button"]):not([data-beside]), a[href]';

/**
 * One Tab stop for a whole list, or for a field of keys in rows of `columns`; arrows, Home and End move inside it. Items are the buttons
 * and links within the element, without those that stand beside one (`data-beside`).
 */
export function useRoving(count: number, columns = 1): Roving {
  const [current, setCurrent] = useState(0);
  const active = Math.min(current, Math.max(0, count - 1));
  return {
    onKeyDown: (event) => {
      const to = target(event.key, active, count, columns);
      if (to === undefined) return;
      event.preventDefault();
      event.currentTarget.querySelectorAll<HTMLElement>(items)[to]?.focus();
    },
    item: (index) => ({ tabIndex: index === active ? 0 : -1, onFocus: () => setCurrent(index) }),
  };
}

function target(key: string, from: number, count: number, columns: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return within(from + columns, from, count);
    case 'ArrowUp':
      return within(from - columns, from, count);
    case 'ArrowRight':
      return columns === 1 ? undefined : Math.min(from + 1, count - 1);
    case 'ArrowLeft':
      return columns === 1 ? undefined : Math.max(from - 1, 0);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}

function within(to: number, from: number, count: number): number {
  return to >= 0 && to < count ? to : from;
}
