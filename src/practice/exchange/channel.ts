import type { Bridge } from './bridge.ts';

/** States of a channel that a practice call passes through, with Asterisk's numbers (`channelstate.h`). */
export const channelStates = { Down: 0, Ring: 4, Ringing: 5, Up: 6, Busy: 7 } as const;

export type ChannelState = keyof typeof channelStates;

/** A number and a name; an empty one is reported as `<unknown>`. */
export interface Party {
  readonly number: string;
  readonly name: string;
}

export const nobody: Party = { number: '', name: '' };

/** Why a channel ended: the Q.850 cause and, where a phone gave one, its SIP status (`TechCause`, new in Asterisk 22). */
export interface Cause {
  readonly cause: number;
  readonly sip?: number;
}

export const normalClearing: Cause = { cause: 16 };

/** How a hangup came about: the phone said BYE, CANCEL or an error, or the manager interface did it. */
export type HangupBy = 'phone' | 'manager';

/** Channels that came of one call share a Linkedid. When calls are joined, the oldest one goes to all. */
export interface Link {
  readonly id: string;
  readonly age: number;
}

/** Hears what becomes of a channel, on behalf of the one that it is a part of. */
export interface Watcher {
  /** It calls a phone, and that rings. */
  rang(called: Channel): void;
  answered(): void;
  /** Whom it called is busy. */
  wasBusy(): void;
  /** The party that it is connected to, or will be, is another. */
  connectedTo(party: Party): void;
}

/** What a channel is busy with at present, and what becomes of it when the channel is taken out of it. */
export interface Occupation {
  /** The channel hangs up or is hung up. The owner has to end the channel and notify the others. */
  hungUp(channel: Channel, cause: Cause, by: HangupBy): void;
  /** The channel is taken elsewhere alive. False: it cannot be, in this state. */
  release(channel: Channel): boolean;
}

/** One leg of a call. Its fields are what a packet about it tells; they are changed by the `Exchange`, which also tells it. */
export class Channel {
  readonly name: string;
  readonly uniqueid: string;
  /** Technology and peer: the name without its last `-` part. */
  readonly device: string;
  readonly createdAt: number;
  link: Link;
  state: ChannelState;
  caller: Party;
  connected: Party = nobody;
  context: string;
  exten: string;
  priority = 1;
  /** The application that it runs, as Status tells it. */
  application = 'AppDial';
  data = '(Outgoing Line)';
  dnid = '';
  /** It runs the dial plan itself: such a channel tells a SoftHangupRequest when its dial plan ends (`pbx.c`). */
  runsDialplan = false;
  /** It hears music on hold, because the partner holds or because it is parked. */
  hearsMusic = false;
  bridge: Bridge<Channel> | undefined;
  occupation: Occupation | undefined;
  /** The SIP status with which its own phone ended it. */
  phoneEndedWith: number | undefined;
  alive = true;
  /** Called once, when the channel has ended. */
  whenEnded: (() => void) | undefined;
  /** The other half of a Local channel, which ends with this one. */
  half: Channel | undefined;
  watcher: Watcher | undefined;
  /** Takes the keys that the party at this channel is sent; who has none pays no heed to them. */
  heeds: ((digit: string) => void) | undefined;
  /** The application that it is in takes the keys that its own phone sends. */
  asks: ((digit: string) => void) | undefined;
  readonly variables = new Map<string, string>();
  /** Takes back what is still planned for this channel. */
  readonly planned = new Set<() => void>();

  constructor(facts: {
    readonly name: string;
    readonly device: string;
    readonly uniqueid: string;
    readonly link: Link;
    readonly createdAt: number;
    readonly state: ChannelState;
    readonly caller: Party;
    readonly context: string;
    readonly exten: string;
  }) {
    this.device = facts.device;
    this.name = facts.name;
    this.uniqueid = facts.uniqueid;
    this.link = facts.link;
    this.createdAt = facts.createdAt;
    this.state = facts.state;
    this.caller = facts.caller;
    this.context = facts.context;
    this.exten = facts.exten;
  }

  /** The peer of a device: `PJSIP/101` is `101`. */
  get peer(): string {
    return this.device.slice(this.device.indexOf('/') + 1);
  }
}
