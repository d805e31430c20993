import type { AmiPacket } from '../../ami/wire/packet.ts';
import type { ParkedCall } from '../../cti/agent.ts';
import type { Instant } from '../../cti/instant.ts';
import type { CallStory } from '../calls/story/callStory.ts';
import { extensionOf } from '../pbx/person.ts';
import { type Dialect, numberOf } from '../dialect/dialect.ts';

/** The spellings of both dialects are the same; a swap is a transfer into the car park (res_parking). */
const events: ReadonlyMap<string, 'parked' | 'left'> = new Map(
  Object.entries({
    ParkedCall: 'parked',
    ParkedCallSwap: 'parked',
    UnParkedCall: 'left',
    ParkedCallGiveUp: 'left',
    ParkedCallTimeOut: 'left',
  }),
);

interface Waiting extends ParkedCall {
  readonly uniqueId: string;
}

/** With an ActionID it is an item of somebody's list. */
export function isParkingEvent(packet: AmiPacket): boolean {
  return events.has(packet.event ?? '') && packet.actionId === undefined;
}

/** Who waits in the car park, no matter who parked them. Parties that this line holds by parking are its calls and not on this list. */
export class ParkingBoard {
  readonly #waiting = new Map<string, Waiting>();

  /** What ParkedCalls listed; whatever was believed before is void. */
  list(packets: readonly AmiPacket[], dialect: Dialect, at: Instant): void {
    this.#waiting.clear();
    for (const packet of packets) this.#handle(packet, dialect, at);
  }

  /** @returns whether the packet was about the car park */
  hear(packet: AmiPacket, dialect: Dialect, at: Instant): boolean {
    return isParkingEvent(packet) && this.#handle(packet, dialect, at);
  }

  /** By space, without those that the line's calls wait in. */
  parked(stories: readonly CallStory[]): readonly ParkedCall[] {
    const isOurs = ({ space, uniqueId }: Waiting): boolean =>
      stories.some(
        ({ parkedAt, remote }) =>
          parkedAt === space && (uniqueId === '' || remote === undefined || remote === uniqueId),
      );
    return [...this.#waiting.values()]
      .filter((waiting) => !isOurs(waiting))
      .sort((a, b) => a.space.localeCompare(b.space, 'en', { numeric: true }))
      .map(({ uniqueId: _uniqueId, ...parked }) => parked);
  }

  #handle(packet: AmiPacket, dialect: Dialect, at: Instant): boolean {
    const event = events.get(packet.event ?? '');
    if (event === undefined) return false;
    const { parkee, space, parker } = dialect.readParked(packet);
    // Several car parks may count their spaces alike.
    const key = `${packet.get('Parkinglot') ?? ''}/${space}`;
    if (event === 'left') return this.#waiting.delete(key);
    const durationS = numberOf(packet.get('ParkingDuration') ?? packet.get('Duration'));
    this.#waiting.set(key, {
      space,
      number: parkee.callerNumber ?? '',
      // A phone that was called and has no name in the PBX has the one of who called it.
      name: parkee.callerName === parkee.connectedName ? '' : (parkee.callerName ?? ''),
      since: at.wallMs - durationS * 1000,
      parkedBy: extensionOf(parker),
      uniqueId: parkee.uniqueId,
    });
    return true;
  }
}
