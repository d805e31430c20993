import type { Call } from '../../src/cti/call.ts';
import type { Translate } from '../../src/words/words.ts';

/** A caller chooses their own name: what the desktop shows of it is one line that is no longer than a menu bears. */
const maxNameLength = 60;

/** What the other party is called outside the panel: by name, else by number, else that it is withheld. */
export function partyOf({ name, number }: Pick<Call, 'name' | 'number'>, t: Translate): string {
  return oneLine(name) || oneLine(number) || t('call.withheld');
}

/** Text from outside on one line, without marks that change how the rest of the line is read. */
export function oneLine(text: string): string {
  const plain = text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').replace(/\p{Cf}/gu, '');
  const characters = Array.from(plain.trim());
  return characters.length > maxNameLength
    ? `${characters.slice(0, maxNameLength - 1).join('')}…`
    : characters.join('');
}
