import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js';
import { locale } from './words.ts';

/**
 * A number as people write it. Only international numbers (`+...`) can be told apart without knowing the PBX's dial plan; every other
 * one stays as the PBX gave it.
 */
export function formatNumber(number: string): string {
  if (!number.startsWith('+')) return number;
  const parsed = parsePhoneNumberFromString(number);
  return parsed?.isPossible() === true ? parsed.formatInternational() : number;
}

/** The country that an international number belongs to, in the person's language; undefined where it is not (yet) clear. */
export function countryOf(number: string): string | undefined {
  if (!number.startsWith('+') || number.length < 4) return undefined;
  const country = parsePhoneNumberFromString(number)?.country;
  return country === undefined ? undefined : nameOf(country);
}

const regions = new Intl.DisplayNames([locale], { type: 'region', fallback: 'none' });

function nameOf(country: CountryCode): string | undefined {
  return regions.of(country);
}
