import { isDialable, kindOf } from './number.ts';

/** What a site's dial plan wants in front of a number. All texts are digits; an empty one changes nothing. */
export interface DialRules {
  /** Takes a call out of the PBX: `0`, `9`. */
  readonly outsidePrefix: string;
  /** What stands for the `+` of a number abroad: `00`, `011`. Empty: the PBX takes the `+`, and then no outside line is asked for. */
  readonly internationalPrefix: string;
  /** In front of an area code within the country: `0` in most of Europe, `1` in North America, nothing in Italy or Spain. */
  readonly nationalPrefix: string;
  /** Numbers of this country are dialled as national ones: `49`. */
  readonly countryCode: string;
  /** Put in front of a number without one: `30`. */
  readonly areaCode: string;
  /** Numbers with no more digits are extensions, short numbers and emergency calls, and stay as they are. */
  readonly internalDigitsMax: number;
}

/** Every number is dialled as it is. */
export const noDialRules: DialRules = {
  outsidePrefix: '',
  internationalPrefix: '',
  nationalPrefix: '0',
  countryCode: '',
  areaCode: '',
  internalDigitsMax: 5,
};

/** The rules alone, out of what has more. */
export function dialRulesOf(from: DialRules): DialRules {
  const { outsidePrefix, internationalPrefix, nationalPrefix, countryCode, areaCode } = from;
  const { internalDigitsMax } = from;
  return { outsidePrefix, internationalPrefix, nationalPrefix, countryCode, areaCode, internalDigitsMax };
}

/** Never altered, however short an extension is: a wrong digit in front could cost a life. */
const emergencyNumbers: readonly string[] = ['000', '110', '111', '112', '911', '995', '999'];

/** Harmonised European numbers of social value (116 117, ...): the same everywhere, never with an area code. */
const harmonised = /^116[0-9]{3}$/;

/** A number without what a dial plan puts in front. */
type Plain =
  /** Not for the rules: a feature code, an extension, an emergency number. */
  | { readonly kind: 'internal' }
  | { readonly kind: 'international' | 'national' | 'local'; readonly digits: string };

/** @returns what is sent to the PBX for a number as a person writes it; the number itself where no rule is about it */
export function dialledNumber(number: string, rules: DialRules): string {
  if (!hasRules(rules) || !isDialable(number)) return number;
  return written(plainOf(number, rules), rules) ?? number;
}

/**
 * Undoes `dialledNumber` for a number that was sent to the PBX: as people write it, with the `+` where the country is known. Whatever
 * is dialled by it is dialled as before.
 */
export function undialledNumber(dialled: string, rules: DialRules): string {
  if (!hasRules(rules) || !isDialable(dialled)) return dialled;
  if (isInternal(dialled, rules)) return dialled;
  const rest = after(rules.outsidePrefix, dialled);
  const plain = rest === undefined ? read(dialled, rules) : readOutside(rest, rules);
  const number = named(plain, rules) ?? dialled;
  return dialledNumber(number, rules) === dialled ? number : dialled;
}

function hasRules({ outsidePrefix, internationalPrefix, countryCode, areaCode }: DialRules): boolean {
  return `${outsidePrefix}${internationalPrefix}${countryCode}${areaCode}` !== '';
}

/** A number that is dialled as it is: a feature code, an extension, an emergency number. */
export function isInternal(number: string, { internalDigitsMax }: DialRules): boolean {
  if (kindOf(number) === 'code' || emergencyNumbers.includes(number)) return true;
  return !number.startsWith('+') && number.length <= internalDigitsMax;
}

/** A person may have typed the outside line's prefix, as the telephone wants it: then it is not put in front again. */
function plainOf(number: string, rules: DialRules): Plain {
  const plain = read(number, rules);
  const rest = after(rules.outsidePrefix, number);
  if (plain.kind !== 'local' || rest === undefined) return completed(plain, rules);
  const inner = readOutside(rest, rules);
  return inner.kind === 'international' || isWrittenNational(inner, rest, rules)
    ? inner
    : completed(plain, rules);
}

function isWrittenNational(plain: Plain, number: string, { nationalPrefix }: DialRules): boolean {
  return plain.kind === 'national' && nationalPrefix !== '' && number !== plain.digits;
}

