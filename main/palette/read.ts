import { isOne, type NoNumberCode } from '../../src/cti/number/number.ts';
import { readNumber } from '../../src/cti/number/read.ts';
import { type Deed, isPossible, keyOf, type Whom } from './deed.ts';
import { fold } from '../../src/directory/fold.ts';
import { type FoundPerson, findPeople, type Person } from './people.ts';
import { deedAlone, type DeedFacts, deedOfQueue, deedOfState, deedWith } from './possible.ts';
import {
  isWithWhom,
  readVerb,
  type Verb,
  verbs,
  verbsBegunBy,
  type VerbWithWhom,
  type Vocabulary,
} from './verbs.ts';

export interface PaletteFacts extends DeedFacts {
  readonly people: readonly Person[];
  /** The agent's own reasons to be not ready. */
  readonly reasons: readonly string[];
  readonly vocabulary: Vocabulary;
}

/** Why Enter does nothing yet. */
export type PaletteWhy =
  /** Nothing is typed. */
  | 'empty'
  /** It is no known name, no number and no command. */
  | 'nobody'
  /** More than one may be meant: the agent chooses. */
  | 'which'
  /** The command wants to know whom. */
  | 'whom'
  /** It cannot be done now; the deed says why. */
  | 'denied'
  | Exclude<NoNumberCode, 'empty' | 'severalNumbers'>;

export interface Reading {
  /** What can be done with the text, the likeliest first. */
  readonly deeds: readonly Deed[];
  /** The first of them is meant without a doubt: Enter does it. */
  readonly isSure: boolean;
  readonly why?: PaletteWhy | undefined;
}

export const maxDeeds = 8;
/** The longest text that is looked at. */
const maxPaletteText = 200;

/** One way to understand the text. */
interface Part {
  readonly deeds: readonly Deed[];
  /** The text is the whole of the first deed, not the beginning of it. */
  readonly isWhole: boolean;
  readonly why?: PaletteWhy | undefined;
}

const nothing: Part = { deeds: [], isWhole: false };

/** What one line of text means. Total: any text gives deeds or a reason. Between two people it never chooses. */
export function readPalette(text: string, facts: PaletteFacts): Reading {
  const typed = text.trim();
  if (typed === '') return { deeds: possibleNow(facts), isSure: false, why: 'empty' };
  if (typed.length > maxPaletteText) return { deeds: [], isSure: false, why: 'tooLong' };
  const verb = readVerb(typed, facts.vocabulary);
  const reasons = ofReasons(typed, facts);
  const called = ofWhom('call', typed, facts);
  const parts = [
    ...(verb === undefined ? [] : [ofVerb(verb.verb, verb.rest, facts)]),
    ...(reasons.isWhole ? [reasons, called] : [called, reasons]),
    begun(typed, facts),
  ];
  const all = unique(parts.flatMap((part) => part.deeds));
  // What can be done comes first.
  const deeds = [...all.filter(isPossible), ...all.filter((deed) => !isPossible(deed))].slice(0, maxDeeds);
  const first = parts.find((part) => part.deeds.length > 0 || part.why !== undefined);
  const why = first === undefined ? 'nobody' : whyNot(first, deeds, verb !== undefined);
  return { deeds, isSure: why === undefined, why };
}

/** Why the first deed is not done without another look. What cannot be done is no leave to do something else. */
function whyNot(first: Part, deeds: readonly Deed[], isCommand: boolean): PaletteWhy | undefined {
  const [meant] = first.deeds;
  if (meant === undefined) return first.why ?? 'nobody';
  if (!isPossible(meant)) return 'denied';
  if (first.isWhole) return undefined;
  // What was only begun is meant where it is the only match, and ends no call.
  const isAlone = isCommand ? first.deeds.length === 1 : deeds.filter(isPossible).length === 1;
  return isAlone && meant.verb !== 'end' ? undefined : 'which';
}

