import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SettingsFieldCode, SettingsView } from '../../../src/ipc/settings.ts';
import { type Bridge, tell } from '../../parts/bridge.ts';
import type { FieldErrors } from './check.ts';
import { begun, type FormStore, type FormView, isDirty, unread } from './form.ts';
import { createLineTesting, type LineTesting } from './lineTest.ts';
import { type SaveOutcome, saveForm } from './saving.ts';
import { changesOf, type FieldName, type FormValues, valuesOf } from './values.ts';

export interface SettingsModel
  extends Pick<StoreApi<FormView>, 'getState' | 'getInitialState' | 'subscribe'>, LineTesting {
  readonly read: () => void;
  readonly change: (change: Partial<FormValues>) => void;
  readonly touch: (name: FieldName) => void;
  /** Something is wrong with a field that the form as a whole would let pass. */
  readonly refuse: (name: FieldName, code: SettingsFieldCode) => void;
  readonly save: () => Promise<SaveOutcome>;
  /** Everything is again as it is stored. */
  readonly discard: () => void;
  /** Reads a connector's file into the form; rejects when the bridge does. */
  readonly import: () => Promise<void>;
  readonly isDirty: () => boolean;
}

export function createSettingsModel(bridge: Bridge): SettingsModel {
  const store = createStore<FormView>(() => unread);
  const testing = createLineTesting(store, bridge);
  const stopFollowing = bridge.on('settings:changed', (view) => follow(store, view));
  const read = (): void => {
    store.setState({ status: 'reading' });
    bridge.request('settings:read').then(
      (view) => store.setState(begun(view)),
      () => store.setState({ status: 'unreadable' }),
    );
  };
  read();
  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    read,
    change: (changes) => change(store, bridge, changes),
    touch: (name) => store.setState(({ touched }) => ({ touched: new Set([...touched, name]) })),
    refuse: (name, code) => store.setState(({ refused }) => ({ refused: { ...refused, [name]: code } })),
    save: () => saveForm(store, bridge),
    discard: () => {
      const { view } = store.getState();
      if (view === undefined) return;
      const { unsaved: _unsaved, ...stored } = view;
      store.setState(begun(stored));
      keep(store, bridge);
    },
    import: () => importFile(store, bridge),
    ...testing,
    isDirty: () => isDirty(store.getState()),
    stop: () => {
      testing.stop();
      stopFollowing();
    },
  };
}

/** Somebody else has saved settings, or what can be done with the secret has changed. */
function follow(store: FormStore, view: SettingsView): void {
  const form = store.getState();
  if (!isDirty(form)) {
    store.setState(begun(view));
    return;
  }
  const isNew = JSON.stringify(view.settings) !== JSON.stringify(form.view?.settings);
  store.setState({ view, changedElsewhere: form.changedElsewhere || isNew });
}

function change(store: FormStore, bridge: Bridge, changes: Partial<FormValues>): void {
  const { values, refused } = store.getState();
  if (values === undefined) return;
  store.setState({
    values: { ...values, ...changes },
    refused: without(refused, changes),
    trouble: undefined,
  });
  keep(store, bridge);
}

/** What is not saved yet is sent at once: the end of the session does not ask before it ends the window. */
function keep(store: FormStore, bridge: Bridge): void {
  const { view, values } = store.getState();
  if (view === undefined || values === undefined) return;
  tell(bridge.request('settings:keep', changesOf(values, view.settings)), () => undefined);
}

async function importFile(store: FormStore, bridge: Bridge): Promise<void> {
  const result = await bridge.request('settings:import');
  if (result.status === 'notChosen') return;
  if (result.status === 'read') {
    const { view, settings } = result;
    const all = valuesOf({ ...view.settings, ...settings });
    store.setState({ view });
    change(store, bridge, { ...pick(all, Object.keys(settings) as FieldName[]), secret: '' });
  }
  store.setState({ imported: result });
}

function pick(values: FormValues, names: readonly FieldName[]): Partial<FormValues> {
  return Object.fromEntries(names.map((name) => [name, values[name]]));
}

function without(refused: FieldErrors, changes: Partial<FormValues>): FieldErrors {
  return Object.fromEntries(Object.entries(refused).filter(([name]) => !(name in changes)));
}
