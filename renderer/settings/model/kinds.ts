import type { FileField } from '../../../src/ipc/settings.ts';
import { isMessageKey, type MessageKey } from '../../../src/words/words.ts';
import type { Field } from '../../../src/settings/table/field.ts';
import { fields } from '../../../src/settings/table/fields.ts';
import { type ChoiceName, choices } from './choices.ts';
import type { FieldName, FormValues, ListName } from './values.ts';

/** Fields of exactly this type: a choice among words is no text. */
type NamesOf<Type> = {
  [Name in FieldName]: Type extends FormValues[Name] ? Name : never;
}[FieldName];

type Labelled<Name extends string> = Name extends string
  ? `settings.${Name}` extends MessageKey
    ? Name
    : never
  : never;

/** Fields with a label; what is switched off is only told. */
export type LabelledName = Exclude<Labelled<FieldName>, 'switchedOff'>;

export type TextName = Labelled<NamesOf<string>>;
export type SwitchName = Labelled<NamesOf<boolean>>;

/** Settings whose row needs nothing but their name. */
export type PlainName = TextName | SwitchName | ChoiceName | ListName;

export type HintKey = Extract<MessageKey, `settings.${string}.hint`>;

const isSecret = (name: FieldName): name is 'secret' | 'phonePassword' =>
  name === 'secret' || name === 'phonePassword';

const kindOf = (name: FieldName): Field['kind'] => (isSecret(name) ? 'text' : fields[name].kind);

export function isFile(name: PlainName): name is FileField {
  return kindOf(name) === 'file';
}

export function isChoice(name: FieldName): name is ChoiceName {
  return name in choices;
}

export function isList(name: FieldName): name is ListName {
  return kindOf(name) === 'list';
}

/** Only digits are meant to be typed. */
export function isDigits(name: FieldName): boolean {
  return ['number', 'prefix', 'countryCode'].includes(kindOf(name));
}

/** What is typed is short, and so is its field. */
export function isShort(name: FieldName): boolean {
  return ['number', 'charset', 'version'].includes(kindOf(name));
}

/** From where to where a number may go. */
export function rangeOf(name: FieldName): { readonly from: number; readonly to: number } {
  const field: Field | undefined = isSecret(name) ? undefined : fields[name];
  return field?.kind === 'number' ? field : { from: 0, to: 100 };
}

/** What stands below a field, where there is something to say. */
export function hintOf(name: FieldName): HintKey | undefined {
  const key = `settings.${name}.hint`;
  return isMessageKey(key) ? (key as HintKey) : undefined;
}

/** What an empty field shows as an example. */
export function exampleOf(name: FieldName): ExampleKey | undefined {
  const key = `settings.${name}.example`;
  return isMessageKey(key) ? (key as ExampleKey) : undefined;
}

type ExampleKey = Extract<MessageKey, `settings.${FieldName}.example`>;
