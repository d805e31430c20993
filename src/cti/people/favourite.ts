import { isDialable } from '../number/number.ts';

/** A number that the agent calls often, by a press or by its speed-dial key. */
export interface Favourite {
  /** `isDialable` */
  readonly number: string;
  /** Empty: whatever name is known for the number. */
  readonly name: string;
}

/** More than a person finds anything among. */
export const maxFavourites = 200;

/** Of a favourite as a text: a name of some length, a number, and what stands around them. */
export const maxFavouriteLength = 160;

const maxNameLength = 80;

/** Those with a key of their own: Alt+1 to Alt+9. */
export const speedDials = 9;

/**
 * Reads one as settings and policies have it, and as telephones write a caller: `Anna Kovac <102>`, or the number alone, which may be
 * written with blanks and hyphens.
 */
export function readFavourite(text: string): Favourite | undefined {
  const [, name = '', inAngles, alone = ''] = /^\s*(?:([^<>]*)<([^<>]*)>|([^<>]*))\s*$/u.exec(text) ?? [];
  const number = (inAngles ?? alone).replaceAll(/[\s()./-]/gu, '');
  return isDialable(number) ? { number, name: plainName(name) } : undefined;
}

export function writeFavourite({ number, name }: Favourite): string {
  const plain = plainName(name);
  return plain === '' ? number : `${plain} <${number}>`;
}

/** Names come from callers, too: on one line, without what the text has for itself. */
function plainName(name: string): string {
  const plain = name
    .replaceAll(/[\p{Cc}<>]/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim();
  return Array.from(plain).slice(0, maxNameLength).join('').trim();
}
