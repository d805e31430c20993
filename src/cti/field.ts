/** What one part of a command may hold. The checks are plain functions, so that a page and a PBX need no library for them. */
export interface Field<Value> {
  readonly is: (value: unknown) => boolean;
  /** Only for the type: never set. */
  readonly holds?: Value;
}

/** A part that may be left out; `undefined` is not left out. */
export interface OptionalField<Value> extends Field<Value> {
  readonly optional: true;
}

export type Fields = Readonly<Record<string, Field<unknown>>>;

type Held<F> = F extends Field<infer Value> ? Value : never;
type OptionalNames<F extends Fields> = {
  [Name in keyof F]: F[Name] extends OptionalField<unknown> ? Name : never;
}[keyof F];

/** The object that the fields describe. */
export type ValuesOf<F extends Fields> = {
  readonly [Name in Exclude<keyof F, OptionalNames<F>>]: Held<F[Name]>;
} & { readonly [Name in OptionalNames<F>]?: Held<F[Name]> };

export function text(isRight: (text: string) => boolean): Field<string> {
  return { is: (value) => typeof value === 'string' && isRight(value) };
}

/** @param shape anchored at both ends */
export function textLike(shape: RegExp, lengthMax: number): Field<string> {
  return text((value) => value.length <= lengthMax && shape.test(value));
}

export function oneOf<const Choice extends string>(...choices: readonly Choice[]): Field<Choice> {
  return { is: (value) => choices.some((choice) => choice === value) };
}

export const flag: Field<boolean> = { is: (value) => typeof value === 'boolean' };

export function optional<Value>({ is }: Field<Value>): OptionalField<Value> {
  return { is, optional: true };
}

/** A field that keeps an object from being what it should be. */
export interface WrongField {
  readonly field: string;
  readonly why: 'missing' | 'unknown' | 'wrong';
}

/** @returns the first field that is not as it should be; `undefined`: all are */
export function wrongField(
  object: Readonly<Record<string, unknown>>,
  fields: Fields,
): WrongField | undefined {
  const unknown = Object.keys(object).find((name) => !Object.hasOwn(fields, name));
  if (unknown !== undefined) return { field: unknown, why: 'unknown' };
  for (const [name, field] of Object.entries(fields)) {
    if (Object.hasOwn(object, name)) {
      if (!field.is(object[name])) return { field: name, why: 'wrong' };
    } else if (!('optional' in field)) return { field: name, why: 'missing' };
  }
  return undefined;
}
