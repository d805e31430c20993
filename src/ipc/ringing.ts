import type { Call } from '../cti/call.ts';
import type { CommandResult } from '../cti/command.ts';
import { push, request } from './channel.ts';
import { ringingWindow } from './pages.ts';

/** What the ringing window shows and sounds. */
export interface RingingView {
  readonly calls: readonly RingingCall[];
  /** The ring tone, as long as it is to sound. */
  readonly sound: RingTone | null;
}

export interface RingingCall {
  readonly call: Call;
  /** The ring tone is for this call; it can be silenced. */
  readonly sounds: boolean;
}

export interface RingTone {
  /** Percent. */
  readonly volume: number;
  /** Output device, as Chromium names it for this app; empty: the system's default. */
  readonly device: string;
}

/** The ringing window can do nothing but take, decline or silence what rings. */
export const ringingChannels = {
  'ringing:view': request<() => RingingView>(ringingWindow),
  'ringing:answer': request<(callId: string) => CommandResult>(ringingWindow, ({ callId }) => [callId]),
  'ringing:decline': request<(callId: string) => CommandResult>(ringingWindow, ({ callId }) => [callId]),
  /** Stills the ring tone for this call. */
  'ringing:silence': request<(callId: string) => void>(ringingWindow, ({ callId }) => [callId]),
  'ringing:changed': push<RingingView>(ringingWindow),
};
