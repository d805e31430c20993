import type { Instant } from '../../cti/instant.ts';
import type { ChannelEvent } from '../dialect/channelEvent.ts';
import type { AsteriskChannel } from '../pbx/channel.ts';
import type { Followed } from '../pbx/followChannels.ts';
import { lookAround, lookAroundOurs } from './conferring.ts';
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
import { joinBridge, takeOver } from './joining.ts';
import { giveUpRinging } from './queue/queueing.ts';
import type { LineCalls } from './story/lineCalls.ts';

type EventType = ChannelEvent['type'];

/** The events of a type; one member of the union may stand for several. */
type EventOf<Type extends EventType, Event = ChannelEvent> = Event extends { readonly type: infer Types }
  ? Type extends Types
    ? Event
    : never
  : never;

type Handler<Type extends EventType> = (
  calls: LineCalls,
  event: EventOf<Type>,
  followed: Followed,
  at: Instant,
) => void;

/** Of a channel that is known. */
const ofChannel =
  (follow: (calls: LineCalls, channel: AsteriskChannel, at: Instant) => void) =>
  (calls: LineCalls, _event: unknown, { channel }: Followed, at: Instant): void => {
    if (channel !== undefined) follow(calls, channel, at);
  };

/** What each event of channels means for the calls of the line; the channels have followed it already. */
const handlers: { readonly [Type in EventType]: Handler<Type> } = {
  created: ofChannel(claimLeg),
  changed: ofChannel(updateChannel),
  dialBegun: (calls, { caller }, { channel }, at) => {
    if (channel !== undefined) beginDial(calls, calls.channels.get(caller?.uniqueId), channel, at);
  },
  dialEnded: (calls, event, _followed, at) => endDial(calls, event, at),
  bridgeEntered: ofChannel(joinBridge),
  bridgeLeft: ofChannel((calls, _channel, at) => lookAroundOurs(calls, at)),
  held: ofChannel((calls, channel, at) => hold(calls, channel, true, at)),
  unheld: ofChannel((calls, channel, at) => hold(calls, channel, false, at)),
  musicStarted: (calls, { channel }, { hasLeft }, at) =>
    playMusic(calls, channel.uniqueId, { on: true, hasLeft }, at),
  musicStopped: (calls, { channel }, { hasLeft }, at) =>
    playMusic(calls, channel.uniqueId, { on: false, hasLeft }, at),
  renamed: (calls, { uniqueId }, { replaced }, at) => {
    if (replaced !== undefined) takeOver(calls, uniqueId, replaced, at);
  },
  joinedQueue: ofChannel(joinQueue),
  leftQueue: (calls, _event, { channel, queue }, at) => {
    if (channel !== undefined && queue !== undefined) leaveQueue(calls, channel, queue, at);
  },
  queueDialled: (calls, { uniqueId }, { channel }, at) => {
    if (channel !== undefined) dialFromQueue(calls, uniqueId, channel, at);
  },
  queueRingEnded: (calls, { uniqueId }) => giveUpRinging(calls, uniqueId),
  parked: (calls, { parkee, space, parker }, _followed, at) =>
    park(calls, parkee.uniqueId, space, parker, at),
  unparked: (calls, { parkee }, { channel }, at) => fetchParked(calls, parkee.uniqueId, channel, at),
  transferred: (calls, { legs }, _followed, at) => passOn(calls, legs, at),
  conferenceJoined: (calls, { conference }, _followed, at) => lookAround(calls, conference, at),
  conferenceLeft: (calls, { conference }, { hasLeft }, at) => {
    if (hasLeft === true) lookAround(calls, conference, at);
  },
  originated: (calls, event, { channel }, at) => settleOriginate(calls, event, channel, at),
  hungUp: (calls, { cause }, { channel, isBorrowed = false }, at) => {
    if (channel !== undefined) hangUp(calls, channel, { cause, isBorrowed }, at);
  },
};

/** @param followed what the event has made of the channels */
export function followEvent(calls: LineCalls, event: ChannelEvent, followed: Followed, at: Instant): void {
  // The handler is of the event's own type; the compiler cannot follow an index by a union.
  const handler = handlers[event.type] as (
    calls: LineCalls,
    event: ChannelEvent,
    followed: Followed,
    at: Instant,
  ) => void;
  handler(calls, event, followed, at);
}
