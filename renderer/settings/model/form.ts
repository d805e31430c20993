import type { StoreApi } from 'zustand/vanilla';
import type { LineCheckStep, LineCheckStepName } from '../../../src/cti/lineCheck.ts';
import type { ImportResult, SaveResult, SettingsView } from '../../../src/ipc/settings.ts';
import { errorsIn, type FieldErrors, importsSecret } from './check.ts';
import { type FieldName, type FormValues, sameValues, valuesOf } from './values.ts';

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
  /** Fields that were left once: what is missing in them is shown. */
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
  /** The form began with changes that the end of the session had interrupted. */
  readonly resumed: boolean;
}

export type FormStore = StoreApi<FormView>;

export const unread: FormView = {
  status: 'reading',
  touched: new Set(),
  refused: {},
  saving: false,
  changedElsewhere: false,
  resumed: false,
};

/** The form as it is when settings have been read or saved, with the changes that were not saved the last time. */
export function begun(view: SettingsView): Partial<FormView> {
  return {
    status: 'ready',
    view,
    values: valuesOf({ ...view.settings, ...withoutGaps(view.unsaved ?? {}) }),
    touched: new Set(),
    refused: {},
    trouble: undefined,
    imported: undefined,
    changedElsewhere: false,
    resumed: view.unsaved !== undefined,
  };
}

function withoutGaps<Value extends object>(
  value: Value,
): { [Key in keyof Value]: Exclude<Value[Key], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as {
    [Key in keyof Value]: Exclude<Value[Key], undefined>;
  };
}

export function isDirty({ view, values }: FormView): boolean {
  if (view === undefined || values === undefined) return false;
  return importsSecret(values, view) || !sameValues(values, valuesOf(view.settings));
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
