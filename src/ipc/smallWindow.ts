import type { Call } from '../cti/call.ts';
import type { CommandResult } from '../cti/command.ts';
import type { Features } from '../cti/features.ts';
import type { Link } from '../cti/link.ts';
import { push, request, type Shapes } from './channel/channel.ts';
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

/** What can be done at a call in the mini window; everything else is done in the panel. */
export const miniCommands = [
  'AnswerCall',
  'DropCall',
  'HoldCall',
  'ResumeCall',
  'SwapCalls',
  'MuteCall',
  'UnmuteCall',
] as const;

export type MiniCommand = (typeof miniCommands)[number];

/** Where a hand holds the window that it moves: from its upper left corner, px of the page. */
export interface Grip {
  readonly x: number;
  readonly y: number;
}

/** The calls that stand, as the mini window shows them while the panel is out of sight. */
export interface MiniView {
  /** In order of arrival, without those that ring here. */
  readonly calls: readonly Call[];
  readonly work: MiniWork | null;
  readonly link: Link;
}

/** The work after a call. */
export interface MiniWork {
  /** Its end, monotonic ms of the main process. */
  readonly untilMonoMs: number;
  /** The line's. */
  readonly features: Features;
}

/** Which of its edges stays where it is when the window grows: the lower one when it grows up. */
export type Grows = 'up' | 'down';

/** Heights in the small window, px; `RingingCalls.module.css` and `MiniRow.module.css` have the same. */
export const stackPx = { row: 52, card: 132 } as const;

/** Within the small window, px. */
const px = ({ z }: Shapes) => z.number().min(0).max(5000);

/** The small window over the other programs: it rings, and shows the calls that stand while the panel is out of sight. */
export const smallWindowChannels = {
  // As the ringing window it can do nothing but take, decline or silence what rings.
  'ringing:view': request<() => SmallWindowView>(ringingWindow),
  'ringing:answer': request<(callId: string) => CommandResult>(ringingWindow, ({ callId }) => [callId]),
  'ringing:decline': request<(callId: string) => CommandResult>(ringingWindow, ({ callId }) => [callId]),
  /** Stills the ring tone for this call. */
  'ringing:silence': request<(callId: string) => void>(ringingWindow, ({ callId }) => [callId]),
  // As the mini window it can hold, mute and end the calls that it shows, end the work after them, and be moved.
  /** A button at a call that it shows. */
  'mini:press': request<(callId: string, command: MiniCommand) => CommandResult>(
    ringingWindow,
    ({ z, callId }) => [callId, z.enum(miniCommands)],
  ),
  /** Ends the work after a call. */
  'mini:readyNow': request<() => CommandResult>(ringingWindow),
  /** Opens the panel, at this call where there is one. */
  'mini:openPanel': request<(callId: string | null) => void>(ringingWindow, ({ callId }) => [
    callId.nullable(),
  ]),
  /** The window goes along with the pointer, held there; `null`: it was let go. */
  'mini:move': request<(grip: Grip | null) => void>(ringingWindow, (shapes) => [
    shapes.z.strictObject({ x: px(shapes), y: px(shapes) }).nullable(),
  ]),
  'ringing:changed': push<SmallWindowView>(ringingWindow),
};
