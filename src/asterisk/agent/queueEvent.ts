import type { AmiPacket } from '../../ami/wire/packet.ts';
import { numberOf } from '../dialect/dialect.ts';

/** What a packet says of one membership. A field that the packet does not have is missing. */
export interface MemberFacts {
  readonly queue: string;
  /** The member as the PBX has it, e.g. `Local/101@from-queue/n`: what QueuePause and QueueRemove must name. */
  readonly interface: string;
  /** The device whose state counts as the member's. */
  readonly stateInterface?: string;
  /** Logged in by QueueAdd, not by the PBX's configuration. */
  readonly dynamic?: boolean;
  readonly paused?: boolean;
  /** Why paused; AMI 1.x tells it only at the moment of pausing. */
  readonly reason?: string;
  /** When the member was paused last, and when it was paused, logged in or hung up last: s since 1970; not told by AMI 1.x. */
  readonly pausedAtS?: number;
  readonly changedAtS?: number;
}

/** What happened in queues, in words that are the same for every version of Asterisk. */
export type QueueEvent =
  /** The queue exists. */
  | { readonly type: 'queue'; readonly queue: string }
  | ({ readonly type: 'member' | 'memberAdded' | 'memberPaused' } & MemberFacts)
  | { readonly type: 'memberRemoved'; readonly queue: string; readonly interface: string }
  | {
      readonly type: 'callerJoined';
      readonly queue: string;
      readonly uniqueId: string;
      /** How long the caller has waited already, s. */
      readonly waitS: number;
    }
  | { readonly type: 'callerLeft'; readonly queue: string; readonly uniqueId: string }
  | {
      /** The caller hung up, or the queue's time for them was over: the dial plan goes on with who is still there. */
      readonly type: 'callerAbandoned';
      readonly queue: string;
      readonly uniqueId: string;
      readonly waitedS: number;
    };

/**
 * The names of both dialects differ, so one table reads both: AMI 1.x says `Join`, `Leave`, `QueueMemberPaused` and `Location`,
 * later ones `QueueCallerJoin`, `QueueCallerLeave`, `QueueMemberPause` and `Interface` (app_queue.c).
 */
const types: ReadonlyMap<string, QueueEvent['type']> = new Map(
  Object.entries({
    QueueParams: 'queue',
    QueueMember: 'member',
    QueueMemberStatus: 'member',
    QueueMemberAdded: 'memberAdded',
    QueueMemberPause: 'memberPaused',
    QueueMemberPaused: 'memberPaused',
    QueueMemberRemoved: 'memberRemoved',
    QueueEntry: 'callerJoined',
    QueueCallerJoin: 'callerJoined',
    Join: 'callerJoined',
    QueueCallerLeave: 'callerLeft',
    QueueCallerAbandon: 'callerAbandoned',
    Leave: 'callerLeft',
  }),
);

/** @returns `undefined` for a packet that tells nothing of queues */
export function readQueueEvent(packet: AmiPacket): QueueEvent | undefined {
  const type = types.get(packet.event ?? '');
  if (type === undefined) return undefined;
  const queue = packet.get('Queue');
  if (queue === undefined) return undefined;
  const uniqueId = packet.get('Uniqueid') ?? '';
  switch (type) {
    case 'queue':
      return { type, queue };
    case 'callerJoined':
      return { type, queue, uniqueId, waitS: numberOf(packet.get('Wait')) };
    case 'callerLeft':
      return { type, queue, uniqueId };
    case 'callerAbandoned':
      return { type, queue, uniqueId, waitedS: numberOf(packet.get('HoldTime')) };
    case 'memberRemoved':
      return { type, queue, interface: interfaceOf(packet) };
    case 'member':
    case 'memberAdded':
    case 'memberPaused':
      return { type, ...factsOf(packet, queue, type === 'memberPaused') };
  }
}

function factsOf(packet: AmiPacket, queue: string, pausing: boolean): MemberFacts {
  const stateInterface = packet.get('StateInterface');
  const membership = packet.get('Membership');
  const paused = packet.get('Paused');
  // AMI 1.x leaves the line out where no reason was given.
  const reason = packet.get('PausedReason') ?? packet.get('Reason') ?? (pausing ? '' : undefined);
  return {
    queue,
    interface: interfaceOf(packet),
    ...(stateInterface === undefined ? {} : { stateInterface }),
    ...(membership === undefined ? {} : { dynamic: membership === 'dynamic' }),
    ...(paused === undefined ? {} : { paused: paused !== '0' }),
    ...(reason === undefined ? {} : { reason }),
    ...timesOf(packet),
  };
}

/** LastPause is there since Asterisk 13, LoginTime since 16; nought: never (app_queue.c). */
function timesOf(packet: AmiPacket): Pick<MemberFacts, 'pausedAtS' | 'changedAtS'> {
  const lastPause = packet.get('LastPause');
  if (lastPause === undefined) return {};
  const times = [lastPause, packet.get('LoginTime'), packet.get('LastCall')].map(numberOf);
  return { pausedAtS: numberOf(lastPause), changedAtS: Math.max(...times) };
}

function interfaceOf(packet: AmiPacket): string {
  return packet.get('Interface') ?? packet.get('Location') ?? '';
}
