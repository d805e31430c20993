import type { Call } from '../cti/call.ts';
import type { Person } from '../cti/people/abandoned.ts';
import type { CommandResult, CtiCommand } from '../cti/command.ts';
import type { CtiEvent } from '../cti/event.ts';
import type { Line } from '../cti/line.ts';
import type { DialRules } from '../cti/number/dialRules.ts';
import type { PhoneView } from '../phone/phone.ts';
import { push, request } from './channel/channel.ts';
import { panel, panelAndSettings } from './channel/pages.ts';

/** The line as the main process knows it. Deltas that follow carry the next revisions; a gap asks for a new snapshot. */
export interface LineSnapshot {
  readonly revision: number;
  /** The main process's monotonic clock when this was made, ms: the renderer sets its own clock by it. */
  readonly monoMs: number;
  readonly line: Line;
  readonly agentName: string;
  readonly pbx: PbxIdentity;
  /** What is put in front of numbers when they are dialled; numbers of calls are shown without it. */
  readonly dialRules: DialRules;
  /** Latest first. */
  readonly recent: readonly RecentCall[];
  /** The phone in the app, where that is the line's. */
  readonly phone?: PhoneView;
}

export interface PbxIdentity {
  readonly kind: 'practice' | 'asterisk' | 'recording';
  /** Host name, or the recording's file name. */
  readonly name: string;
}

export interface LineDelta {
  readonly revision: number;
  readonly monoMs: number;
  /** What happened since the delta before, in order. */
  readonly events: readonly CtiEvent[];
  /** So much happened that only the result is sent: then the events are those that the line does not show. */
  readonly line?: Line;
}

/** A call that is over, as the list of recent calls keeps it. */
export interface RecentCall extends Pick<
  Call,
  | 'id'
  | 'direction'
  | 'number'
  | 'name'
  | 'startedAt'
  | 'connectedAt'
  | 'endedAt'
  | 'talkMs'
  | 'holdMs'
  | 'approximate'
  | 'outcome'
  | 'application'
  | 'rings'
> {
  /** The colleague who took it, where it was answered elsewhere. */
  readonly answeredBy?: Person;
  /** Missed, and the agent has said that it is dealt with. */
  readonly done?: true;
}

export interface PracticeNumber {
  readonly number: string;
  readonly behaviour:
    | 'answers'
    | 'answersSlowly'
    | 'noAnswer'
    | 'busy'
    | 'rejects'
    | 'unreachable'
    | 'holds'
    | 'hangsUp'
    | 'callsBack'
    | 'voiceMenu'
    | 'pbxMenu'
    | 'colleague'
    | 'colleagueAway';
}

/** The line: its state, its commands, its recent calls. */
export const lineChannels = {
  'line:snapshot': request<() => LineSnapshot>(panelAndSettings),
  'line:command': request<(command: CtiCommand) => CommandResult>(panel, ({ command }) => [command]),
  /** Try the link now instead of waiting for the next attempt. */
  'line:connectNow': request<() => void>(panelAndSettings),
  /** A network came or went: the link is to be checked at once. */
  'line:networkChanged': request<() => void>(panel),
  /** Missed calls are dealt with, or after all not yet. */
  'recent:done': request<(ids: readonly string[], isDone: boolean) => void>(panel, ({ callId, z }) => [
    z.array(callId).min(1).max(50),
    z.boolean(),
  ]),
  'practice:numbers': request<() => readonly PracticeNumber[]>(panelAndSettings),
  'line:delta': push<LineDelta>(panel),
  /** Everything about the line may have changed (other settings, other PBX): ask for a snapshot. */
  'line:reset': push<null>(panelAndSettings),
  'recent:changed': push<readonly RecentCall[]>(panel),
};
