import { push, request } from './channel/channel.ts';
import { panelAndSettings, supportWindow } from './channel/pages.ts';

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

/** What helps to find a fault. */
export const supportChannels = {
  'support:open': request<() => void>(panelAndSettings),
  /** The last packets; those that follow are pushed as long as the page is there. */
  'support:watch': request<() => readonly TracePacket[]>(supportWindow),
  /** A report for support, as one text. */
  'support:report': request<() => SupportReport>(supportWindow),
  /** Saves the report that was made last, where the person chooses. */
  'support:saveReport': request<() => SaveFileResult>(supportWindow),
  /** Saves what went over the wire, where the person chooses, to be replayed by `filePath`. */
  'support:saveRecording': request<() => SaveFileResult>(supportWindow),
  'support:trace': push<readonly TracePacket[]>(supportWindow),
};
