import { isAbsolutePath } from '../../pop/program.ts';
import type { SettingsFieldCode } from './code.ts';
import type { Field } from './field.ts';
import { entryError, isOneLine, textError } from './texts.ts';

/** What a setting holds, of its type and perhaps wrong. */
export type Value = boolean | number | string | readonly string[];

/** What is wrong with a value; a value of another type is a `badValue`. Lists report their first wrong entry. */
export function valueError(field: Field, value: Value): SettingsFieldCode | undefined {
  switch (field.kind) {
    case 'switch':
      return typeof value === 'boolean' ? undefined : 'badValue';
    case 'number':
      return isWithin(value, field.from, field.to) ? undefined : 'outOfRange';
    case 'percent':
      return isWithin(value, 0, 100) ? undefined : 'outOfRange';
    case 'choice':
      return typeof value === 'string' && field.of.includes(value) ? undefined : 'badValue';
    case 'selection':
      return inList(value, field.of.length, (word) => (field.of.includes(word) ? undefined : 'badValue'));
    case 'list':
      return inList(value, field.entries, (entry) => entryError(field, entry));
    case 'names':
      return inList(value, field.entries, (name) =>
        /^[\w-]{1,64}$/.test(name) ? undefined : 'badCharacters',
      );
    case 'command':
      return inList(value, field.entries, (part, index) => partError(part, index, field.max));
    default:
      return typeof value === 'string' ? textError(field, value) : 'badValue';
  }
}

function isWithin(value: Value, from: number, to: number): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= from && value <= to;
}

function inList(
  value: Value,
  entries: number,
  errorOfEntry: (entry: string, index: number) => SettingsFieldCode | undefined,
): SettingsFieldCode | undefined {
  if (typeof value !== 'object') return 'badValue';
  if (value.length > entries) return 'tooLong';
  return value.map(errorOfEntry).find((code) => code !== undefined);
}

function partError(part: string, index: number, max: number): SettingsFieldCode | undefined {
  if (Array.from(part).length > max) return 'tooLong';
  if (!isOneLine(part)) return 'badCharacters';
  return index > 0 || isAbsolutePath(part) ? undefined : 'badValue';
}
