import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { handleWindowKey, type KeysTarget } from './keys.ts';
import type { FocusWish, HistoryModel } from './model/model.ts';
import type { MenuPlace } from './RowMenu.tsx';
import { activeCall, callAt } from './model/state.ts';

export interface Parts {
  readonly input: RefObject<HTMLInputElement | null>;
  readonly grid: RefObject<HTMLDivElement | null>;
  readonly menu: MenuPlace | undefined;
  readonly target: KeysTarget;
  readonly open: (index: number, wish: FocusWish) => void;
  readonly showMenu: (index: number, at: { readonly x: number; readonly y: number }) => void;
  readonly closeMenu: () => void;
}

/** The parts of the window that one another's keys go to. */
export function useParts(model: HistoryModel): Parts {
  const input = useRef<HTMLInputElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  const [menu, setMenu] = useState<MenuPlace>();
  const deeds = useMemo(() => {
    const { list } = model;
    const open: Parts['open'] = (index, wish) => {
      model.focus.setState({ wish });
      list.choose(index);
      list.open(true);
    };
    const showMenu: Parts['showMenu'] = (index, at) => {
      list.choose(index);
      const call = callAt(list.getState(), index);
      if (call !== undefined) setMenu({ call, index, ...at });
    };
    const target: KeysTarget = {
      focusSearch: () => {
        input.current?.focus();
        input.current?.select();
      },
      isSearch: (element) => element === input.current,
      focusList: () => {
        grid.current?.focus();
        list.choose(list.getState().active ?? 0);
      },
      openActive: () => {
        const { active } = list.getState();
        if (active !== undefined) open(active, 'details');
      },
      // The focus goes first: a note that is being written is saved by its leaving.
      close: () => {
        grid.current?.focus();
        list.open(false);
        afterDraw(() => grid.current?.focus());
      },
      showMenu: () => {
        const { active } = list.getState();
        const row = grid.current?.querySelector('[role="row"][aria-selected="true"]');
        if (
          active === undefined ||
          !(row instanceof HTMLElement) ||
          activeCall(list.getState()) === undefined
        )
          return;
        const { left, bottom } = row.getBoundingClientRect();
        showMenu(active, { x: left + 32, y: bottom });
      },
    };
    return { open, showMenu, target, closeMenu: () => setMenu(undefined) };
  }, [model]);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => handleWindowKey(event, model, deeds.target);
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [model, deeds]);
  return { input, grid, menu, ...deeds };
}

/** A list that was covered takes the focus only when it no longer is. */
function afterDraw(then: () => void): void {
  requestAnimationFrame(then);
}
