import type { SaveResult, SettingsView } from '../../../src/ipc/settings.ts';
import type { Bridge } from '../../parts/bridge.ts';
import { errorsIn, type FieldErrors } from './check.ts';
import { begun, type FormStore } from './form.ts';
import { draftOf, type FieldName } from './values.ts';

/** The first field that has to be looked at, or `saved`, or nothing when it failed otherwise. */
export type SaveOutcome = FieldName | 'saved' | 'stays';

/** Saves the form as a whole, or nothing of it. */
export async function saveForm(store: FormStore, bridge: Bridge): Promise<SaveOutcome> {
  const { view, values, saving } = store.getState();
  if (view === undefined || values === undefined || saving) return 'stays';
  const errors = errorsIn(values, view);
  if (Object.keys(errors).length > 0) return refuse(store, errors);
  store.setState({ saving: true, trouble: undefined });
  try {
    return take(store, view, await bridge.request('settings:save', draftOf(values)));
  } catch (error) {
    store.setState({ trouble: { kind: 'bridge', detail: String(error) } });
    return 'stays';
  } finally {
    store.setState({ saving: false });
  }
}

function take(store: FormStore, before: SettingsView, result: SaveResult): SaveOutcome {
  switch (result.status) {
    case 'saved': {
      const { view } = result;
      store.setState(begun(view));
      // A warning that is new has to be read before the window goes.
      return view.warnings.some((warning) => !before.warnings.includes(warning)) ? 'stays' : 'saved';
    }
    case 'failed':
      store.setState({ trouble: { kind: 'failed', code: result.code, detail: result.detail } });
      return 'stays';
    case 'invalid': {
      const refused = Object.fromEntries(result.fields.map(({ path, code }) => [path, code]));
      store.setState({ refused });
      return refuse(store, refused);
    }
  }
}

function refuse(store: FormStore, errors: FieldErrors): SaveOutcome {
  const names = Object.keys(errors) as FieldName[];
  const touched = new Set([...store.getState().touched, ...names]);
  store.setState({ touched, trouble: { kind: 'fields', count: names.length } });
  return names[0] ?? 'stays';
}
