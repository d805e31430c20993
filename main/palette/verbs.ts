import { words, type Words } from '../../src/words/words.ts';
import { fold } from '../../src/directory/fold.ts';

/** What the line can be asked for in words; each has its own in the catalogue, several apart by commas. */
export const verbs = [
  'call',
  'consult',
  'transfer',
  'back',
  'hold',
  'resume',
  'swap',
  'park',
  'mute',
  'unmute',
  'end',
  'answer',
  'ready',
  'notReady',
  'login',
  'logout',
] as const;
export type Verb = (typeof verbs)[number];

/** They want to know whom. */
export const verbsWithWhom = ['call', 'consult', 'transfer'] as const satisfies readonly Verb[];
export type VerbWithWhom = (typeof verbsWithWhom)[number];

export function isWithWhom(verb: Verb): verb is VerbWithWhom {
  return verbsWithWhom.some((one) => one === verb);
}

interface Phrase {
  /** Folded, word by word. */
  readonly words: readonly string[];
  readonly verb: Verb;
}

/** The words of all verbs, the longest first. */
export type Vocabulary = readonly Phrase[];

export interface ReadVerb {
  readonly verb: Verb;
  /** What is left of the text: whom, which queue, which reason. */
  readonly rest: string;
}

/** The agent's own language and English: who came from another product types *hold* in any language. */
export function vocabularyOf(own: Pick<Words, 't'>): Vocabulary {
  const phrases = [own, words('en')].flatMap(({ t }) =>
    verbs.flatMap((verb) =>
      t(`palette.words.${verb}`)
        .split(',')
        .map((phrase) => ({ words: wordsIn(phrase), verb })),
    ),
  );
  return phrases.sort((a, b) => b.words.length - a.words.length);
}

/** Shorter ones are initials. */
const minBehindLetters = 3;

/** The verb that a text begins with, or, as in *kim anrufen*, ends with. */
export function readVerb(text: string, vocabulary: Vocabulary): ReadVerb | undefined {
  const parts = partsOf(text);
  const folded = parts.map(fold);
  const before = vocabulary.find(({ words: phrase }) => startsWith(folded, phrase));
  if (before !== undefined) return { verb: before.verb, rest: parts.slice(before.words.length).join(' ') };
  const behind = vocabulary.find(
    ({ words: phrase, verb }) =>
      isWithWhom(verb) &&
      phrase.length < parts.length &&
      phrase.join('').length >= minBehindLetters &&
      startsWith(folded.slice(-phrase.length), phrase),
  );
  if (behind === undefined) return undefined;
  return { verb: behind.verb, rest: parts.slice(0, -behind.words.length).join(' ') };
}

/** Verbs one of whose words goes on as the text does. */
export function verbsBegunBy(text: string, vocabulary: Vocabulary): readonly Verb[] {
  const typed = partsOf(text).map(fold).join(' ');
  if (typed === '') return [];
  const begun = vocabulary.filter(({ words: phrase }) => {
    const whole = phrase.join(' ');
    return whole !== typed && whole.startsWith(typed);
  });
  return verbs.filter((verb) => begun.some((phrase) => phrase.verb === verb));
}

function startsWith(parts: readonly string[], phrase: readonly string[]): boolean {
  return phrase.length > 0 && phrase.every((word, index) => parts[index] === word);
}

function wordsIn(phrase: string): readonly string[] {
  return partsOf(phrase).map(fold);
}

/** `t!102` is *t!* and *102*. */
function partsOf(text: string): readonly string[] {
  return text
    .replace(/(^\s*\p{L}+!)(?=\S)/u, '$1 ')
    .split(/\s+/)
    .filter((part) => part !== '');
}
