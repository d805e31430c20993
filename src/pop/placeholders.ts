/** A piece of a template: text as it is, or a place for a fact of the call. */
export type Piece =
  { readonly text: string; readonly at: number } | { readonly name: string; readonly at: number };

export interface PlaceholderFault {
  readonly code: 'strayBrace' | 'unknownPlaceholder';
  /** Offset in the template, in UTF-16 units. */
  readonly at: number;
  readonly length: number;
}

export type Pieces =
  | { readonly ok: true; readonly pieces: readonly Piece[] }
  | { readonly ok: false; readonly fault: PlaceholderFault };

/** `{` and `}` stand for nothing else: in an address they would have to be percent-encoded anyway (RFC 3986, 2). */
const token = /\{([\w-]{1,64})\}|[{}]|[^{}]+/g;

/** @param isKnown whether there is a fact of that name */
export function readPlaceholders(template: string, isKnown: (name: string) => boolean): Pieces {
  const pieces: Piece[] = [];
  for (const match of template.matchAll(token)) {
    const [text, name] = match;
    const at = match.index;
    if (name === undefined) {
      if (/[{}]/.test(text)) return { ok: false, fault: strayAt(template, at) };
      pieces.push({ text, at });
    } else if (isKnown(name)) pieces.push({ name, at });
    else return { ok: false, fault: { code: 'unknownPlaceholder', at, length: text.length } };
  }
  return { ok: true, pieces };
}

/** Whether one of these facts is put in. */
export function hasPlaceholder(pieces: readonly Piece[], names: readonly string[]): boolean {
  return pieces.some((piece) => 'name' in piece && names.includes(piece.name));
}

/** `{two words}` is a placeholder that there is none of, a brace alone is a slip of the hand. */
function strayAt(template: string, at: number): PlaceholderFault {
  const named = /^\{[^{}]*\}/.exec(template.slice(at));
  return named === null
    ? { code: 'strayBrace', at, length: 1 }
    : { code: 'unknownPlaceholder', at, length: named[0].length };
}
