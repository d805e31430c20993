import { Bridge, type BridgeType } from './bridge.ts';
import {
  type Cause,
  Channel,
  type ChannelState,
  type HangupBy,
  type Party,
  nobody,
  normalClearing,
} from './channel.ts';
import { type DeviceState, deviceStatePackets } from './deviceState.ts';
import type { PracticeEdges } from './edges.ts';
import {
  type EventClass,
  type Field,
  type PbxEvent,
  bridgeFields,
  causeFields,
  channelFields,
  hangupFields,
} from './packets.ts';

/** What a new channel needs to be told apart from others. */
export interface NewChannel {
  readonly device: string;
  readonly caller: Party;
  readonly context: string;
  readonly exten: string;
  readonly state?: ChannelState;
  /** Where the client chose one (`ChannelId` of Originate). */
  readonly uniqueid?: string | undefined;
  /** The channel that called this one into being. */
  readonly linkedTo?: Channel;
  /** Where the name is not the device's with the next number. */
  readonly name?: string;
}

/**
 * The channels and bridges of the practice PBX, and the one place where they change: each change is reported as Asterisk reports it.
 * What a call does when, is its occupation's affair (`calls/`).
 */
export class Exchange {
  readonly channels = new Set<Channel>();
  /** The hints of the dial plan: devices whose state is reported as an extension's, too. */
  readonly hints = new Map<string, string>();
  readonly #edges: PracticeEdges;
  readonly #publish: (event: PbxEvent) => void;
  readonly #deviceStates = new Map<string, DeviceState>();
  readonly #planned = new Set<() => void>();
  /** Asterisk numbers names and ids apart from each other, but from one count each. */
  #nextName = 0;
  #nextLocalName = 0;
  #nextUniqueid = 0;

  /** @param publish sends a packet to every client */
  constructor(edges: PracticeEdges, publish: (event: PbxEvent) => void) {
    this.#edges = edges;
    this.#publish = publish;
  }

  /** Called after somebody entered or left a bridge. */
  bridged: (bridge: Bridge<Channel>) => void = () => undefined;

  /** Called after a device's state changed. */
  deviceChanged: (device: string) => void = () => undefined;

  /** ms since 1970. */
  now(): number {
    return this.#edges.clock.now().wallMs;
  }

