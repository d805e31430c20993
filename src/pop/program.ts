import type { CallFacts } from './facts.ts';
import { type Piece, readPlaceholders } from './placeholders.ts';

/** A program with its arguments, some of which hold facts of the call. There is no shell between, so nothing has to be quoted. */
export interface ProgramTemplate {
  /** Absolute path. */
  readonly path: string;
  readonly args: readonly (readonly Piece[])[];
}

/** What is wrong, for the administrator: which entry it is of the program and its arguments, from 0. */
export interface ProgramFault {
  readonly entry: number;
  readonly code: 'notAbsolute' | 'strayBrace' | 'unknownPlaceholder';
}

export type ProgramReading =
  | { readonly ok: true; readonly program: ProgramTemplate }
  | { readonly ok: false; readonly fault: ProgramFault };

/** @param command the program's path, then its arguments */
export function readProgram(
  [path = '', ...texts]: readonly string[],
  isKnown: (name: string) => boolean,
): ProgramReading {
  if (!isAbsolutePath(path)) return { ok: false, fault: { entry: 0, code: 'notAbsolute' } };
  const args: (readonly Piece[])[] = [];
  for (const [index, text] of texts.entries()) {
    const read = readPlaceholders(text, isKnown);
    if (!read.ok) return { ok: false, fault: { entry: index + 1, code: read.fault.code } };
    args.push(read.pieces);
  }
  return { ok: true, program: { path, args } };
}

/** One of the folders in the search path would be found first by anybody who may write there. */
export function isAbsolutePath(path: string): boolean {
  return /^(?:\/|[a-z]:\\|\\\\)[^\0]*[^/\\\0]$/i.test(path);
}

/**
 * The arguments for one call: a value stays within its own. One that begins with a value loses what would make an option of it (`-`, and
 * `/` and `@` as programs of Windows read them); an argument that begins with a text of the administrator's keeps every value whole.
 */
export function filledArguments({ args }: ProgramTemplate, facts: CallFacts): readonly string[] {
  return args.map((pieces) => {
    const text = pieces.map((piece) => ('text' in piece ? piece.text : (facts[piece.name] ?? ''))).join('');
    const [first] = pieces;
    return first !== undefined && 'name' in first ? text.replace(/^[-/@\s]+/, '') : text;
  });
}
