import type { Call } from '../../cti/call.ts';
import type { StateSince } from '../../cti/agent.ts';

/** A call with what it takes to recognise it on the PBX after a restart of the panel. Plain JSON. */
export interface RememberedCall {
  readonly call: Call;
  readonly agentLegs: readonly string[];
  readonly remote?: string;
  readonly parkedAt?: string;
  /** The legs that brought it back or picked it up. */
  readonly helperLegs?: readonly (readonly [uniqueId: string, purpose: 'resume' | 'pickUp'])[];
  /** Incoming: where it comes from, and whose dial rings the phone. */
  readonly origin?: string;
  readonly dialler?: string;
  /** Who hears music while both ends are up and apart, and who was beside the agent's leg. */
  readonly penned?: string;
  readonly neighbour?: string;
  /** The agent's leg is away in a consultation. */
  readonly isConsulting?: boolean;
  /** What the agent's leg says of its connected line while that is the party of its other call. */
  readonly staleNumber?: string;
  /** The caller asked for their number not to be shown. */
  readonly isWithheld?: boolean;
  /** A click-to-call: whether the agent's phone was lifted. */
  readonly lifted?: boolean;
  /** Since when its ends are known, on the monotonic clock, ms: a channel that is younger is another's. */
  readonly sinceMonoMs?: number;
}

/** What a line knows that no PBX can tell again. Plain JSON; times are of the wall clock. */
export interface LineRecord {
  readonly calls: readonly RememberedCall[];
  /** Wall clock when this was written, ms since 1970; all monotonic times of its calls are relative to `monoMs`. */
  readonly wallMs: number;
  readonly monoMs: number;
  readonly agent: {
    /** What the agent chose last. */
    readonly chosen: 'ready' | 'notReady';
    readonly reason: string;
    /** Queues in which this panel, not the agent, has set the pause. */
    readonly pausedByPanel: readonly string[];
    /** What the agent was, and since when. */
    readonly stood?: StateSince;
  };
  readonly phone: {
    readonly ignoresAutoAnswer: boolean;
    readonly ignoresNotify: boolean;
  };
}

/** Where a line's record is kept; `main` puts it into a file. */
export interface LineMemory {
  /** As it was when the line was opened. */
  readonly last: LineRecord | undefined;
  /** Keeps the record instead of the one before. Never throws; writing may be put off for a moment. */
  keep(record: LineRecord): void;
}
