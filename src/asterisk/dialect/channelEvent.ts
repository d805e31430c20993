import type { DialStatus } from '../../cti/outcome.ts';

/** Asterisk's channel states that a panel tells apart (`ast_channel_state` in channel.h: 4 Ring, 5 Ringing, 6 Up, 7 Busy). */
export type ChannelState = 'down' | 'ring' | 'ringing' | 'up' | 'busy' | 'other';

/** What one packet says of one channel. A field that the packet does not have is missing; one without a value is empty. */
export interface ChannelFacts {
  readonly uniqueId: string;
  readonly name: string;
  readonly linkedId?: string;
  readonly state?: ChannelState;
  readonly callerNumber?: string;
  readonly callerName?: string;
  readonly connectedNumber?: string;
  readonly connectedName?: string;
  readonly exten?: string;
  /** Set where all fields are there, and each is read from the packet when it is asked for: the memory that this keeps, some 64 KiB. */
  readonly memory?: object;
}

/**
 * What happened to channels, in words that are the same for every version of Asterisk: the dialects turn packets into these, the
 * adapter turns these into call events.
 */
export type ChannelEvent =
  | { readonly type: 'created' | 'changed'; readonly channel: ChannelFacts }
  /** Without `caller`: the dial of an Originate, which has no channel yet on the other side. */
  | {
      readonly type: 'dialBegun';
      readonly caller?: ChannelFacts;
      readonly dest: ChannelFacts;
      readonly dialString: string;
    }
  /** AMI 1.x does not name the destination. */
  | {
      readonly type: 'dialEnded';
      readonly caller?: ChannelFacts;
      readonly dest?: ChannelFacts;
      readonly status: DialStatus;
      /** The phone diverts the call there (302). Not told on 1.x. */
      readonly forward?: string;
    }
  | {
      readonly type: 'bridgeEntered';
      readonly bridgeId: string;
      readonly channel: ChannelFacts;
      /** The bridge is that of a conference room. */
      readonly conference?: string;
    }
  | { readonly type: 'bridgeLeft'; readonly bridgeId: string; readonly channel: ChannelFacts }
  | { readonly type: 'held' | 'unheld'; readonly channel: ChannelFacts }
  | { readonly type: 'musicStarted' | 'musicStopped'; readonly channel: ChannelFacts }
  | { readonly type: 'renamed'; readonly uniqueId: string; readonly from: string; readonly to: string }
  | { readonly type: 'joinedQueue' | 'leftQueue'; readonly uniqueId: string; readonly queue: string }
  /** AMI 1.x: the queue dials a member; there is no Dial event for it. */
  | {
      readonly type: 'queueDialled';
      readonly uniqueId: string;
      readonly destName: string;
      readonly queue: string;
    }
  /** The queue gave up ringing this member and goes on to the next; the caller waits on. */
  | { readonly type: 'queueRingEnded'; readonly uniqueId: string }
  | {
      readonly type: 'parked';
      readonly parkee: ChannelFacts;
      readonly space: string;
      /** Device or channel of the one who parked. */
      readonly parker: string;
    }
  | {
      readonly type: 'unparked';
      readonly parkee: ChannelFacts;
      readonly retrieverName: string;
      /** Not told on 1.x. */
      readonly retrieverId?: string | undefined;
    }
  /** The owner of these legs has passed the call on and left it; by Uniqueid. */
  | { readonly type: 'transferred'; readonly legs: readonly string[] }
  | {
      readonly type: 'conferenceJoined' | 'conferenceLeft';
      readonly conference: string;
      readonly channel: ChannelFacts;
    }
  | {
      readonly type: 'originated';
      readonly actionId: string;
      readonly success: boolean;
      /** Reason of `OriginateResponse`: 0 failure, 3 no answer, 4 answered, 5 busy, 8 congestion. */
      readonly reason: number;
      readonly uniqueId?: string;
      readonly exten?: string;
    }
  | { readonly type: 'hungUp'; readonly channel: ChannelFacts; readonly cause: number };
