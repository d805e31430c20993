import type { CallFacts } from './facts.ts';
import { hasPlaceholder, type Piece, type PlaceholderFault, readPlaceholders } from './placeholders.ts';

/** Why a text is no template of an address. Stable codes; their words are in the catalogue. */
export type AddressFaultCode =
  | PlaceholderFault['code']
  | 'tooLong'
  /** White space, or characters that are not visible. */
  | 'badCharacter'
  | 'notAnAddress'
  | 'schemeNotAllowed'
  /** User or password in the address. */
  | 'credentials'
  /** What the caller is called must not decide where the page comes from. */
  | 'placeholderInHost'
  /** `/.{name}/`: a value could make a step up of it. */
  | 'dotsAtPlaceholder';

export interface AddressFault {
  readonly code: AddressFaultCode;
  /** Offset in the template, in UTF-16 units. */
  readonly at: number;
  readonly length: number;
}

/** An address with places for the facts of a call, read by `readAddress`. */
export interface AddressTemplate {
  /** Scheme, host and port, as they are written. */
  readonly origin: string;
  /** The steps of the path, each after its slash; the last one has the query and the fragment. */
  readonly steps: readonly Step[];
  readonly rest: readonly Piece[];
}

interface Step {
  readonly slash: string;
  readonly pieces: readonly Piece[];
}

export type AddressReading =
  | { readonly ok: true; readonly template: AddressTemplate }
  | { readonly ok: false; readonly fault: AddressFault };

export interface AddressRules {
  /** Schemes that may be opened, in lower case and without the colon. */
  readonly schemes: readonly string[];
  readonly isKnown: (name: string) => boolean;
}

const longest = 2000;
const unseen = /[\s\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Surrogate}]/u;

/** Reads the template of an address: a value can stand in its path, its query and its fragment, nowhere else. */
export function readAddress(text: string, { schemes, isKnown }: AddressRules): AddressReading {
  const refused = (code: AddressFaultCode, at: number, length = 1): AddressReading => ({
    ok: false,
    fault: { code, at, length },
  });
  if (text.length > longest) return refused('tooLong', longest, text.length - longest);
  const bad = unseen.exec(text);
  if (bad !== null) return refused('badCharacter', bad.index, bad[0].length);
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text);
  const name = scheme?.[1];
  if (scheme === null || name === undefined) return refused('notAnAddress', 0, text.length);
  if (!schemes.includes(name.toLowerCase())) return refused('schemeNotAllowed', 0, name.length);

  const from = scheme[0].length;
  const host = /^[^/\\?#]*/.exec(text.slice(from))?.[0] ?? '';
  const to = from + host.length;
  const brace = host.search(/[{}]/);
  if (brace >= 0) return refused('placeholderInHost', from + brace, host.length - brace);
  if (host.includes('@')) return refused('credentials', from, host.indexOf('@') + 1);
  if (host === '' || !URL.canParse(text.slice(0, to))) return refused('notAnAddress', from, host.length);

  const read = readPlaceholders(text, isKnown);
  if (!read.ok) return { ok: false, fault: read.fault };
  const template = divided(text, to, read.pieces);
  const dots = template.steps.find(isDotsBesideValue);
  if (dots !== undefined) return refused('dotsAtPlaceholder', dots.pieces[0]?.at ?? to);
  return { ok: true, template };
}

/** @returns the address with the facts in it; every value is percent-encoded, and an unknown one is empty */
export function filledAddress({ origin, steps, rest }: AddressTemplate, facts: CallFacts): string {
  const fill = (pieces: readonly Piece[]): string =>
    pieces.map((piece) => ('text' in piece ? piece.text : encoded(facts[piece.name] ?? ''))).join('');
  const path = steps.map(({ slash, pieces }) => {
    const step = fill(pieces);
    // A browser goes a step up by it, however the dots are written (WHATWG URL, "double-dot URL path segment").
    return slash + (hasValue(pieces) && isDots(step) ? '' : step);
  });
  return new URL(origin + path.join('') + fill(rest)).href;
}

/** Whether one of these facts is put in. */
export function addressHas({ steps, rest }: AddressTemplate, names: readonly string[]): boolean {
  return [...steps.map(({ pieces }) => pieces), rest].some((pieces) => hasPlaceholder(pieces, names));
}

/** `encodeURIComponent` leaves those alone that RFC 3986 reserves as well. */
function encoded(value: string): string {
  return encodeURIComponent(value).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** @param to where the host ends */
function divided(text: string, to: number, pieces: readonly Piece[]): AddressTemplate {
  const end = to + (/^[^?#]*/.exec(text.slice(to))?.[0].length ?? 0);
  const steps: { slash: string; pieces: Piece[] }[] = [];
  const rest: Piece[] = [];
  for (const piece of pieces) {
    if ('name' in piece) {
      if (piece.at >= end) rest.push(piece);
      else steps.at(-1)?.pieces.push(piece);
      continue;
    }
    const until = piece.at + piece.text.length;
    const inPath = text.slice(Math.max(piece.at, to), Math.max(to, Math.min(until, end)));
    let at = Math.max(piece.at, to);
    for (const [step, slash = ''] of inPath.matchAll(/([/\\])?[^/\\]*/g)) {
      if (step === '') continue;
      if (slash !== '') steps.push({ slash, pieces: [] });
      const tail = step.slice(slash.length);
      if (tail !== '') steps.at(-1)?.pieces.push({ text: tail, at: at + slash.length });
      at += step.length;
    }
    if (until > end)
      rest.push({ text: text.slice(Math.max(piece.at, end), until), at: Math.max(piece.at, end) });
  }
  return { origin: text.slice(0, to), steps, rest };
}

function isDotsBesideValue({ pieces }: Step): boolean {
  const text = pieces.map((piece) => ('text' in piece ? piece.text : '')).join('');
  return hasValue(pieces) && isDots(text);
}

function hasValue(pieces: readonly Piece[]): boolean {
  return pieces.some((piece) => 'name' in piece);
}

function isDots(step: string): boolean {
  return /^(?:\.|%2e)+$/i.test(step);
}
