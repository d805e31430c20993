import { popAddress } from '../../../src/pop/ofSettings.ts';
import type { SettingsFieldCode, SettingsView } from '../../../src/ipc/settings.ts';
import { draftOf, type FieldName, type FormValues, type ListName, type NumberName } from './values.ts';

export type FieldErrors = Readonly<Partial<Record<FieldName, SettingsFieldCode>>>;

/** Nothing that Asterisk would read as syntax; the same set as in the settings' schema. */
const wordCharacters = /^[^\s\p{C}&,|;"'`$\\(){}<>[\]]*$/u;
const lineOfText = /^\P{Cc}*$/u;
const hostName = /^(?!.*\.\.)[\p{L}\p{N}_][\p{L}\p{N}_.-]*$/u;

type Check = (text: string) => SettingsFieldCode | undefined;

function shaped(maxLength: number, pattern: RegExp): Check {
  return (raw) => {
    const text = raw.trim();
    return text.length > maxLength ? 'tooLong' : pattern.test(text) ? undefined : 'badCharacters';
  };
}

const word = (maxLength: number): Check => shaped(maxLength, wordCharacters);
const file: Check = (path) =>
  path.length > 4096 ? 'tooLong' : lineOfText.test(path) ? undefined : 'badCharacters';

const host: Check = (raw) => {
  const text = raw.trim();
  if (text.length > 253) return 'tooLong';
  // Something with several colons may be an IPv6 address, which the main process can tell for certain.
  const maybeAddress = /^[\da-f:.]*:[\da-f:.]*:[\da-f:.]*(?:%[\w.-]+)?$/i.test(text);
  return text === '' || maybeAddress || hostName.test(text) ? undefined : 'notAHost';
};

const device: Check = (raw) => {
  const wrong = word(120)(raw);
  const text = raw.trim();
  return wrong ?? (text === '' || /^\w+\/./.test(text) ? undefined : 'notADevice');
};

const queueMember: Check = (raw) => {
  const text = raw.trim();
  if (text.length > 160) return 'tooLong';
  if (!/^[\w.@+*#~:;/{}-]*$/.test(text)) return 'badCharacters';
  return text === '' || /^\w+\/.*\{0\}/u.test(text) ? undefined : 'notAQueueMember';
};

const secret: Check = (text) =>
  text.length > 200 ? 'tooLong' : lineOfText.test(text) ? undefined : 'badCharacters';

const origin: Check = (raw) => {
  const text = raw.trim();
  if (text.length > 300) return 'tooLong';
  return /^https?:\/\/[^\s/?#@]+$/i.test(text) ? undefined : 'notAnOrigin';
};

const pattern: Check = (raw) => {
  const text = raw.trim();
  if (text.length > 40) return 'tooLong';
  return /^(?=.)\+?[0-9*#XZN]*[.!]?$/.test(text) ? undefined : 'notAPattern';
};

const version: Check = (raw) => {
  const text = raw.trim();
  if (text.length > 40) return 'tooLong';
  return text === '' || /^\d{1,5}(\.\d{1,5}){0,2}(?:-[\dA-Za-z.-]+)?$/.test(text) ? undefined : 'notAVersion';
};

const feed: Check = (raw) => {
  const text = raw.trim();
  if (text.length > 500) return 'tooLong';
  const address =
    /^(https:\/\/[^\s/?#@]+|http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?)(\/[^\s?#]*)?$/i;
  return text === '' || address.test(text) ? undefined : 'notAFeed';
};

/** In characters, as zod counts them. */
const isLonger = (text: string, max: number): boolean => Array.from(text).length > max;

const prefix: Check = (raw) => {
  const text = raw.trim();
  return isLonger(text, 8) ? 'tooLong' : /^[0-9]*$/.test(text) ? undefined : 'notAPrefix';
};

const countryCode: Check = (raw) => {
  const text = raw.trim();
  if (isLonger(text, 8)) return 'tooLong';
  return /^(?:[1-9][0-9]{0,2})?$/.test(text) ? undefined : 'notACountryCode';
};

const charset: Check = (text) => {
  try {
    const read = new TextDecoder(text).decode(new Uint8Array([0x41, 0x3a]));
    return text.length <= 40 && read === 'A:' ? undefined : 'notACharset';
  } catch {
    return text.length <= 40 ? 'notACharset' : 'tooLong';
  }
};

/** A combination of keys; whether it can be had only the system knows. */
const hotkey: Check = shaped(64, /^[ -~]*$/);

const checks = {
  url: host,
  tlsCaFile: file,
  userName: shaped(80, lineOfText),
  secret,
  extension: word(80),
  device,
  agentName: shaped(80, lineOfText),
  originateContext: word(80),
  parkingLotContext: word(80),
  controlsContext: word(80),
  queueExtensionFormat: queueMember,
  ringDevice: shaped(200, lineOfText),
  messagingCertFile: file,
  messagingKeyFile: file,
  outsidePrefix: prefix,
  internationalPrefix: prefix,
  nationalPrefix: prefix,
  countryCode,
  areaCode: prefix,
  hotkeyShowPanel: hotkey,
  hotkeyAnswer: hotkey,
  hotkeyHangUp: hotkey,
  hotkeyHold: hotkey,
  hotkeyMute: hotkey,
  hotkeySwitchState: hotkey,
  hotkeyDialSelected: hotkey,
  hotkeyQuickCommand: hotkey,
  updateVersion: version,
  updateFeed: feed,
  charset,
  filePath: file,
} as const satisfies Partial<Record<FieldName, Check>>;

const lists = {
  queues: { max: 64, entry: word(80) },
  pauseReasons: { max: 32, entry: shaped(80, lineOfText) },
  colleagues: { max: 64, entry: word(80) },
  messagingOrigins: { max: 64, entry: origin },
  pageDialAllow: { max: 64, entry: pattern },
  pageDialDeny: { max: 64, entry: pattern },
  pageDialAsk: { max: 64, entry: pattern },
  popQueues: { max: 64, entry: word(80) },
} as const satisfies Record<ListName, { max: number; entry: Check }>;

/** From where to where a number may go. */
export const ranges: Readonly<Record<NumberName, readonly [from: number, to: number]>> = {
  port: [1, 65_535],
  afterCallWorkS: [0, 3600],
  messagingPort: [0, 65_535],
  internalDigitsMax: [2, 10],
  historyDays: [0, 3650],
};

/** What is wrong with one entry of a list. */
export function entryError(list: ListName, entry: string): SettingsFieldCode | undefined {
  return lists[list].entry(entry) ?? (entry.trim() === '' ? 'required' : undefined);
}

function listError(list: ListName, entries: readonly string[]): SettingsFieldCode | undefined {
  if (entries.length > lists[list].max) return 'tooLong';
  return entries.map((entry) => entryError(list, entry)).find((code) => code !== undefined);
}

/**
 * What is wrong in the form, told while it is typed. The main process checks again and has the last word; what is an error here is
 * one there too (held by a test).
 */
export function errorsIn(values: FormValues, view: SettingsView): FieldErrors {
  const { settings } = draftOf(values);
  const errors: Partial<Record<FieldName, SettingsFieldCode>> = {};
  for (const name of Object.keys(checks) as (keyof typeof checks)[]) {
    const code = checks[name](values[name]);
    if (code !== undefined) errors[name] = code;
  }
  for (const name of Object.keys(lists) as ListName[]) {
    const code = listError(name, values[name]);
    if (code !== undefined) errors[name] = code;
  }
  for (const [name, [from, to]] of Object.entries(ranges) as [NumberName, (typeof ranges)[NumberName]][]) {
    if (!isWithin(settings[name], from, to)) errors[name] = 'outOfRange';
  }
  if (!isWithin(settings.ringVolume, 0, 100)) errors.ringVolume = 'outOfRange';
  const fields = settings.packetInfoConfig;
  if (fields.length > 32) errors.packetInfoConfig = 'tooLong';
  else if (!fields.every((field) => /^[\w-]{1,64}$/.test(field))) errors.packetInfoConfig = 'badCharacters';
  if (popAddress(settings)?.ok === false) errors.popUrl = 'notATemplate';
  return { ...missingIn(values, view), ...errors };
}

function isWithin(value: number, min: number, max: number): boolean {
  return Number.isInteger(value) && value >= min && value <= max;
}

/** What a line cannot do without. */
function missingIn(values: FormValues, view: SettingsView): FieldErrors {
  const url = values.url.trim();
  if (url === '' && values.filePath === '') return {};
  const needed: readonly FieldName[] =
    values.filePath === ''
      ? ['userName', 'extension', 'originateContext', 'parkingLotContext']
      : ['extension'];
  const missing: Partial<Record<FieldName, SettingsFieldCode>> = {};
  for (const name of needed) if (String(values[name]).trim() === '') missing[name] = 'required';
  if (url !== '' && values.filePath === '' && values.secret === '' && !keepsSecret(values, view)) {
    missing.secret = view.hasSecret ? 'secretNeededForNewHost' : 'required';
  }
  return missing;
}

/** A secret that is stored, or was imported, is for its host: it is never sent to another one. */
export function keepsSecret(values: FormValues, view: SettingsView): boolean {
  const url = values.url.trim();
  return (view.hasSecret && url === view.settings.url) || importsSecret(values, view);
}

/** The secret came with a connector's file, and is stored when the settings are saved. */
export function importsSecret(values: FormValues, view: SettingsView): boolean {
  return view.importedSecretFor !== undefined && values.url.trim() === view.importedSecretFor;
}
