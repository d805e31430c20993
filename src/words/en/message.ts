import { isolated } from '../../cti/text.ts';

/** A text with `{placeholders}`; or, where a count decides the wording, one text per plural category of the language. */
export type Message = string | PluralForms;

export type PluralForms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>;

type Placeholders<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;

/** Names that have to be given for a message; a plural always needs `count`. */
export type ParamNames<M extends Message> = M extends string
  ? Placeholders<M>
  : M extends PluralForms
    ? 'count' | Placeholders<M[keyof M & Intl.LDMLPluralRule] & string>
    : never;

export type Param = string | number;

/**
 * The text of a message with its placeholders filled in. A placeholder that is not given stays as it is: visible in a test, harmless to a
 * person. What is filled in is never looked at again, so a caller named `{number}` stays one; nor does it turn the text around it.
 */
export function fill(
  message: Message,
  params: Readonly<Record<string, Param>>,
  plural: Intl.PluralRules,
  number: Intl.NumberFormat,
): string {
  const text = typeof message === 'string' ? message : formFor(message, params.count, plural);
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const value = params[name];
    if (value === undefined) return placeholder;
    return typeof value === 'number' ? number.format(value) : isolated(value);
  });
}

function formFor(forms: PluralForms, count: Param | undefined, plural: Intl.PluralRules): string {
  return forms[plural.select(Number(count ?? 0))] ?? forms.other;
}
