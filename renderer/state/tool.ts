import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LineStore } from '../line/store.ts';
import type { CallsModel } from './calls.ts';
import { partiesWith } from './pair.ts';

/** What is open below the calls in place of the number field, and for which call. One at a time. */
export interface Tool {
  readonly kind: 'transfer' | 'keypad';
  readonly callId: string;
}

export interface ToolView {
  readonly open?: Tool | undefined;
}

export interface ToolModel extends Pick<StoreApi<ToolView>, 'getState' | 'getInitialState' | 'subscribe'> {
  readonly open: (tool: Tool) => void;
  readonly close: () => void;
}

/**
 * A tool closes automatically when its call is over; the keypad also when another call comes to focus: keys must not go to somebody who is not
 * in view.
 */
export function createToolModel(line: LineStore, calls: CallsModel): ToolModel {
  const store = createStore<ToolView>(() => ({}));
  const close = (): void => store.setState({ open: undefined });

  const tidy = (): void => {
    const { open } = store.getState();
    if (open === undefined) return;
    const standing = line.getState().line.calls;
    const focused = calls.focused();
    const inView = focused === undefined ? [] : partiesWith(focused, standing);
    const among = open.kind === 'keypad' ? inView : standing;
    if (!among.some(({ id }) => id === open.callId)) close();
  };
  line.subscribe(tidy);
  calls.subscribe(tidy);

  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    open: (open) => store.setState({ open }),
    close,
  };
}
