import type { Call } from '../cti/call.ts';
import type { CommandResult } from '../cti/command.ts';
import type { Features } from '../cti/features.ts';
import type { Link } from '../cti/link.ts';
import { request, type Shapes } from './channel/channel.ts';
import { ringingWindow } from './channel/pages.ts';

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

/** The small window can hold, mute and end the calls that it shows, end the work after them, and be moved. */
export const miniWindowChannels = {
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
};