function completed(plain: Plain, { areaCode, nationalPrefix }: DialRules): Plain {
  if (plain.kind !== 'local' || areaCode === '') return plain;
  const { digits } = plain;
  const needsArea = /^[1-9]/.test(digits) && !harmonised.test(digits);
  const whole = areaCode + digits;
  return needsArea && isNational(whole, nationalPrefix) ? { kind: 'national', digits: whole } : plain;
}

/** Behind an outside line there are no extensions. */
function readOutside(rest: string, rules: DialRules): Plain {
  return read(rest, { ...rules, internalDigitsMax: 0 });
}

function read(number: string, rules: DialRules): Plain {
  if (isInternal(number, rules)) return { kind: 'internal' };
  const { internationalPrefix, nationalPrefix } = rules;
  if (number.startsWith('+')) return abroad(number.slice(1), rules);
  const beyond = after(internationalPrefix, number);
  // No country code begins with 0 (ITU-T E.164).
  if (beyond !== undefined && /^[1-9]/.test(beyond)) return abroad(beyond, rules);
  const national = inCountry(number, nationalPrefix);
  return national === undefined ? { kind: 'local', digits: number } : { kind: 'national', digits: national };
}

function abroad(digits: string, { countryCode, nationalPrefix }: DialRules): Plain {
  const own = after(countryCode, digits);
  return own !== undefined && isNational(own, nationalPrefix)
    ? { kind: 'national', digits: own }
    : { kind: 'international', digits };
}

/** The number with its area code, where it is one; in North America the prefix may be left out. */
function inCountry(number: string, nationalPrefix: string): string | undefined {
  const digits = after(nationalPrefix, number);
  if (digits !== undefined && isNational(digits, nationalPrefix)) return digits;
  const needsPrefix = nationalPrefix !== '' && nationalPrefix !== '1';
  return !needsPrefix && isNational(number, nationalPrefix) ? number : undefined;
}

/**
 * North America: ten digits, area and exchange begin with 2 to 9 (NANP). Elsewhere a zero more than the country has says that it is
 * something else, such as a number abroad.
 */
function isNational(digits: string, nationalPrefix: string): boolean {
  if (nationalPrefix === '1') return /^[2-9][0-9]{2}[2-9][0-9]{6}$/.test(digits);
  return !digits.startsWith(nationalPrefix === '' ? '00' : '0');
}

/** What follows a prefix that there is; undefined where there is none, or nothing after it. */
function after(prefix: string, number: string): string | undefined {
  return prefix !== '' && number.startsWith(prefix) && number.length > prefix.length
    ? number.slice(prefix.length)
    : undefined;
}

/** As the dial plan wants it; undefined where the number stays as it is. */
function written(plain: Plain, rules: DialRules): string | undefined {
  const { outsidePrefix, internationalPrefix, nationalPrefix, countryCode } = rules;
  switch (plain.kind) {
    case 'internal':
      return undefined;
    case 'international':
      return internationalPrefix === ''
        ? `+${plain.digits}`
        : outsidePrefix + internationalPrefix + plain.digits;
    case 'national': {
      const national = outsidePrefix + nationalPrefix + plain.digits;
      // So short that it would be somebody's extension, or call an ambulance.
      if (!isInternal(national, rules) || countryCode === '') return national;
      return internationalPrefix === ''
        ? `+${countryCode}${plain.digits}`
        : outsidePrefix + internationalPrefix + countryCode + plain.digits;
    }
    case 'local':
      return outsidePrefix + plain.digits;
  }
}

/** As people write it; undefined where the number stays as it is. */
function named(plain: Plain, { nationalPrefix, countryCode }: DialRules): string | undefined {
  switch (plain.kind) {
    case 'internal':
      return undefined;
    case 'international':
      return `+${plain.digits}`;
    case 'national':
      return countryCode === '' ? nationalPrefix + plain.digits : `+${countryCode}${plain.digits}`;
    case 'local':
      return plain.digits;
  }
}

/** @returns the number in full, `+` and country code in front (ITU-T E.164); empty where the rules do not say which country it is of */
export function e164Number(number: string, rules: DialRules): string {
  if (!isDialable(number)) return '';
  const plain = read(number, rules);
  const { countryCode } = rules;
  if (plain.kind === 'international') return whole(plain.digits);
  return plain.kind === 'national' && countryCode !== '' ? whole(countryCode + plain.digits) : '';
}

/** At most fifteen digits, the first of which is never 0. */
function whole(digits: string): string {
  return /^[1-9][0-9]{1,14}$/.test(digits) ? `+${digits}` : '';
}
