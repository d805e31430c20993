import type { Contact } from './contact.ts';
import { isLdapAddress } from './ldapAddress.ts';

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
  | 'unreachable'
  | 'unknownHost'
  /** Nothing listens there. */
  | 'refused'
  /** It is of an authority that is not trusted, of another server, or out of date. */
  | 'certificate'
  /** The file with the private certificate authority. */
  | 'badCa'
  /** StartTLS with a server that has none. */
  | 'noTls'
  /** The server wants TLS. */
  | 'notEncrypted'
  /** It is not stored here. */
  | 'noPassword'
  | 'wrongPassword'
  | 'notAllowed'
  /** The server gives no more entries to one who asks. */
  | 'sizeLimit'
  | 'noBase'
  | 'badFilter'
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
  /** Its password is stored; left out: it needs none. */
  readonly hasPassword?: boolean;
}

/** What the thread that reads a source says. After a batch it waits to be asked for the next. */
export type ReaderMessage =
  | { readonly type: 'same' }
  | { readonly type: 'batch'; readonly contacts: readonly Contact[] }
  | { readonly type: 'end'; readonly state: string; readonly leftOut?: SourceStatus['leftOut'] }
  | { readonly type: 'failed'; readonly code: SourceFaultCode; readonly detail: string };

/** What only the main process knows of a source. */
export interface SourceAccess {
  /** Private certificate authorities, PEM, beside the public ones. */
  readonly ca?: string;
  readonly password?: string;
}

/** What kind of source a text of the settings is: asked for one number, read when it changes, or read now and then. */
export function kindOfSource(source: string): 'lookup' | 'files' | 'ldap' {
  if (/^https?:\/\//iu.test(source)) return 'lookup';
  return isLdapAddress(source) ? 'ldap' : 'files';
}
