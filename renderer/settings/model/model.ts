import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LineCheckStep, LineCheckStepName } from '../../../src/cti/lineCheck.ts';
import type { ImportResult, SaveResult, SettingsFieldCode, SettingsView } from '../../../src/ipc/settings.ts';
import type { Bridge } from '../../parts/bridge.ts';
import { errorsIn, type FieldErrors, importsSecret } from './check.ts';
import { draftOf, type FieldName, type FormValues, sameValues, valuesOf } from './values.ts';

type Failed = Extract<SaveResult, { status: 'failed' }>;

export type SaveTrouble =
  | { readonly kind: 'fields'; readonly count: number }
  | { readonly kind: 'failed'; readonly code: Failed['code']; readonly detail: string }
  | { readonly kind: 'bridge'; readonly detail: string };

export interface LineTest {
  readonly state: 'running' | 'over' | 'broken';
  readonly steps: Readonly<Partial<Record<LineCheckStepName, LineCheckStep>>>;
  /** The values that are tested; others have not been. */
  readonly values: FormValues;
}

export interface FormView {
  readonly status: 'reading' | 'unreadable' | 'ready';
  /** As it is stored. */
  readonly view?: SettingsView;
  readonly values?: FormValues;
  /** Fields that were left once: what is missing in them is told. */
  readonly touched: ReadonlySet<FieldName>;
  /** What the main process found wrong; gone when the field is changed. */
  readonly refused: FieldErrors;
  readonly saving: boolean;
  readonly trouble?: SaveTrouble | undefined;
  readonly test?: LineTest | undefined;
  /** What became of the last file of a connector that was read in. */
  readonly imported?: Exclude<ImportResult, { status: 'notChosen' }> | undefined;
  /** The settings were saved by somebody else while this form was being changed. */
  readonly changedElsewhere: boolean;
}

export interface SettingsModel extends Pick<
  StoreApi<FormView>,
  'getState' | 'getInitialState' | 'subscribe'
> {
  readonly read: () => void;
  readonly change: (change: Partial<FormValues>) => void;
  readonly touch: (name: FieldName) => void;
  /** Something is wrong with a field that the form as a whole would let pass. */
  readonly refuse: (name: FieldName, code: SettingsFieldCode) => void;
  /** @returns the first field that has to be looked at, or `saved`, or nothing when it failed otherwise */
  readonly save: () => Promise<FieldName | 'saved' | 'stays'>;
  /** Reads a connector's file into the form; rejects when the bridge does. */
  readonly import: () => Promise<void>;
  readonly test: () => void;
  readonly dismissTest: () => void;
  readonly isDirty: () => boolean;
  readonly stop: () => void;
}

