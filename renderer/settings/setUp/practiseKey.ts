import type { KeyboardEvent } from 'react';

/** With Control on every system, as the keys of the panel. */
export const practiseKey = 'Control+P';

export function isPractiseKey(event: KeyboardEvent): boolean {
  const plain = !event.altKey && !event.metaKey && !event.shiftKey;
  return event.ctrlKey && plain && event.key.toLowerCase() === 'p';
}
