import type { ContactNumber, NumberKindOfContact } from './contact.ts';

/** A contact among those that a number or a name finds. */
export interface FoundContact {
  /** Which one it is, in the settings' sources: to choose it by. */
  readonly source: string;
  readonly id: string;
  readonly name: string;
  readonly organisation?: string;
  readonly numbers: readonly ContactNumber[];
}

/** Who may have a number: no one, one, or several, of whom the agent chooses. */
export interface Identified {
  readonly matches: readonly FoundContact[];
  /** The only one, or the one that was chosen before. */
  readonly chosen?: FoundContact;
  /** What the number is for, of the one. */
  readonly kind?: NumberKindOfContact;
}

/** What is known of a source that was read at least once. */
export interface SourceRecord {
  readonly source: string;
  readonly contacts: number;
  /** Wall clock, ms since 1970: it was read then, or was found unchanged. */
  readonly readAt: number;
  /** What it was then: while it is the same, it is not read again. */
  readonly state: string;
}
