import type { ChannelEvent } from './channelEvent.ts';

/** The channels that the event is about; those that it needs not know are left out. */
export function subjectsOf(event: ChannelEvent): readonly string[] {
  switch (event.type) {
    case 'dialBegun':
    case 'dialEnded':
      return [event.caller, event.dest].flatMap((facts) => facts?.uniqueId ?? []);
    case 'parked':
    case 'unparked':
      return [event.parkee.uniqueId];
    case 'renamed':
    case 'queueDialled':
    case 'queueRingEnded':
    case 'joinedQueue':
    case 'leftQueue':
      return [event.uniqueId];
    case 'originated':
      return event.uniqueId === undefined ? [] : [event.uniqueId];
    case 'transferred':
      return [];
    default:
      return [event.channel.uniqueId];
  }
}
