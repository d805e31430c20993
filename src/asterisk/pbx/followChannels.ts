import type { ChannelEvent, ChannelFacts } from '../dialect/channelEvent.ts';
import type { AsteriskChannel } from './channel.ts';
import type { AsteriskChannels } from './channels.ts';
import { isBorrowed, keepCause } from './hangupCause.ts';

/** What an event has made of the channels of the PBX, as far as they do not show it themselves any more. */
export interface Followed {
  /** The channel that the event is about; `undefined`: it is not known. */
  readonly channel?: AsteriskChannel | undefined;
  /** Hung up: its cause may be another leg's. */
  readonly isBorrowed?: boolean;
  /** Renamed: the channel whose place it took (AMI 1.x). */
  readonly replaced?: AsteriskChannel | undefined;
  /** The queue that it has left. */
  readonly queue?: string;
  /** It has left where it was, as a later event shows that is reported first. */
  readonly hasLeft?: boolean;
}

/**
 * The part of an event that is the same for every line of the PBX: what the channels are from now on, and how they hang together. Done
 * once, before any line hears of it.
 * @returns `undefined`: no line hears the event, as its channel has hung up
 */
export function followChannels(channels: AsteriskChannels, event: ChannelEvent): Followed | undefined {
  if (isOfGone(channels, event)) return undefined;
  switch (event.type) {
    case 'created':
    case 'changed':
    case 'held':
    case 'unheld':
      return { channel: channels.learn(event.channel) };
    case 'dialBegun':
      return dial(channels, event.caller, event.dest);
    case 'bridgeEntered': {
      const channel = channels.learn(event.channel);
      channels.enter(channel, event.bridgeId);
      // `ConfbridgeJoin` comes from another thread, and may be told later.
      if (event.conference !== undefined) channel.conference = event.conference;
      channel.sentElsewhere = false;
      return { channel };
    }
    case 'bridgeLeft':
      return leaveBridge(channels, event);
    case 'musicStarted':
    case 'musicStopped':
      return playMusic(channels, event.channel, event.type === 'musicStarted');
    case 'renamed': {
      const channel = channels.get(event.uniqueId);
      return { channel, replaced: channel && channels.rename(channel, event.to) };
    }
    case 'joinedQueue': {
      const channel = channels.get(event.uniqueId);
      if (channel !== undefined) channel.queue = event.queue;
      return { channel };
    }
    case 'leftQueue': {
      const channel = channels.get(event.uniqueId);
      const queue = channel?.queue;
      if (channel !== undefined) channel.queue = undefined;
      return { channel, ...(queue === undefined ? {} : { queue }) };
    }
    case 'queueDialled': {
      const channel = channels.byName(event.destName);
      if (channel !== undefined) channel.dialledBy = event.uniqueId;
      return { channel };
    }
    case 'parked':
      return { channel: channels.learn(event.parkee) };
    case 'unparked':
      return { channel: retrieverOf(channels, event) };
    case 'conferenceJoined': {
      const channel = channels.learn(event.channel);
      channel.conference = event.conference;
      return { channel };
    }
    case 'conferenceLeft': {
      const channel = channels.learn(event.channel);
      const hasLeft = channel.conference === event.conference;
      if (hasLeft) channel.conference = undefined;
      return { channel, hasLeft };
    }
    case 'originated': {
      const channel = channels.get(event.uniqueId);
      if (channel !== undefined && event.exten !== undefined) channel.firstExten = event.exten;
      return { channel };
    }
    case 'hungUp':
      return hangUp(channels, event.channel, event.cause);
    case 'dialEnded':
    case 'queueRingEnded':
    case 'transferred':
      return {};
  }
}

/** Events come from several threads of Asterisk: what is still said of a channel after its hangup must not bring it back. */
function isOfGone(channels: AsteriskChannels, event: ChannelEvent): boolean {
  const facts = 'channel' in event ? event.channel : event.type === 'dialBegun' ? event.dest : undefined;
  return event.type !== 'hungUp' && facts !== undefined && channels.isGone(facts.uniqueId);
}

function dial(channels: AsteriskChannels, caller: ChannelFacts | undefined, dest: ChannelFacts): Followed {
  const dialler = caller === undefined ? undefined : channels.learn(caller);
  const channel = channels.learn(dest);
  channel.called = true;
  channel.dialledBy = dialler?.uniqueId;
  return { channel };
}

/** The channel's `exten`: where it goes on in the dial plan. Nothing else reports a Redirect, and this only where the channel has a dial plan. */
function leaveBridge(
  channels: AsteriskChannels,
  { bridgeId, channel: { uniqueId, exten } }: Extract<ChannelEvent, { type: 'bridgeLeft' }>,
): Followed {
  const channel = channels.get(uniqueId);
  if (channel === undefined) return {};
  channels.leave(channel, bridgeId);
  if (exten !== undefined && exten !== '') {
    channel.sentElsewhere ||= exten !== channel.exten;
    channel.exten = exten;
  }
  return { channel };
}

function playMusic(channels: AsteriskChannels, facts: ChannelFacts, on: boolean): Followed {
  const channel = channels.get(facts.uniqueId);
  if (channel === undefined) return {};
  channel.hearsMusic = on;
  // The dial plan executes another extension with it than when it came into its bridge. AMI 1.x does not tell.
  const { exten = channel.exten } = facts;
  const hasLeft = exten !== channel.exten;
  channel.exten = exten;
  return { channel, hasLeft };
}

/** On 16 and 22 this comes from another thread than the channel's own events, which may be told later (seen on 22 under load). */
function retrieverOf(
  channels: AsteriskChannels,
  { retrieverName: name, retrieverId: uniqueId }: Extract<ChannelEvent, { type: 'unparked' }>,
): AsteriskChannel | undefined {
  const known = channels.byName(name);
  if (known !== undefined || uniqueId === undefined || name === '') return known;
  return channels.isGone(uniqueId) ? undefined : channels.learn({ uniqueId, name });
}

function hangUp(channels: AsteriskChannels, { uniqueId }: ChannelFacts, cause: number): Followed {
  const channel = channels.get(uniqueId);
  channels.setGone(uniqueId);
  if (channel === undefined) return {};
  channels.remove(channel);
  const borrowed = isBorrowed(channels, channel, cause);
  if (!borrowed) keepCause(channels, channel, cause);
  return { channel, isBorrowed: borrowed };
}
