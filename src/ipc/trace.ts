/** One packet as it went over the wire, with its secrets masked. */
export interface TracePacket {
  /** Counts up from 1. */
  readonly id: number;
  readonly wallMs: number;
  readonly direction: 'in' | 'out';
  /** Lines of `Key: value`, without the empty one at the end. */
  readonly text: string;
}

/** A report for support: all of it, as one text. */
export interface SupportReport {
  readonly text: string;
  /** Telephone numbers and names of callers are unreadable in it. */
  readonly masks: boolean;
}

/** What became of saving a file where the person chose; nothing is left half-written. */
export type SaveFileResult =
  | { readonly status: 'notChosen' }
  | { readonly status: 'saved'; readonly file: string }
  | {
      readonly status: 'failed';
      readonly code: 'notWritable' | 'diskFull' | 'nothingYet';
      readonly detail?: string;
    };
