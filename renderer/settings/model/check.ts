import type { SettingsFieldCode, SettingsView } from '../../../src/ipc/settings.ts';
import { fieldOf, fields, settingNames } from '../../../src/settings/table/fields.ts';
import { valueError } from '../../../src/settings/table/rules.ts';
import { hostKey, type KnownSecrets, missingSecret } from '../../../src/settings/table/secret.ts';
import { entryError, textError } from '../../../src/settings/table/texts.ts';
import { clashingFields, missingFields } from '../../../src/settings/table/together.ts';
import { phoneHostOf } from '../../../src/settings/table/phone.ts';
import { draftOf, type FieldName, type FormValues, type ListName } from './values.ts';

export type FieldErrors = Readonly<Partial<Record<FieldName, SettingsFieldCode>>>;

const secret = { kind: 'text', max: 200 } as const;

/** What is wrong with one entry of a list. */
export function entryErrorIn(list: ListName, entry: string): SettingsFieldCode | undefined {
  return entryError(fields[list], entry);
}

/**
 * What is wrong in the form while somebody types, by the rules of the settings' table. The main process checks again and decides; what
 * is an error here is one there too (held by a test).
 */
export function errorsIn(values: FormValues, view: SettingsView): FieldErrors {
  const { settings } = draftOf(values);
  const errors: Partial<Record<FieldName, SettingsFieldCode>> = {};
  for (const { path, code } of [...missingFields(settings), ...clashingFields(settings)]) {
    errors[path] = code;
  }
  const ofMissing = values.secret === '' ? missingSecret(values, knownTo(values, view)) : undefined;
  if (ofMissing !== undefined) errors.secret = ofMissing;
  for (const name of settingNames) {
    const code = valueError(fieldOf(name), settings[name]);
    if (code !== undefined) errors[name] = code;
  }
  if (needsPhonePassword(values, view)) errors.phonePassword = 'required';
  const ofSecret = textError(secret, values.secret);
  if (ofSecret !== undefined) errors.secret = ofSecret;
  const ofPhone = textError(secret, values.phonePassword);
  if (ofPhone !== undefined) errors.phonePassword = ofPhone;
  return errors;
}

function knownTo(values: FormValues, view: SettingsView): KnownSecrets {
  return {
    hasAny: view.hasSecret || view.otherSecretFor !== undefined,
    hasFor: () => keepsSecret(values, view),
  };
}

function needsPhonePassword(values: FormValues, view: SettingsView): boolean {
  const isPhone = values.protocol === 'computer' && values.url.trim() !== '' && values.filePath === '';
  return isPhone && values.phonePassword === '' && !keepsPhonePassword(values, view);
}

/** It is for one address, and never sent to another one. */
export function keepsPhonePassword(values: FormValues, view: SettingsView): boolean {
  return view.hasPhonePassword === true && phoneHostOf(values) === phoneHostOf(view.settings);
}

/** The secret for the host that is typed is known, or was imported. */
export function keepsSecret(values: FormValues, view: SettingsView): boolean {
  if (view.otherSecretFor === 'anyHost') return true;
  const isStored = view.hasSecret && hostKey(values.url) === hostKey(view.settings.url);
  return isStored || importsSecret(values, view);
}

/** The secret came with a connector's file, and is stored when the settings are saved. */
export function importsSecret(values: FormValues, view: SettingsView): boolean {
  return view.importedSecretFor !== undefined && hostKey(values.url) === hostKey(view.importedSecretFor);
}
