import type { ChannelFacts } from './channelEvent.ts';

/** A channel as the PBX lists it when asked. */
export interface ChannelSnapshot {
  readonly facts: ChannelFacts;
  readonly bridgeId?: string;
  /** AMI 1.x names the partner instead of the bridge. */
  readonly bridgedWith?: string;
  /** Age, s. */
  readonly seconds: number;
  /** It is the called side of somebody's dial. */
  readonly called: boolean;
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
}
