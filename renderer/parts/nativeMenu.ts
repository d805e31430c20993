import type { NativeMenuItem } from '../../src/ipc/panel.ts';
import type { Bridge } from './bridge.ts';

/** Opens a menu of the system's own below its button, pressed by hand or by key. @returns the id that was chosen; `null`: none */
export function openNativeMenu(
  bridge: Bridge,
  items: readonly NativeMenuItem[],
  button: Element,
): Promise<string | null> {
  const { left, bottom } = button.getBoundingClientRect();
  return bridge
    .request('panel:menu', items, { x: Math.max(0, left), y: Math.max(0, bottom) })
    .catch(() => null);
}

/** In a menu's label a single & underlines the letter after it, and pressing that letter chooses the entry. */
export function escaped(label: string): string {
  return label.replaceAll('&', '&&');
}
