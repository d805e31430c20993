import { type DialRules, e164Number } from '../cti/number/dialRules.ts';
import { isDialable } from '../cti/number/number.ts';

/** Fewer digits than these do not say who it is: they are compared whole. */
const tailLength = 7;

/** The last digits of a number: numbers that may be the same have the same. Empty: there is nothing to compare. */
export function tailOf(number: string): string {
  return /^\+?[0-9]+$/u.test(number) ? number.slice(-tailLength).replace('+', '') : '';
}

/**
 * Which of some numbers are the same as the one of a call. Written in full (E.164, by the dial rules) numbers are compared whole; if none
 * is the same, those count that have the longest tail in common, of seven digits at least. Two numbers that are known in full and differ
 * are never the same, nor are two that differ in more than what a dial plan puts in front.
 * @returns those of them, in their order
 */
export function sameNumbers<Candidate extends { readonly number: string }>(
  number: string,
  candidates: readonly Candidate[],
  rules: DialRules,
): readonly Candidate[] {
  if (tailOf(number) === '') return [];
  const readings = readingsOf(number, rules);
  const whole = candidates.filter(
    (candidate) => candidate.number === number || readings.has(e164Number(candidate.number, rules)),
  );
  if (whole.length > 0) return whole;
  const tails = candidates.map((candidate) => commonTail(number, candidate.number, rules, readings.size > 0));
  const longest = Math.max(...tails, tailLength);
  return candidates.filter((_candidate, at) => tails[at] === longest);
}

/** What a number may be in full; the PBX may have put the way to an outside line in front of a caller's. */
function readingsOf(number: string, rules: DialRules): ReadonlySet<string> {
  const { outsidePrefix } = rules;
  const numbers = [number];
  if (outsidePrefix !== '' && number.startsWith(outsidePrefix))
    numbers.push(number.slice(outsidePrefix.length));
  return new Set(numbers.map((one) => e164Number(one, rules)).filter((e164) => e164 !== ''));
}

/** How many digits two numbers have in common at their ends; 0: they are not the same. */
function commonTail(one: string, other: string, rules: DialRules, isKnown: boolean): number {
  if (!isDialable(other) || tailOf(other) === '') return 0;
  if (isKnown && e164Number(other, rules) !== '') return 0;
  const [a, b] = [one.replace('+', ''), other.replace('+', '')];
  let length = 0;
  while (length < Math.min(a.length, b.length) && a.at(-1 - length) === b.at(-1 - length)) length += 1;
  const isPrefix = (rest: string): boolean =>
    /^0*$/u.test(rest) ||
    (rest.startsWith(rules.outsidePrefix) && /^0*$/u.test(rest.slice(rules.outsidePrefix.length)));
  const heads = [a.slice(0, -length || undefined), b.slice(0, -length || undefined)];
  return length >= tailLength && heads.some(isPrefix) ? length : 0;
}
