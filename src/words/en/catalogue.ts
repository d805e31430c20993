import type { en } from './index.ts';
import type { PluralForms } from './message.ts';

/** What a further language brings for a part of the English catalogue: every key, a plural where English has one. */
export type Part<English> = {
  readonly [Key in keyof English]: English[Key] extends string ? string : PluralForms;
};

export type Catalogue = Part<typeof en>;
