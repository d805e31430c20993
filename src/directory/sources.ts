import type { Contact } from './contact.ts';

/** Why a source cannot be read; what it gave last stays. Stable codes; their words are in the catalogue. */
export type SourceFaultCode =
  | 'missing'
  | 'notReadable'
  /** A link, a pipe, a device. */
  | 'notAFile'
  | 'tooLarge'
  | 'tooManyFiles'
  /** No one is in it, perhaps because it is being written. */
  | 'noContacts'
  /** It took too long. */
  | 'timeout'
  /** No connection, or a certificate of somebody else. */
  | 'unreachable'
  /** The server said no, or something that is not understood. */
  | 'badAnswer'
  | 'failed';

/** What is wrong with one place of a file. Stable codes; their words are in the catalogue. */
export type ReadFaultCode =
  /** The first line names no column of a name, or none of a number. */
  | 'noColumns'
  | 'unclosedQuote'
  /** A card that does not end. */
  | 'unclosedCard'
  | 'noName'
  /** There is none, or none that can be called. */
  | 'noNumber'
  /** A spreadsheet wrote `4.9170E+11`: the digits are lost. */
  | 'numberLost'
  | 'tooManyFaults'
  | 'tooManyContacts';

/** How a source of the settings is doing. */
export interface SourceStatus {
  /** As the settings have it. */
  readonly source: string;
  readonly contacts: number;
  /** When it was last read or found unchanged, wall clock, ms; left out: never. */
  readonly readAt?: number;
  /** Why it could not be read since. */
  readonly fault?: { readonly code: SourceFaultCode; readonly detail: string };
  /** Entries of the last reading that were left out, and the first of them. */
  readonly leftOut?: {
    readonly count: number;
    readonly code: ReadFaultCode;
    readonly file: string;
    readonly line: number;
  };
  readonly isReading: boolean;
}

/** What the thread that reads a source says. After a batch it waits to be asked for the next. */
export type ReaderMessage =
  | { readonly type: 'same' }
  | { readonly type: 'batch'; readonly contacts: readonly Contact[] }
  | { readonly type: 'end'; readonly state: string; readonly leftOut?: SourceStatus['leftOut'] }
  | { readonly type: 'failed'; readonly code: SourceFaultCode; readonly detail: string };

/** What kind of source a text of the settings is. */
export function kindOfSource(source: string): 'lookup' | 'files' {
  return /^https?:\/\//iu.test(source) ? 'lookup' : 'files';
}
