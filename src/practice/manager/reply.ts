import type { Field } from '../exchange/packets.ts';

/** The answer to an action, and what it sets going. */
export interface Reply {
  readonly response: 'Success' | 'Error' | 'Goodbye';
  readonly fields: readonly Field[];
  /** What follows the answer at once, each item a packet, and the packet that ends the list. */
  readonly list?: {
    readonly items: readonly (readonly Field[])[];
    readonly complete: string;
    readonly tail: readonly Field[];
    /** Where Asterisk puts the ActionID in the items of this list. */
    readonly idPlace: 'afterEvent' | 'last';
  };
  /** Done once the answer is on its way: an answer always comes before the events that its action causes. */
  readonly then?: () => void;
}

export function success(message: string, then?: () => void): Reply {
  const reply: Reply = { response: 'Success', fields: [['Message', message]] };
  return then === undefined ? reply : { ...reply, then };
}

export function answer(...fields: readonly Field[]): Reply {
  return { response: 'Success', fields };
}

export function error(message: string): Reply {
  return { response: 'Error', fields: [['Message', message]] };
}

export const permissionDenied = error('Permission denied');

/** @param complete name of the event that ends the list */
export function list(
  message: string,
  items: readonly (readonly Field[])[],
  complete: string,
  { tail = [], idPlace = 'last' }: { tail?: readonly Field[]; idPlace?: 'afterEvent' | 'last' } = {},
): Reply {
  return {
    response: 'Success',
    fields: [
      ['EventList', 'start'],
      ['Message', message],
    ],
    list: { items, complete, tail, idPlace },
  };
}

/** The packets of a reply in their order. A client that gave no ActionID gets none. */
export function replyPackets(reply: Reply, actionId: string | undefined): (readonly Field[])[] {
  const id: readonly Field[] = actionId === undefined ? [] : [['ActionID', actionId]];
  const packets: (readonly Field[])[] = [[['Response', reply.response], ...id, ...reply.fields]];
  if (reply.list === undefined) return packets;
  const { items, complete, tail, idPlace } = reply.list;
  for (const [event, ...rest] of items) {
    if (event === undefined) continue;
    packets.push(idPlace === 'last' ? [event, ...rest, ...id] : [event, ...id, ...rest]);
  }
  packets.push([
    ['Event', complete],
    ...id,
    ['EventList', 'Complete'],
    ['ListItems', String(items.length)],
    ...tail,
  ]);
  return packets;
}