  /** A number from `least` to `most`. */
  between(least: number, most: number): number {
    return Math.round(least + this.#edges.random() * (most - least));
  }

  tell(name: string, fields: readonly Field[], eventClass: EventClass = 'call'): void {
    this.#publish({ name, eventClass, fields });
  }

  /** Runs later, unless the channel ends before. @returns a function that takes it back */
  plan(channel: Channel, delayMs: number, run: () => void): () => void {
    const cancel = this.later(delayMs, () => {
      channel.planned.delete(cancel);
      run();
    });
    channel.planned.add(cancel);
    return cancel;
  }

  /** Runs later, unless the PBX is stopped before. @returns a function that takes it back */
  later(delayMs: number, run: () => void): () => void {
    const timer = this.#edges.clock.setTimeout(() => {
      this.#planned.delete(cancel);
      run();
    }, delayMs);
    const cancel = (): void => {
      this.#planned.delete(cancel);
      this.#edges.clock.clearTimeout(timer);
    };
    this.#planned.add(cancel);
    return cancel;
  }

  stop(): void {
    for (const cancel of [...this.#planned]) cancel();
    this.channels.clear();
  }

  find(name: string): Channel | undefined {
    for (const channel of this.channels) {
      if (channel.name.toLowerCase() === name.toLowerCase()) return channel;
    }
    return undefined;
  }

  create(facts: NewChannel): Channel {
    const now = this.now();
    const age = this.#nextUniqueid++;
    const uniqueid = facts.uniqueid ?? `${String(Math.floor(now / 1000))}.${String(age)}`;
    const channel = new Channel({
      name: facts.name ?? `${facts.device}-${eightDigits(this.#nextName++)}`,
      device: facts.device,
      uniqueid,
      link: facts.linkedTo?.link ?? { id: uniqueid, age },
      createdAt: now,
      state: facts.state ?? 'Down',
      caller: facts.caller,
      context: facts.context,
      exten: facts.exten,
    });
    this.channels.add(channel);
    this.tell('Newchannel', channelFields(channel));
    this.#refreshDevice(channel.device);
    return channel;
  }

  /** The two halves of a Local channel to an extension, in the name of whom it is made for. */
  createLocal(
    context: string,
    exten: string,
    linkedTo: Channel,
  ): { readonly one: Channel; readonly two: Channel } {
    const device = `Local/${exten}@${context}`;
    const name = `${device}-${eightDigits(this.#nextLocalName++)}`;
    const common = { device, caller: nobody, context, exten, linkedTo };
    const one = this.create({ ...common, name: `${name};1` });
    const two = this.create({ ...common, name: `${name};2`, state: 'Ring' });
    one.half = two;
    two.half = one;
    return { one, two };
  }

  setState(channel: Channel, state: ChannelState): void {
    if (channel.state === state) return;
    channel.state = state;
    this.tell('Newstate', channelFields(channel));
    this.#refreshDevice(channel.device);
    if (state === 'Up') channel.watcher?.answered();
    if (state === 'Busy') channel.watcher?.wasBusy();
  }

  setCaller(channel: Channel, caller: Party): void {
    if (sameParty(channel.caller, caller)) return;
    channel.caller = caller;
    this.tellCaller(channel);
  }

  tellCaller(channel: Channel): void {
    this.tell('NewCallerid', [
      ...channelFields(channel),
      ['CID-CallingPres', '0 (Presentation Allowed, Not Screened)'],
    ]);
  }

  setConnected(channel: Channel, connected: Party): void {
    if (sameParty(channel.connected, connected)) return;
    channel.connected = connected;
    this.tell('NewConnectedLine', channelFields(channel));
    channel.watcher?.connectedTo(connected);
  }

  newBridge(type: BridgeType, name?: string): Bridge<Channel> {
    const bridge = new Bridge<Channel>(type, name);
    this.tell('BridgeCreate', bridgeFields(bridge));
    return bridge;
  }

  /** @param insteadOf the channel that has just left its place to this one */
  enter(bridge: Bridge<Channel>, channel: Channel, insteadOf?: Channel): void {
    channel.bridge = bridge;
    bridge.channels.push(channel);
    if (bridge.type === 'basic') joinLinks(bridge.channels);
    const swapped: Field[] = insteadOf === undefined ? [] : [['SwapUniqueid', insteadOf.uniqueid]];
    this.tell('BridgeEnter', [...bridgeFields(bridge), ...channelFields(channel), ...swapped]);
    this.bridged(bridge);
  }

  leave(channel: Channel): void {
    const { bridge } = channel;
    if (bridge === undefined) return;
    bridge.channels.splice(bridge.channels.indexOf(channel), 1);
    this.tell('BridgeLeave', [...bridgeFields(bridge), ...channelFields(channel)]);
    channel.bridge = undefined;
    this.bridged(bridge);
  }

  /** The lot's bridge stays for the next one; others go with the last who leaves. */
  destroyIfEmpty(bridge: Bridge<Channel>): void {
    if (bridge.type !== 'parking' && bridge.count === 0) this.tell('BridgeDestroy', bridgeFields(bridge));
  }

  startMusic(channel: Channel): void {
    if (channel.hearsMusic) return;
    channel.hearsMusic = true;
    this.tell('MusicOnHoldStart', [...channelFields(channel), ['Class', 'default']]);
    this.#refreshDevice(channel.device);
  }

  stopMusic(channel: Channel): void {
    if (!channel.hearsMusic) return;
    channel.hearsMusic = false;
    this.tell('MusicOnHoldStop', channelFields(channel));
    this.#refreshDevice(channel.device);
  }

  /** Hangs up whatever the channel is in. Only what it is in knows what else that ends. */
  hangup(channel: Channel, cause: Cause, by: HangupBy): void {
    if (!channel.alive) return;
    if (channel.occupation === undefined) this.end(channel, cause);
    else channel.occupation.hungUp(channel, cause, by);
  }

  /** A phone wants its call over. */
  tellHangupRequest(channel: Channel, cause: Cause): void {
    channel.phoneEndedWith = cause.sip;
    this.tell('HangupRequest', [...channelFields(channel), ...causeFields(cause)]);
  }

  /** The last thing that is heard of a channel. */
  end(channel: Channel, cause: Cause = normalClearing): void {
    if (!channel.alive) return;
    channel.alive = false;
    channel.occupation = undefined;
    for (const cancel of [...channel.planned]) cancel();
    if (channel.runsDialplan) {
      // `Cause` here is a soft hangup flag, not a Q.850 cause: 16 whatever the reason (pbx.c, seen in all recordings).
      const { phoneEndedWith: sip } = channel;
      const flag: Cause = sip === undefined ? { cause: 16 } : { cause: 16, sip };
      this.tell('SoftHangupRequest', [...channelFields(channel), ...causeFields(flag)]);
    }
    this.channels.delete(channel);
    const { half } = channel;
    if (half?.alive === true) this.tellHangupRequest(half, cause);
    this.tell('Hangup', [...channelFields(channel), ...hangupFields(cause)]);
    this.#refreshDevice(channel.device);
    channel.whenEnded?.();
    if (half?.alive === true) this.hangup(half, cause, 'manager');
  }

  deviceState(device: string): DeviceState {
    return this.#deviceStates.get(device) ?? 'NOT_INUSE';
  }

  #refreshDevice(device: string): void {
    const { state, packets } = deviceStatePackets(
      device,
      this.hints.get(device),
      [...this.channels].filter((channel) => channel.device === device),
    );
    if (state === this.deviceState(device)) return;
    this.#deviceStates.set(device, state);
    for (const { name, fields } of packets) this.tell(name, fields);
    this.deviceChanged(device);
  }
}

function eightDigits(count: number): string {
  return count.toString(16).padStart(8, '0');
}

function sameParty(a: Party, b: Party): boolean {
  return a.number === b.number && a.name === b.name;
}

/** Channels that are joined take over the oldest Linkedid among them (`channel.c`, ast_channel_set_linkgroup). */
function joinLinks(channels: readonly Channel[]): void {
  const oldest = channels.map(({ link }) => link).sort((a, b) => a.age - b.age)[0];
  if (oldest !== undefined) for (const channel of channels) channel.link = oldest;
}