export function createSettingsModel(bridge: Bridge): SettingsModel {
  const store = createStore<FormView>(() => ({
    status: 'reading',
    touched: new Set(),
    refused: {},
    saving: false,
    changedElsewhere: false,
  }));
  let tests = 0;

  const begin = (view: SettingsView): void =>
    store.setState({
      status: 'ready',
      view,
      values: valuesOf(view.settings),
      touched: new Set(),
      refused: {},
      trouble: undefined,
      imported: undefined,
      changedElsewhere: false,
    });

  const isDirty = (): boolean => {
    const { view, values } = store.getState();
    if (view === undefined || values === undefined) return false;
    return importsSecret(values, view) || !sameValues(values, valuesOf(view.settings));
  };

  const read = (): void => {
    store.setState({ status: 'reading' });
    bridge.request('settings:read').then(begin, () => store.setState({ status: 'unreadable' }));
  };

  const change = (changes: Partial<FormValues>): void =>
    store.setState(({ values, refused }) =>
      values === undefined
        ? {}
        : { values: { ...values, ...changes }, refused: without(refused, changes), trouble: undefined },
    );

  const refuseAll = (errors: FieldErrors): FieldName | 'stays' => {
    const names = Object.keys(errors) as FieldName[];
    const touched = new Set([...store.getState().touched, ...names]);
    store.setState({ touched, trouble: { kind: 'fields', count: names.length } });
    return names[0] ?? 'stays';
  };

  const save: SettingsModel['save'] = async () => {
    const { view, values, saving } = store.getState();
    if (view === undefined || values === undefined || saving) return 'stays';
    const errors = errorsIn(values, view);
    if (Object.keys(errors).length > 0) return refuseAll(errors);
    store.setState({ saving: true, trouble: undefined });
    try {
      const result = await bridge.request('settings:save', draftOf(values));
      if (result.status === 'saved') {
        begin(result.view);
        // A warning that is new has to be read before the window goes.
        return result.view.warnings.some((warning) => !view.warnings.includes(warning)) ? 'stays' : 'saved';
      }
      if (result.status === 'failed') {
        store.setState({ trouble: { kind: 'failed', code: result.code, detail: result.detail } });
        return 'stays';
      }
      const refused = Object.fromEntries(result.fields.map(({ path, code }) => [path, code]));
      store.setState({ refused });
      return refuseAll(refused);
    } catch (error) {
      store.setState({ trouble: { kind: 'bridge', detail: String(error) } });
      return 'stays';
    } finally {
      store.setState({ saving: false });
    }
  };

  const importFile = async (): Promise<void> => {
    const result = await bridge.request('settings:import');
    if (result.status === 'notChosen') return;
    if (result.status === 'read') {
      const { view, settings } = result;
      const all = valuesOf({ ...view.settings, ...settings });
      store.setState({ view });
      change({ ...pick(all, Object.keys(settings) as FieldName[]), secret: '' });
    }
    store.setState({ imported: result });
  };

  const test = (): void => {
    const { view, values } = store.getState();
    if (view === undefined || values === undefined) return;
    const number = (tests += 1);
    const settle = (steps: readonly LineCheckStep[], state: 'over' | 'broken'): void => {
      if (number !== tests) return;
      store.setState((now) => ({ test: { state, values, steps: { ...now.test?.steps, ...byName(steps) } } }));
    };
    store.setState({ test: { state: 'running', steps: {}, values } });
    bridge.request('settings:test', draftOf(values)).then(
      (steps) => settle(steps, 'over'),
      () => settle([], 'broken'),
    );
  };

  const subscriptions = [
    bridge.on('settings:testStep', (step) =>
      store.setState(({ test: now }) =>
        now?.state === 'running' ? { test: { ...now, steps: { ...now.steps, [step.step]: step } } } : {},
      ),
    ),
    bridge.on('settings:changed', (view) => {
      if (isDirty()) store.setState({ view, changedElsewhere: true });
      else begin(view);
    }),
  ];
  read();

  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    read,
    change,
    touch: (name) => store.setState(({ touched }) => ({ touched: new Set([...touched, name]) })),
    refuse: (name, code) => store.setState(({ refused }) => ({ refused: { ...refused, [name]: code } })),
    save,
    import: importFile,
    test,
    dismissTest: () => {
      tests += 1;
      store.setState({ test: undefined });
    },
    isDirty,
    stop: () => {
      for (const unsubscribe of subscriptions) unsubscribe();
    },
  };
}

function pick(values: FormValues, names: readonly FieldName[]): Partial<FormValues> {
  return Object.fromEntries(names.map((name) => [name, values[name]]));
}

function without(refused: FieldErrors, changes: Partial<FormValues>): FieldErrors {
  return Object.fromEntries(Object.entries(refused).filter(([name]) => !(name in changes)));
}

function byName(steps: readonly LineCheckStep[]): LineTest['steps'] {
  return Object.fromEntries(steps.map((step) => [step.step, step]));
}

/** The errors to show: what is missing only where the person has been, what is wrong at once. */
export function shownErrors({ view, values, touched, refused }: FormView): FieldErrors {
  if (view === undefined || values === undefined) return {};
  const errors = { ...errorsIn(values, view), ...refused };
  return Object.fromEntries(
    (Object.entries(errors) as [FieldName, string][]).filter(
      ([name, code]) => touched.has(name) || (code !== 'required' && code !== 'secretNeededForNewHost'),
    ),
  );
}