function unique(deeds: readonly Deed[]): readonly Deed[] {
  return [...new Map(deeds.map((deed) => [keyOf(deed), deed])).values()];
}

function possibleNow(facts: PaletteFacts): readonly Deed[] {
  const alone = verbs.flatMap((verb) => deedAlone(verb, facts) ?? []);
  return unique(alone.filter(isPossible)).slice(0, maxDeeds);
}

function ofVerb(verb: Verb, rest: string, facts: PaletteFacts): Part {
  if (isWithWhom(verb)) {
    if (rest !== '') return ofWhom(verb, rest, facts);
    const alone = deedAlone(verb, facts);
    return alone === undefined ? { ...nothing, why: 'whom' } : { deeds: [alone], isWhole: true };
  }
  if (rest === '') {
    const alone = deedAlone(verb, facts);
    return alone === undefined ? nothing : { deeds: [alone], isWhole: true };
  }
  if (verb === 'login' || verb === 'logout')
    return named(
      rest,
      facts.line.queues.map(({ name }) => name),
      (queue) => deedOfQueue(verb, facts.line, queue),
    );
  if (verb === 'notReady')
    return named(rest, facts.reasons, (reason) => deedOfState('notReady', facts.line, reason));
  // More was typed than the command has: a name, perhaps.
  return nothing;
}

/** Calls, or hands over to, the party that the text means: a number, or a name. */
function ofWhom(verb: VerbWithWhom, text: string, facts: PaletteFacts): Part {
  const reading = readNumber(text, { lines: false });
  const to = (whom: Whom): Deed => deedWith(verb, whom, facts);
  if (isOne(reading)) {
    const { number, keys } = reading;
    const after = keys === undefined ? {} : { keys };
    const begins = facts.people.filter(
      (person) => person.number !== number && person.number.startsWith(number),
    );
    return {
      deeds: [to({ number, name: nameOf(number, facts), ...after }), ...begins.map(to)],
      isWhole: true,
    };
  }
  if (reading.kind === 'several') {
    const deeds = reading.numbers.map(({ number }) => to({ number, name: nameOf(number, facts) }));
    return { deeds, isWhole: false, why: 'which' };
  }
  const found = findPeople(text, facts.people);
  if (found.length > 0) return { deeds: found.map(({ person }) => to(person)), isWhole: isWhole(found) };
  // Without a digit it was meant for a name.
  const isNumber = /\d/.test(text) && reading.code !== 'empty' && reading.code !== 'severalNumbers';
  return verb === 'call' && !isNumber ? nothing : { ...nothing, why: isNumber ? reading.code : 'nobody' };
}

/** The only one who is called just that. */
function isWhole(found: readonly FoundPerson[]): boolean {
  return found.filter((one) => one.isWhole).length === 1;
}

function nameOf(number: string, { people }: PaletteFacts): string {
  return people.find((person) => person.number === number)?.name ?? '';
}

/** The agent's reasons by their names alone. */
function ofReasons(text: string, { line, reasons }: PaletteFacts): Part {
  return named(text, reasons, (reason) => deedOfState('notReady', line, reason));
}

/** Those of a list that the text is, or begins. */
function named(text: string, names: readonly string[], deedOf: (name: string) => Deed): Part {
  const typed = fold(text).trim();
  const whole = names.filter((name) => fold(name) === typed);
  const begins = names.filter((name) => fold(name).startsWith(typed) && !whole.includes(name));
  return {
    deeds: [...whole, ...begins].map(deedOf),
    isWhole: whole.length === 1,
  };
}

/** What the text may become; what cannot be done now is left out, as it was not asked for. */
function begun(text: string, facts: PaletteFacts): Part {
  const deeds = verbsBegunBy(text, facts.vocabulary).flatMap((verb) => deedAlone(verb, facts) ?? []);
  return { deeds: deeds.filter(isPossible), isWhole: false };
}
