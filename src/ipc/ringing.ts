import type { Call } from '../cti/call.ts';
import type { CommandResult } from '../cti/command.ts';
import { push, request } from './channel/channel.ts';
import type { Grows, MiniView } from './miniWindow.ts';
import { ringingWindow } from './channel/pages.ts';

/** What rings, as the ringing window shows and sounds it. */
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

/** All that the small window over the other programs shows. The first of everything stands at the edge that stays. */
export interface SmallWindowView extends RingingView {
  /** `null`: the panel is seen, or no call stands. */
  readonly mini: MiniView | null;
  readonly grows: Grows;
  /** The main process's monotonic clock when this was made, ms. */
  readonly monoMs: number;
}

/** The ringing window can do nothing but take, decline or silence what rings; as the mini window, what `miniWindowChannels` says. */
export const ringingChannels = {
  'ringing:view': request<() => SmallWindowView>(ringingWindow),
  'ringing:answer': request<(callId: string) => CommandResult>(ringingWindow, ({ callId }) => [callId]),
  'ringing:decline': request<(callId: string) => CommandResult>(ringingWindow, ({ callId }) => [callId]),
  /** Stills the ring tone for this call. */
  'ringing:silence': request<(callId: string) => void>(ringingWindow, ({ callId }) => [callId]),
  'ringing:changed': push<SmallWindowView>(ringingWindow),
};
