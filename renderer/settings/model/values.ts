import type { SettingsChanges, SettingsDraft, SettingsView } from '../../../src/ipc/settings.ts';
import { type NameOfKind, namesOfKind } from '../../../src/settings/table/fields.ts';

type Settings = SettingsView['settings'];

export type ListName = NameOfKind<'list'>;

/** Numbers, as they were typed. */
export type NumberName = NameOfKind<'number'>;

const listNames = namesOfKind('list');
const numberNames = namesOfKind('number');

/** What stands in the form's fields, as it was typed. */
export interface FormValues
  extends
    Omit<Settings, 'version' | NumberName | 'packetInfoConfig' | ListName>,
    Readonly<Record<NumberName, string>>,
    Readonly<Record<ListName, readonly string[]>> {
  readonly packetInfoConfig: string;
  /** Empty: the stored one stays. It is only ever written, never read back. */
  readonly secret: string;
  /** Likewise. */
  readonly phonePassword: string;
}

export type FieldName = keyof FormValues;

export function valuesOf({ version: _version, ...settings }: Settings): FormValues {
  return {
    ...settings,
    ...each(numberNames, (name) => String(settings[name])),
    packetInfoConfig: settings.packetInfoConfig.join(', '),
    secret: '',
    phonePassword: '',
  };
}

/** What is handed to the main process: right or wrong, it decides; what should be a number and is none becomes NaN. */
export function draftOf({ secret, phonePassword, ...values }: FormValues): SettingsDraft {
  const settings: Settings = {
    ...values,
    version: 1,
    ...each(numberNames, (name) => wholeNumber(values[name])),
    ...each(listNames, (name) => [...values[name]]),
    packetInfoConfig: values.packetInfoConfig.split(/[\s,]+/).filter((name) => name !== ''),
  };
  return {
    settings,
    ...(secret === '' ? {} : { secret }),
    ...(phonePassword === '' ? {} : { phonePassword }),
  };
}

/** What differs from the stored settings, without the secret; `null`: nothing. */
export function changesOf(values: FormValues, stored: Settings): SettingsChanges | null {
  const saved = valuesOf(stored);
  const { settings } = draftOf(values);
  const changed = Object.entries(settings).filter(
    ([name]) => name !== 'version' && !same(values[name as FieldName], saved[name as FieldName]),
  );
  return changed.length === 0 ? null : Object.fromEntries(changed);
}

function each<Name extends string, Value>(
  names: readonly Name[],
  valueOf: (name: Name) => Value,
): Record<Name, Value> {
  return Object.fromEntries(names.map((name) => [name, valueOf(name)])) as Record<Name, Value>;
}

function wholeNumber(text: string): number {
  return /^\s*\d+\s*$/.test(text) ? Number(text) : Number.NaN;
}

export function sameValues(a: FormValues, b: FormValues): boolean {
  return (Object.keys(a) as FieldName[]).every((name) => same(a[name], b[name]));
}

function same(a: FormValues[FieldName], b: FormValues[FieldName]): boolean {
  if (typeof a !== 'object' || typeof b !== 'object') return a === b;
  return a.length === b.length && a.every((entry, index) => entry === b[index]);
}

/** The device that is meant where none is given. */
export function derivedDevice({ protocol, extension }: Pick<FormValues, 'protocol' | 'extension'>): string {
  const technology = protocol === 'computer' ? 'PJSIP/' : protocol;
  return `${technology}${extension.trim() === '' ? '101' : extension.trim()}`;
}
