import type { SettingsDraft, SettingsView } from '../../src/ipc/contract.ts';

type Settings = SettingsView['settings'];

/** What stands in the form's fields, as it was typed. */
export interface FormValues extends Omit<Settings, 'version' | 'port' | 'packetInfoConfig'> {
  readonly port: string;
  readonly packetInfoConfig: string;
  /** Empty: the stored one stays. It is only ever written, never read back. */
  readonly secret: string;
}

export type FieldName = keyof FormValues;

export function valuesOf({ version: _version, port, packetInfoConfig, ...rest }: Settings): FormValues {
  return { ...rest, port: String(port), packetInfoConfig: packetInfoConfig.join(', '), secret: '' };
}

/** What is handed to the main process: right or wrong, it decides; a port that is no number becomes NaN. */
export function draftOf({ port, packetInfoConfig, secret, ...rest }: FormValues): SettingsDraft {
  const settings: Settings = {
    ...rest,
    version: 1,
    port: /^\s*\d+\s*$/.test(port) ? Number(port) : Number.NaN,
    packetInfoConfig: packetInfoConfig.split(/[\s,]+/).filter((name) => name !== ''),
  };
  return secret === '' ? { settings } : { settings, secret };
}

export function sameValues(a: FormValues, b: FormValues): boolean {
  return (Object.keys(a) as FieldName[]).every((name) => a[name] === b[name]);
}

/** The device that is meant where none is given. */
export function derivedDevice({ protocol, extension }: Pick<FormValues, 'protocol' | 'extension'>): string {
  return `${protocol}${extension.trim() === '' ? '101' : extension.trim()}`;
}
