import type { Instant } from '../../cti/instant.ts';
import type { ChannelEvent } from '../dialect/channelEvent.ts';
import type { AsteriskChannels } from '../pbx/channels.ts';
import { joinConference, leaveConference } from './conferring.ts';
import { passOn } from './consulting.ts';
import {
  beginDial,
  claimLeg,
  dialFromQueue,
  endDial,
  joinQueue,
  leaveQueue,
  updateChannel,
} from './dialling.ts';
import { hangUp, settleOriginate } from './ending.ts';
import { fetchParked, hold, park, playMusic } from './holding.ts';
import { joinBridge, leaveBridge, rename } from './joining.ts';
import { giveUpRinging } from './queue/queueing.ts';
import type { LineCalls } from './story/lineCalls.ts';

type EventType = ChannelEvent['type'];

/** The events of a type; one member of the union may stand for several. */
type EventOf<Type extends EventType, Event = ChannelEvent> = Event extends { readonly type: infer Types }
  ? Type extends Types
    ? Event
    : never
  : never;

type Handler<Type extends EventType> = (calls: LineCalls, event: EventOf<Type>, at: Instant) => void;

/** What each event of channels means for the calls of the line. */
const handlers: { readonly [Type in EventType]: Handler<Type> } = {
  created: (calls, { channel }, at) => claimLeg(calls, calls.channels.learn(channel), at),
  changed: (calls, { channel }, at) => updateChannel(calls, calls.channels.learn(channel), at),
  dialBegun: (calls, { caller, dest }, at) => beginDial(calls, caller, dest, at),
  dialEnded: endDial,
  bridgeEntered: joinBridge,
  bridgeLeft: leaveBridge,
  held: (calls, { channel }, at) => hold(calls, calls.channels.learn(channel), true, at),
  unheld: (calls, { channel }, at) => hold(calls, calls.channels.learn(channel), false, at),
  musicStarted: (calls, { channel }, at) => playMusic(calls, channel, true, at),
  musicStopped: (calls, { channel }, at) => playMusic(calls, channel, false, at),
  renamed: (calls, { uniqueId, to }, at) => rename(calls, uniqueId, to, at),
  joinedQueue: (calls, { uniqueId, queue }, at) => joinQueue(calls, uniqueId, queue, at),
  leftQueue: (calls, { uniqueId }, at) => leaveQueue(calls, uniqueId, at),
  queueDialled: (calls, { uniqueId, destName }, at) => dialFromQueue(calls, uniqueId, destName, at),
  queueRingEnded: (calls, { uniqueId }) => giveUpRinging(calls, uniqueId),
  parked: (calls, { parkee, space, parker }, at) => park(calls, parkee, space, parker, at),
  unparked: fetchParked,
  transferred: (calls, { legs }, at) => passOn(calls, legs, at),
  conferenceJoined: (calls, { channel, conference }, at) =>
    joinConference(calls, calls.channels.learn(channel), conference, at),
  conferenceLeft: (calls, { channel, conference }, at) =>
    leaveConference(calls, calls.channels.learn(channel), conference, at),
  originated: settleOriginate,
  hungUp: (calls, { channel, cause }, at) => hangUp(calls, channel, cause, at),
};

export function followEvent(calls: LineCalls, event: ChannelEvent, at: Instant): void {
  // The handler is of the event's own type; the compiler cannot follow an index by a union.
  const handler = handlers[event.type] as (calls: LineCalls, event: ChannelEvent, at: Instant) => void;
  if (!isOfGone(event, calls.channels)) handler(calls, event, at);
}

/** Events come from several threads of Asterisk: what is still said of a channel after its hangup must not bring it back. */
function isOfGone(event: ChannelEvent, channels: AsteriskChannels): boolean {
  const facts = 'channel' in event ? event.channel : event.type === 'dialBegun' ? event.dest : undefined;
  return event.type !== 'hungUp' && facts !== undefined && channels.isGone(facts.uniqueId);
}
