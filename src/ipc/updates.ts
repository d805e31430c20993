import { push, request } from './channel/channel.ts';
import { panelAndSettings, settingsWindow } from './channel/pages.ts';

/** Why no updates are looked for. */
export type UpdatesOff =
  /** The package was built without a key: nothing that it is offered could be believed. */
  | 'noKey'
  /** Neither the package nor the settings name a feed. */
  | 'noFeed'
  /** The person or the administrator decided it. */
  | 'settings';

/** What came of the last attempt; stable codes, their words are in the catalogue. */
export type UpdateFaultCode =
  | 'updateUnreachable'
  | 'updateFeedAddress'
  | 'updateFeedMissing'
  | 'updateFeedUnreadable'
  | 'updateUnsigned'
  | 'updateWrongSignature'
  /** Signed for another product, channel, system, processor or version. */
  | 'updateForAnother'
  /** Signed before one that was seen. */
  | 'updateOlder'
  /** Which one was seen last cannot be read. */
  | 'updateMemory'
  | 'updateTruncated'
  | 'updateWrongBytes'
  | 'updateDiskFull'
  | 'updateNotWritable'
  | 'updateFailed';

export type UpdateState =
  | { readonly phase: 'off'; readonly why: UpdatesOff }
  /** Nothing newer is known; `checkedAtMs` (wall clock) once that was asked. */
  | { readonly phase: 'none'; readonly checkedAtMs?: number }
  | { readonly phase: 'checking' }
  /** There is one, and it was not fetched: it is only to be told, or a call is on. */
  | { readonly phase: 'found'; readonly version: string }
  | { readonly phase: 'downloading'; readonly version: string; readonly percent: number }
  /** It is installed when Offhook is quit. */
  | { readonly phase: 'ready'; readonly version: string }
  | { readonly phase: 'failed'; readonly code: UpdateFaultCode; readonly detail: string };

/** Who can put a new version in place: Offhook itself, the system's package manager, or a person who fetches it. */
export type UpdateWay = 'here' | 'packageManager' | 'byHand';

export interface UpdatesView {
  readonly state: UpdateState;
  readonly way: UpdateWay;
  /** Updates are only told; this one can be fetched when the person asks for it. */
  readonly onlyTold: boolean;
  /** A call is on: nothing is looked for, fetched or installed. */
  readonly inCall: boolean;
}

export const updatesChannels = {
  'updates:read': request<() => UpdatesView>(panelAndSettings),
  /** Looks now, and fetches where that is wished; answered when that is over. During a call nothing is done. */
  'updates:check': request<() => void>(settingsWindow),
  /** Fetches what was only told. */
  'updates:fetch': request<() => void>(settingsWindow),
  /** Quits and starts again as the new version; not during a call. */
  'updates:restart': request<() => void>(panelAndSettings),
  'updates:changed': push<UpdatesView>(panelAndSettings),
};
