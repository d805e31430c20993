import { createStore, type StoreApi } from 'zustand/vanilla';
import type { NumberKindOfContact } from '../../../src/directory/contact.ts';
import { fold, wordsOf } from '../../../src/directory/fold.ts';
import type { FoundContact } from '../../../src/ipc/directory.ts';
import { isDialable } from '../../../src/cti/number/number.ts';
import type { LineStore } from '../../line/store.ts';
import type { Bridge } from '../../parts/bridge.ts';
import { isName, type NumberField, type NumberView } from './field.ts';

/** One number of somebody whose name begins like what was typed. */
export interface NameRow {
  readonly name: string;
  readonly number: string;
  readonly organisation?: string;
  /** What the number is for, where the directory says. */
  readonly kind?: NumberKindOfContact;
}

export interface NamesView {
  /** `none`: no name is typed. */
  readonly state: 'none' | 'searching' | 'found' | 'nobody' | 'failed';
  readonly rows: readonly NameRow[];
  /** The row that Enter takes. */
  readonly active: number;
}

export interface NamesModel extends Pick<StoreApi<NamesView>, 'getState' | 'getInitialState' | 'subscribe'> {
  /** To the next row or the one before, around the ends. */
  readonly step: (by: 1 | -1) => void;
  /** Puts the number of a row into the field; without one, of the row that is active. @returns whether there was one */
  readonly pick: (row?: NameRow) => boolean;
}

interface Field extends Pick<NumberField, 'setText'> {
  readonly getState: () => NumberView;
  readonly subscribe: (listener: (state: NumberView, before: NumberView) => void) => () => void;
}

/** More rows are not read; who is not among them is found by more letters. */
const maxRows = 30;
const none: NamesView = { state: 'none', rows: [], active: 0 };

/** Whom the name in a field may mean: of the last calls and of the directory, as it is typed. What is found is never dialled unasked. */
export function createNames(bridge: Bridge, line: Pick<LineStore, 'getState'>, field: Field): NamesModel {
  const store = createStore<NamesView>(() => none);

  const search = async (text: string): Promise<void> => {
    const recent = recentRows(text, line.getState().recent);
    // What is shown stays until there is something better: a list that flickers cannot be read.
    store.setState(({ rows }) => ({ state: rows.length > 0 ? 'found' : 'searching' }));
    const answer = await bridge
      .request('directory:search', text)
      .catch(() => ({ status: 'failed' }) as const);
    if (field.getState().text !== text) return;
    const rows = eachNumberOnce([
      ...recent,
      ...(answer.status === 'ok' ? answer.contacts.flatMap(rowsOf) : []),
    ]);
    const nothing = answer.status === 'ok' ? 'nobody' : 'failed';
    store.setState((before) => ({
      rows,
      active: stillActive(before, rows),
      state: rows.length > 0 ? 'found' : nothing,
    }));
  };

  field.subscribe(({ text }, before) => {
    if (text === before.text) return;
    if (isName(text)) {
      store.setState({ active: 0 });
      void search(text);
    } else if (store.getState() !== none) store.setState(none, true);
  });
  // A file may be read only after the name was typed.
  bridge.on('directory:changed', () => {
    const { text } = field.getState();
    if (isName(text)) void search(text);
  });

  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    step: (by) =>
      store.setState(({ rows, active }) => ({
        active: rows.length === 0 ? 0 : (active + by + rows.length) % rows.length,
      })),
    pick: (row) => {
      const { rows, active } = store.getState();
      const picked = row ?? rows[active];
      if (picked === undefined) return false;
      field.setText(picked.number, undefined, picked.name);
      return true;
    },
  };
}

/** The row that the agent has gone to stays theirs, wherever it is now. */
function stillActive({ rows: before, active }: NamesView, rows: readonly NameRow[]): number {
  const row = active === 0 ? undefined : before[active];
  return Math.max(
    0,
    rows.findIndex(({ name, number }) => row?.number === number && row.name === name),
  );
}

function rowsOf({ name, organisation, numbers }: FoundContact): readonly NameRow[] {
  return numbers
    .filter(({ kind }) => kind !== 'fax')
    .map(({ number, kind }) => ({
      name,
      number,
      kind,
      ...(organisation === undefined ? {} : { organisation }),
    }));
}

interface Party {
  readonly name: string;
  readonly number: string;
}

/** Parties of the last calls whose names the words begin. */
function recentRows(text: string, recent: readonly Party[]): readonly NameRow[] {
  const typed = wordsOf(fold(text));
  return recent
    .filter(({ name, number }) => {
      const words = wordsOf(fold(name));
      return isDialable(number) && typed.every((one) => words.some((word) => word.startsWith(one)));
    })
    .map(({ name, number }) => ({ name, number }));
}

/** The directory knows more of a number than a call does; the order is that of the calls. */
function eachNumberOnce(rows: readonly NameRow[]): readonly NameRow[] {
  const byNumber = new Map<string, NameRow>();
  for (const row of rows) {
    const before = byNumber.get(row.number);
    if (before === undefined || (before.kind === undefined && row.kind !== undefined))
      byNumber.set(row.number, row);
  }
  return [...byNumber.values()].slice(0, maxRows);
}
