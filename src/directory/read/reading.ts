import type { Contact, ContactNumber, NumberKindOfContact } from '../contact.ts';
import { contactText, maxContactNote, maxContactNumbers } from '../contact.ts';
import type { ReadFaultCode } from '../sources.ts';
import { canCallBack, isOne } from '../../cti/number/number.ts';
import { readNumber } from '../../cti/number/read.ts';

export interface ReadFault {
  readonly code: ReadFaultCode;
  /** Of the file, from 1. */
  readonly line: number;
}

/** A file is read piece by piece: each is a contact, or what is wrong with one. The rest is kept. */
export type ReadPiece = { readonly contact: Contact } | { readonly fault: ReadFault };

/** A source has no more: beyond it nothing is read. */
export const maxContacts = 200_000;
/** A file with more is none of contacts. */
const maxFaults = 1_000;

/** What a reader found out about one contact. */
export interface Draft {
  readonly id: string;
  readonly name: string;
  readonly organisation: string;
  readonly note: string;
  readonly numbers: readonly { readonly text: string; readonly kind: NumberKindOfContact }[];
}

/** @param line where it begins */
export function pieceOf(draft: Draft, line: number): ReadPiece {
  const organisation = contactText(draft.organisation);
  const name = contactText(draft.name) || organisation;
  if (name === '') return { fault: { code: 'noName', line } };
  const numbers = numbersOf(draft.numbers);
  if (numbers.length === 0) {
    const isLost = draft.numbers.some(({ text }) => /^\d[.,]\d+E\+\d+$/iu.test(text.trim()));
    return { fault: { code: isLost ? 'numberLost' : 'noNumber', line } };
  }
  const note = contactText(draft.note, maxContactNote);
  return {
    contact: {
      id: contactText(draft.id) || idOf(name, organisation, numbers),
      name,
      ...(organisation === '' || organisation === name ? {} : { organisation }),
      ...(note === '' ? {} : { note }),
      numbers: [...numbers],
    },
  };
}

/** Each number once. What the reader of numbers does not understand is left out: never a piece of it. */
function numbersOf(texts: Draft['numbers']): readonly ContactNumber[] {
  const found = new Map<string, ContactNumber>();
  for (const { text, kind } of texts) {
    // A spreadsheet keeps the zero in front by ="030..." or '030...
    const plain = /^="([^"]*)"$/u.exec(text.trim())?.[1] ?? text.trim().replace(/^'/u, '');
    const reading = readNumber(plain);
    const numbers = isOne(reading) ? [reading] : reading.kind === 'several' ? reading.numbers : [];
    for (const { number } of numbers)
      if (canCallBack(number) && !found.has(number)) found.set(number, { number, kind });
  }
  return [...found.values()].slice(0, maxContactNumbers);
}

/** For a source that names none: the same for as long as the contact is. */
function idOf(name: string, organisation: string, numbers: readonly ContactNumber[]): string {
  return contactText([name, organisation, numbers[0]?.number ?? ''].join(' · '));
}

/** The pieces of a file up to its limits. */
export function* bounded(pieces: Iterable<ReadPiece>): Generator<ReadPiece> {
  let [contacts, faults] = [0, 0];
  for (const piece of pieces) {
    if ('contact' in piece) contacts += 1;
    else faults += 1;
    if (contacts > maxContacts) {
      yield { fault: { code: 'tooManyContacts', line: 0 } };
      return;
    }
    if (faults > maxFaults) {
      yield { fault: { code: 'tooManyFaults', line: 0 } };
      return;
    }
    yield piece;
  }
}
