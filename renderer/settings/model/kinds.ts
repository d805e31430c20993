import type { FileField } from '../../../src/ipc/settings.ts';
import { isMessageKey, type MessageKey } from '../../../src/words/words.ts';
import { ranges } from './check.ts';
import { type ChoiceName, choices } from './choices.ts';
import { type FieldName, type FormValues, type ListName, listNames, type NumberName } from './values.ts';

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

const files: readonly string[] = [
  'tlsCaFile',
  'filePath',
  'messagingCertFile',
  'messagingKeyFile',
] satisfies readonly FileField[];

export function isFile(name: PlainName): name is FileField {
  return files.includes(name);
}

export function isChoice(name: FieldName): name is ChoiceName {
  return name in choices;
}

export function isList(name: FieldName): name is ListName {
  return (listNames as readonly FieldName[]).includes(name);
}

function isNumber(name: FieldName): name is NumberName {
  return name in ranges;
}

const digits: readonly FieldName[] = [
  'outsidePrefix',
  'internationalPrefix',
  'nationalPrefix',
  'countryCode',
  'areaCode',
];

/** Only digits are meant to be typed. */
export function isDigits(name: FieldName): boolean {
  return isNumber(name) || digits.includes(name);
}

/** What is typed is short, and so is its field. */
export function isShort(name: FieldName): boolean {
  return isNumber(name) || name === 'charset' || name === 'updateVersion';
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
