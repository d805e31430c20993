import type { NumberKindOfContact } from '../contact.ts';
import { cardProperties, type CardProperty } from './cardLines.ts';
import { kindNamed } from './csvColumns.ts';
import { type Draft, pieceOf, type ReadPiece } from './reading.ts';
import { decoded } from './text.ts';

/** More properties of one card are not looked at. */
const maxProperties = 500;

/** The contacts of a file of cards: vCard 2.1, 3.0 (RFC 2426) and 4.0 (RFC 6350). Never throws. */
export function* cardContacts(text: string): Generator<ReadPiece> {
  let card: { readonly line: number; readonly properties: CardProperty[] } | undefined;
  for (const property of cardProperties(text)) {
    const isMark = property.value.trim().toUpperCase() === 'VCARD';
    if (property.name === 'BEGIN' && isMark) {
      if (card !== undefined) yield { fault: { code: 'unclosedCard', line: card.line } };
      card = { line: property.line, properties: [] };
    } else if (property.name === 'END' && isMark) {
      if (card !== undefined) yield pieceOf(draftOf(card.properties), card.line);
      card = undefined;
    } else if (card !== undefined && card.properties.length < maxProperties) card.properties.push(property);
  }
  if (card !== undefined) yield { fault: { code: 'unclosedCard', line: card.line } };
}

function draftOf(properties: readonly CardProperty[]): Draft {
  const first = (name: string): CardProperty | undefined =>
    properties.find((property) => property.name === name && property.value.trim() !== '');
  const text = (name: string): string => parts(first(name)).join(', ');
  const [last = '', given = '', middle = ''] = parts(first('N'), { withEmpty: true });
  return {
    id: text('UID'),
    name: text('FN') || [given, middle, last].filter((part) => part !== '').join(' ') || text('NICKNAME'),
    organisation: text('ORG'),
    note: text('NOTE'),
    numbers: properties.filter(({ name }) => name === 'TEL').map(numberOf),
  };
}

function numberOf(property: CardProperty): { text: string; kind: NumberKindOfContact } {
  const types = property.params.filter(({ name }) => name === 'TYPE').map(({ value }) => value);
  // `pref` is said of a number beside what it is for.
  const kinds = types.filter((type) => !/^pref$/iu.test(type)).map(kindNamed);
  const kind = (['fax', 'mobile', 'main', 'work', 'home'] as const).find((one) => kinds.includes(one));
  return { text: plain(property), kind: kind ?? 'other' };
}

/** The value with the encodings of its version undone; its components stay divided by `;`. */
function plain({ params, value }: CardProperty): string {
  const param = (name: string): string => params.find((one) => one.name === name)?.value.toUpperCase() ?? '';
  const isQuoted =
    param('ENCODING') === 'QUOTED-PRINTABLE' ||
    params.some((one) => one.value.toUpperCase() === 'QUOTED-PRINTABLE');
  return isQuoted ? quotedPrintable(value, param('CHARSET') || 'utf-8') : value;
}

function parts(
  property: CardProperty | undefined,
  { withEmpty = false }: { readonly withEmpty?: boolean } = {},
): readonly string[] {
  if (property === undefined) return [];
  const components = plain(property).match(/(?:\\[\s\S]|[^;\\]|\\$)+|(?<=^|;)(?=;|$)/gu) ?? [];
  const texts = components.map((component) =>
    component
      .replace(/\\([nN])/gu, '\n')
      .replace(/\\([\s\S])/gu, '$1')
      .trim(),
  );
  return withEmpty ? texts : texts.filter((text) => text !== '');
}

/** RFC 2045, 6.7; its soft line breaks are joined already. What is no code stays as it is. */
function quotedPrintable(text: string, charset: string): string {
  return text.replace(/(?:=[0-9A-Fa-f]{2})+/gu, (codes) => {
    const bytes = codes.match(/[0-9A-Fa-f]{2}/gu) ?? [];
    return decoded(
      charset,
      Uint8Array.from(bytes, (byte) => Number.parseInt(byte, 16)),
    );
  });
}
