import { parsePolicy, type PolicyPlace, type PolicyRead, toPolicy } from './policy.ts';
import { defaultSettings, type Settings, settingsKeys } from './schema.ts';

/** One value as `reg query` writes it. */
interface RegistryValue {
  /** Names of the keys below the one that was asked for, lower case as Windows compares them; empty: that key itself. */
  readonly part: string;
  readonly name: string;
  readonly type: string;
  readonly data: string;
}

/** The parts that hold one value per setting or person. */
const parts = ['preset', 'locked', 'extensionByUser'] as const;

/**
 * Reads what `reg query KEY /s` wrote. There is either a value `Policy` with the JSON text of the policy file, or sub-keys with one value
 * per setting. Words of the system (a message, the name of an unnamed value) are in its language and are not looked at.
 * @param key as it was asked for, from its hive's long name on
 * @returns undefined where the key holds nothing
 */
export function parseRegistryPolicy(output: string, key: string, place: PolicyPlace): PolicyRead | undefined {
  const values = valuesIn(output, key);
  if (values.length === 0) return undefined;
  // Piped, the program writes the console's code page, which cannot be asked for: we do not guess it.
  const unread = values.filter(({ name, data }) => `${name}${data}`.includes('\uFFFD')).map(placeOf);
  if (unread.length > 0) return { ok: false, detail: unread.map((at) => `${at}: notAscii`).join(', ') };
  const whole = values.find(({ part, name }) => part === '' && isSame(name, 'Policy'));
  if (whole === undefined) return toPolicy(dictionaryOf(values), place);
  return values.length > 1
    ? { ok: false, detail: 'Policy: notAlone' }
    : parsePolicy(linesOf(whole.data).join('\n'), place);
}

const keyLine = /^HKEY_[A-Z_]+(?:\\|$)/;
const valueLine = /^ {4}(.+?) {4}(REG_[A-Z_]+)(?: {4}(.*))?$/;

function valuesIn(output: string, key: string): readonly RegistryValue[] {
  const values: RegistryValue[] = [];
  let part: string | undefined;
  for (const line of output.split(/\r?\n/)) {
    if (keyLine.test(line)) {
      part = partOf(line, key);
      continue;
    }
    const [, name, type, data = ''] = valueLine.exec(line) ?? [];
    if (part === undefined) continue;
    if (name !== undefined && type !== undefined) {
      values.push({ part, name, type, data });
      continue;
    }
    // A text of several lines goes on as it is; a blank line ends a key.
    const last = values.pop();
    if (last !== undefined) values.push({ ...last, data: line === '' ? last.data : `${last.data}\n${line}` });
  }
  return values.filter(({ name }) => !/^\(.*\)$/.test(name));
}

function partOf(line: string, key: string): string | undefined {
  const at = line.trimEnd().toLowerCase();
  const base = key.toLowerCase();
  if (at === base) return '';
  return at.startsWith(`${base}\\`) ? at.slice(base.length + 1) : undefined;
}

function dictionaryOf(values: readonly RegistryValue[]): object {
  const entries = new Map<string, unknown>([['version', 1]]);
  const inParts = new Map<string, Map<string, unknown>>();
  for (const value of values) {
    const part = parts.find((known) => isSame(known, value.part)) ?? value.part;
    if (part === '') {
      const name = ['by', 'version'].find((known) => isSame(known, value.name)) ?? value.name;
      entries.set(name, readAs(undefined, value));
      continue;
    }
    const isOfPeople = part === 'extensionByUser';
    const setting = isOfPeople ? undefined : settingsKeys.find((known) => isSame(known, value.name));
    const held = inParts.get(part) ?? new Map<string, unknown>();
    inParts.set(part, held.set(setting ?? value.name, readAs(setting, value)));
  }
  for (const [part, held] of inParts) entries.set(part, Object.fromEntries(held));
  return Object.fromEntries(entries);
}

/** What cannot be of the setting's kind is handed on as it is, to be told as a wrong value. */
function readAs(setting: keyof Settings | undefined, { type, data }: RegistryValue): unknown {
  if (type === 'REG_MULTI_SZ') return linesOf(data);
  if (type !== 'REG_DWORD') return data;
  const number = /^0x[0-9a-f]{1,8}$/i.test(data) ? Number(data) : data;
  const isSwitch = setting !== undefined && typeof defaultSettings[setting] === 'boolean';
  return isSwitch && (number === 0 || number === 1) ? number === 1 : number;
}

/** The texts of a REG_MULTI_SZ, between which the program writes a backslash and a nought. */
function linesOf(data: string): readonly string[] {
  return data.split('\\0').filter((text) => text !== '');
}

function placeOf({ part, name }: RegistryValue): string {
  return part === '' ? name : `${part}.${name}`;
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
