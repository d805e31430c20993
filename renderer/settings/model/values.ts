import type { SettingsChanges, SettingsDraft, SettingsView } from '../../../src/ipc/settings.ts';

type Settings = SettingsView['settings'];

export const listNames = [
  'queues',
  'pauseReasons',
  'colleagues',
  'messagingOrigins',
  'pageDialAllow',
  'pageDialDeny',
  'pageDialAsk',
  'popQueues',
] as const satisfies readonly (keyof Settings)[];

export type ListName = (typeof listNames)[number];

/** What stands in the form's fields, as it was typed. */
export interface FormValues
  extends
    Omit<Settings, 'version' | NumberName | 'packetInfoConfig' | ListName>,
    Readonly<Record<NumberName, string>>,
    Readonly<Record<ListName, readonly string[]>> {
  readonly packetInfoConfig: string;
  /** Empty: the stored one stays. It is only ever written, never read back. */
  readonly secret: string;
}

/** Numbers, as they were typed. */
export type NumberName = 'port' | 'afterCallWorkS' | 'messagingPort' | 'internalDigitsMax' | 'historyDays';

export type FieldName = keyof FormValues;

export function valuesOf({ version: _version, ...settings }: Settings): FormValues {
  const { port, afterCallWorkS, messagingPort, internalDigitsMax, historyDays, packetInfoConfig, ...rest } =
    settings;
  return {
    ...rest,
    port: String(port),
    afterCallWorkS: String(afterCallWorkS),
    messagingPort: String(messagingPort),
    internalDigitsMax: String(internalDigitsMax),
    historyDays: String(historyDays),
    packetInfoConfig: packetInfoConfig.join(', '),
    secret: '',
  };
}

/** What is handed to the main process: right or wrong, it decides; what should be a number and is none becomes NaN. */
export function draftOf({ secret, ...values }: FormValues): SettingsDraft {
  const settings: Settings = {
    ...values,
    version: 1,
    port: wholeNumber(values.port),
    afterCallWorkS: wholeNumber(values.afterCallWorkS),
    messagingPort: wholeNumber(values.messagingPort),
    internalDigitsMax: wholeNumber(values.internalDigitsMax),
    historyDays: wholeNumber(values.historyDays),
    ...listsOf(values),
    packetInfoConfig: values.packetInfoConfig.split(/[\s,]+/).filter((name) => name !== ''),
  };
  return secret === '' ? { settings } : { settings, secret };
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

function listsOf(values: Pick<FormValues, ListName>): Record<ListName, string[]> {
  return Object.fromEntries(listNames.map((name) => [name, [...values[name]]])) as Record<ListName, string[]>;
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
  return `${protocol}${extension.trim() === '' ? '101' : extension.trim()}`;
}
