import type { ChannelFacts } from './channelEvent.ts';

/** A channel as the PBX lists it when asked. */
export interface ChannelSnapshot {
  readonly facts: ChannelFacts;
  readonly bridgeId?: string;
  /** AMI 1.x names the partner instead of the bridge. */
  readonly bridgedWith?: string;
  /** Age, s; AMI 1.x does not tell it of a channel that was called. */
  readonly seconds?: number;
  /** It is the called side of somebody's dial. */
  readonly called: boolean;
  /** It is the called side of an Originate, and has not been answered yet. */
  readonly originated?: boolean;
  /** Dial-plan context. */
  readonly context?: string;
  /** AMI 1.x does not tell any of the following. What the dial plan does with it, with its arguments; none for a called side. */
  readonly application?: string;
  readonly data?: string;
  /** The number that it dialled to get into the dial plan. */
  readonly dialled?: string;
}

export interface ParkedSnapshot {
  readonly parkee: ChannelFacts;
  readonly space: string;
  /** Device or channel of the one who parked. */
  readonly parker: string;
}

/** The PBX at one moment, as far as the least account may see it. */
export interface PbxSnapshot {
  readonly channels: readonly ChannelSnapshot[];
  readonly parked: readonly ParkedSnapshot[];
  /**
   * Channels, by Uniqueid, that the other end of their bridge holds, or not: where the PBX tells for sure. See `holdStates.ts`.
   */
  readonly onHold?: ReadonlyMap<string, boolean>;
}
