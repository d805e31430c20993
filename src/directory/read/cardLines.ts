/** One property of a card: `item1.TEL;TYPE=cell:+49 170 ...`. */
export interface CardProperty {
  /** In capitals, without its group. */
  readonly name: string;
  readonly params: readonly { readonly name: string; readonly value: string }[];
  readonly value: string;
  /** Of the file, from 1. */
  readonly line: number;
}

/** More in one property is a photograph, or nothing that a contact has. */
const maxValue = 8_192;

/**
 * The properties of a file of cards, one after the other, with the lines that belong together joined: folded ones (RFC 6350, 3.2) and
 * those that quoted-printable has broken (vCard 2.1). Never throws.
 */
export function* cardProperties(text: string): Generator<CardProperty> {
  let logical = '';
  let from = 0;
  let line = 0;
  for (const physical of linesOf(text)) {
    line += 1;
    const isBroken = logical.endsWith('=') && /^[^:]*QUOTED-PRINTABLE[^:]*:/iu.test(logical);
    const isFolded = !isBroken && /^[ \t]/u.test(physical) && logical !== '';
    if (isFolded || isBroken) {
      const more = isBroken ? physical : physical.slice(1);
      logical = (isBroken ? logical.slice(0, -1) : logical) + (logical.length > maxValue ? '' : more);
      continue;
    }
    const property = propertyOf(logical, from);
    if (property !== undefined) yield property;
    [logical, from] = [physical.length > maxValue ? physical.slice(0, maxValue) : physical, line];
  }
  const last = propertyOf(logical, from);
  if (last !== undefined) yield last;
}

function* linesOf(text: string): Generator<string> {
  let from = 0;
  while (from < text.length) {
    const end = text.indexOf('\n', from);
    const to = end < 0 ? text.length : end;
    yield text.slice(from, text[to - 1] === '\r' ? to - 1 : to);
    from = to + 1;
  }
}

function propertyOf(logical: string, line: number): CardProperty | undefined {
  const colon = colonOf(logical);
  if (colon < 0) return undefined;
  const [head, ...rest] = logical.slice(0, colon).match(/(?:"[^"]*"|[^";]|")+/gu) ?? [''];
  const name = head
    .slice(head.lastIndexOf('.') + 1)
    .trim()
    .toUpperCase();
  if (!/^[A-Z0-9-]+$/u.test(name)) return undefined;
  const params = rest.flatMap((param) => {
    const [key, value] = splitOnce(param, '=');
    // vCard 2.1 writes `TEL;CELL;VOICE`.
    if (value === undefined) return [{ name: 'TYPE', value: key.trim() }];
    const values = value.replaceAll('"', '').split(',');
    return values.map((one) => ({ name: key.trim().toUpperCase(), value: one.trim() }));
  });
  return { name, params, value: logical.slice(colon + 1), line };
}

/** The first colon outside quotes. */
function colonOf(text: string): number {
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '"') isQuoted = !isQuoted;
    if (text[at] === ':' && !isQuoted) return at;
  }
  return isQuoted ? text.indexOf(':') : -1;
}

function splitOnce(text: string, sign: string): readonly [string, string?] {
  const at = text.indexOf(sign);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
