import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { SettingsFieldCode, SettingsView } from '../../../src/ipc/settings.ts';
import type { Bridge } from '../../parts/bridge.ts';
import type { PagesStore } from '../../state/pages.ts';
import type { Finder } from './finder.ts';
import type { SettingsModel } from './model.ts';
import { shownErrors } from './form.ts';
import type { FieldName, FormValues } from './values.ts';

export interface SettingsContext {
  readonly bridge: Bridge;
  readonly model: SettingsModel;
  readonly finder: Finder;
  readonly pages: PagesStore;
  /** Goes through what is needed for a line question by question. */
  readonly setUp: () => void;
}

const Context = createContext<SettingsContext | undefined>(undefined);

export const SettingsProvider = Context.Provider;

export function useSettings(): SettingsContext {
  const context = useContext(Context);
  if (context === undefined) throw new Error('no SettingsProvider above');
  return context;
}

/** The form's values and the stored settings; only inside a form that is ready. */
export function useForm(): { readonly values: FormValues; readonly view: SettingsView } {
  const { model } = useSettings();
  const values = useStore(model, (form) => form.values);
  const view = useStore(model, (form) => form.view);
  if (values === undefined || view === undefined) throw new Error('the settings are not read yet');
  return { values, view };
}

/** One field's value: what else is typed into the form does not draw it again. */
export function useValue<Name extends FieldName>(name: Name): FormValues[Name] {
  const { model } = useSettings();
  const value = useStore(model, (form) => form.values?.[name]);
  if (value === undefined) throw new Error('the settings are not read yet');
  return value;
}

export function useError(name: FieldName): SettingsFieldCode | undefined {
  const { model } = useSettings();
  return useStore(model, (form) => shownErrors(form)[name]);
}
