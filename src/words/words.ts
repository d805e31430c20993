import type { Catalogue } from './en/catalogue.ts';
import { de } from './de/index.ts';
import { en } from './en/index.ts';
import { type Message, type Param, type ParamNames, fill } from './en/message.ts';

type English = typeof en;

export type MessageKey = keyof English;

type Args<Key extends MessageKey> = [ParamNames<English[Key]>] extends [never]
  ? []
  : [params: Readonly<Record<ParamNames<English[Key]>, Param>>];

export function isMessageKey(key: string): key is MessageKey {
  return Object.hasOwn(en, key);
}

export interface Words {
  /** The language of the texts, e.g. `en`. */
  readonly language: string;
  /** The locale that was asked for: times and numbers are written as people there do, whatever the language of the texts. */
  readonly locale: string;
  readonly t: <Key extends MessageKey>(key: Key, ...args: Args<Key>) => string;
}

export type Translate = Words['t'];

const catalogues: Readonly<Record<string, Catalogue>> = { en, de };

/**
 * The texts for a locale (BCP 47, e.g. `de-AT`); English where there is no catalogue of its language.
 * A locale that Intl does not understand counts as `en`.
 */
export function words(locale: string): Words {
  const asked = understood(locale);
  const own = new Intl.Locale(asked).language;
  const language = own in catalogues ? own : 'en';
  const catalogue: Readonly<Record<string, Message>> = catalogues[language] ?? en;
  const plural = new Intl.PluralRules(language);
  const number = new Intl.NumberFormat(asked);
  return {
    language,
    locale: asked,
    t: (key, ...args) => fill(catalogue[key] ?? en[key], args[0] ?? {}, plural, number),
  };
}

function understood(locale: string): string {
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? 'en';
  } catch {
    return 'en';
  }
}
