import type { AsteriskChannel } from '../pbx/channel.ts';
import { AsteriskChannels } from '../pbx/channels.ts';
import type { ChannelEvent, ChannelFacts } from '../dialect/channelEvent.ts';
import type { ChannelSnapshot, ParkedSnapshot, PbxSnapshot } from '../dialect/snapshot.ts';

/** A PBX as far as its events tell of it: what it would answer to Status and ParkedCalls after each of them. */
export class ShadowPbx {
  readonly #channels = new AsteriskChannels();
  readonly #since = new Map<string, number>();
  readonly #parked = new Map<string, ParkedSnapshot>();
  readonly #isOld: boolean;

  /** @param isOld AMI 1.x: it tells less */
  constructor(isOld: boolean) {
    this.#isOld = isOld;
  }

  handle(event: ChannelEvent, nowMs: number): void {
    const channels = this.#channels;
    switch (event.type) {
      case 'created':
      case 'changed':
      case 'bridgeEntered': {
        const channel = this.#learn(event.channel, nowMs);
        if (event.type !== 'bridgeEntered') return;
        channel.hearsMusic = false;
        channels.enter(channel, event.bridgeId);
        return;
      }
      case 'dialBegun': {
        const dest = this.#learn(event.dest, nowMs);
        dest.called = true;
        dest.dialledBy = event.caller?.uniqueId;
        // Who is fetched by Redirect, or whose time is up, leaves the lot without a word.
        if (event.caller !== undefined) this.#parked.delete(event.caller.uniqueId);
        return;
      }
      case 'queueDialled': {
        const dest = channels.byName(event.destName);
        if (dest === undefined) return;
        dest.called = true;
        dest.dialledBy = event.uniqueId;
        return;
      }
      case 'bridgeLeft': {
        const channel = channels.get(event.channel.uniqueId);
        if (channel !== undefined) channels.leave(channel, event.bridgeId);
        return;
      }
      case 'musicStarted':
      case 'musicStopped': {
        const channel = channels.get(event.channel.uniqueId);
        if (channel !== undefined) channel.hearsMusic = event.type === 'musicStarted';
        if (event.type === 'musicStopped') this.#parked.delete(event.channel.uniqueId);
        return;
      }
      case 'joinedQueue':
      case 'leftQueue': {
        const channel = channels.get(event.uniqueId);
        if (channel !== undefined && event.type === 'joinedQueue') channel.queue = event.queue;
        return;
      }
      case 'conferenceJoined':
      case 'conferenceLeft': {
        const channel = channels.get(event.channel.uniqueId);
        if (channel !== undefined)
          channel.conference = event.type === 'conferenceJoined' ? event.conference : undefined;
        return;
      }
      case 'renamed': {
        const channel = channels.get(event.uniqueId);
        if (channel !== undefined) channels.rename(channel, event.to);
        if (event.to.endsWith('<ZOMBIE>')) this.#parked.delete(event.uniqueId);
        return;
      }
      case 'parked': {
        const { parkee, space, parker } = event;
        this.#learn(parkee, nowMs);
        this.#parked.set(parkee.uniqueId, { parkee, space, parker });
        return;
      }
      case 'unparked':
        this.#parked.delete(event.parkee.uniqueId);
        return;
      case 'hungUp': {
        const channel = channels.get(event.channel.uniqueId);
        if (channel !== undefined) channels.remove(channel);
        this.#parked.delete(event.channel.uniqueId);
        return;
      }
      default:
    }
  }

  snapshot(nowMs: number): PbxSnapshot {
    return {
      channels: [...this.#channels.all()].map((channel) => this.#status(channel, nowMs)),
      parked: [...this.#parked.values()],
    };
  }

  #learn(facts: ChannelFacts, nowMs: number): AsteriskChannel {
    if (!this.#since.has(facts.uniqueId)) this.#since.set(facts.uniqueId, nowMs);
    return this.#channels.learn(facts);
  }

  #status(channel: AsteriskChannel, nowMs: number): ChannelSnapshot {
    const { uniqueId, name, linkedId, bridgeId, state, called, dialledBy } = channel;
    const { callerNumber, callerName, connectedNumber, connectedName, exten } = channel;
    const [partner] = this.#channels.peers(channel);
    const isOriginated = called && dialledBy === undefined && state !== 'up';
    const isCalled = called && dialledBy !== undefined;
    const seconds = Math.floor((nowMs - (this.#since.get(uniqueId) ?? nowMs)) / 1_000);
    return {
      facts: {
        ...{ uniqueId, name, state, callerNumber, callerName, connectedNumber, connectedName, exten },
        ...(linkedId === undefined ? {} : { linkedId }),
      },
      called: isCalled,
      originated: isOriginated,
      ...(this.#isOld && called ? {} : { seconds }),
      ...(this.#isOld
        ? partner === undefined || bridgeId?.startsWith('conference') === true
          ? {}
          : { bridgedWith: partner.uniqueId }
        : {
            ...(bridgeId === undefined ? {} : { bridgeId }),
            ...(isCalled || isOriginated ? {} : this.#executed(channel)),
            context: 'from-internal',
            dialled: channel.firstExten,
          }),
    };
  }

  #executed(channel: AsteriskChannel): { readonly application: string; readonly data: string } {
    if (channel.conference !== undefined) return { application: 'ConfBridge', data: channel.conference };
    if (channel.queue !== undefined) return { application: 'Queue', data: `${channel.queue},tT` };
    const dials = [...this.#channels.all()].filter(({ dialledBy }) => dialledBy === channel.uniqueId);
    if (dials.length > 0) {
      return { application: 'Dial', data: `${dials.map(({ device }) => device).join('&')},30,tT` };
    }
    const isMusic = channel.hearsMusic && channel.bridgeId === undefined;
    return { application: isMusic ? 'MusicOnHold' : '', data: '' };
  }
}
