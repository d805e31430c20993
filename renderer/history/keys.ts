import type { KeyboardEvent as ReactKeyboardEvent } from 'react';
import { headPx, rowPx } from './model/layout.ts';
import type { HistoryModel } from './model/model.ts';
import { activeCall } from './model/state.ts';

export interface KeysTarget {
  readonly focusSearch: () => void;
  readonly isSearch: (element: EventTarget | null) => boolean;
  readonly focusList: () => void;
  readonly openActive: () => void;
  /** Closes the details and gives the list the focus. */
  readonly close: () => void;
  readonly showMenu: () => void;
}

/** Keys of the whole window; what a field needs for its own text stays with it. */
export function handleWindowKey(event: KeyboardEvent, model: HistoryModel, target: KeysTarget): void {
  if (event.defaultPrevented || event.isComposing || event.altKey || isInOverlay(event.target)) return;
  const inField = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
  if (act(event, model, target, inField)) event.preventDefault();
}

function act(event: KeyboardEvent, model: HistoryModel, target: KeysTarget, inField: boolean): boolean {
  const { list, actions } = model;
  if (event.ctrlKey || event.metaKey) {
    switch (event.key.toLowerCase()) {
      case 'f':
        target.focusSearch();
        return true;
      case 'z':
        if (inField || !actions.getState().canUndo) return false;
        void actions.undo();
        return true;
      case 'c':
        return !inField && copyNumber(model);
      default:
        return false;
    }
  }
  if (event.key === 'ArrowDown' && target.isSearch(event.target) && !model.abandoned.getState().isOn) {
    target.focusList();
    return true;
  }
  if (event.key !== 'Escape') return false;
  if (list.getState().isOpen) {
    target.close();
    return true;
  }
  if (list.getState().query.text === '') return false;
  list.ask({ text: '' });
  return true;
}

/** A menu and a question have keys of their own. */
function isInOverlay(element: EventTarget | null): boolean {
  return (
    element instanceof Element &&
    element.closest('[role="alertdialog"], [role="dialog"], [role="menu"]') !== null
  );
}

/** What is marked with the pointer is copied as in any window. */
function copyNumber({ abandoned, list, actions }: HistoryModel): boolean {
  if (abandoned.getState().isOn) return false;
  const call = activeCall(list.getState());
  if (call === undefined || call.number === '' || window.getSelection()?.isCollapsed === false) return false;
  void actions.copy(call);
  return true;
}

/** Keys of the list. */
export function handleListKey(
  event: ReactKeyboardEvent<HTMLElement>,
  model: HistoryModel,
  target: KeysTarget,
): void {
  if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
  if (actOnList(event, model, target)) event.preventDefault();
}

function actOnList(event: ReactKeyboardEvent<HTMLElement>, model: HistoryModel, target: KeysTarget): boolean {
  const { list, actions } = model;
  const { active, layout } = list.getState();
  const call = activeCall(list.getState());
  const to = targetOf(event.key, active, layout.total, event.currentTarget.clientHeight);
  if (to !== undefined) {
    list.choose(to);
    return true;
  }
  switch (event.key) {
    case 'Enter':
    case ' ':
      if (active !== undefined && !event.repeat) target.openActive();
      return true;
    case 'Delete':
      if (active !== undefined && call !== undefined && !event.repeat) void actions.remove(call, active);
      return true;
    case 'ContextMenu':
      target.showMenu();
      return true;
    case 'F10':
      if (event.shiftKey) target.showMenu();
      return event.shiftKey;
    default:
      return false;
  }
}

function targetOf(
  key: string,
  active: number | undefined,
  total: number,
  heightPx: number,
): number | undefined {
  const page = Math.max(1, Math.floor((heightPx - headPx) / rowPx) - 1);
  const by = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page }[key];
  if (by !== undefined) return active === undefined ? 0 : active + by;
  if (key === 'Home') return 0;
  return key === 'End' ? total - 1 : undefined;
}
