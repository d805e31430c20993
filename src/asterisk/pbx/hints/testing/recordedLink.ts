import { recordedBytes, type RecordedPbx } from '../../../../ami/testing/recordings.ts';
import type { AmiEventList } from '../../../../ami/eventList.ts';
import { refusal } from '../../../../ami/exchange.ts';
import type { AmiAction } from '../../../../ami/wire/action.ts';
import { AmiError } from '../../../../ami/wire/error.ts';
import { AmiPacket } from '../../../../ami/wire/packet.ts';
import { packetsOf } from '../../../recording/recording.ts';
import type { LampLink } from '../lampQuestions.ts';

/** A PBX that answers as one did in a recorded session, word for word, and does not know what it was not asked there. */
export class RecordedLink implements LampLink {
  readonly asked: string[] = [];
  /** What the account may not. */
  denied: readonly string[] = [];
  readonly #packets: readonly AmiPacket[];
  readonly #actions: readonly AmiPacket[];

  constructor(pbx: RecordedPbx, name: string) {
    this.#packets = packetsOf(recordedBytes(pbx, name)).packets;
    this.#actions = recordedBytes(pbx, name, 'client')
      .toString('utf8')
      .split('\r\n\r\n')
      .map((block) => new AmiPacket(block.split('\r\n').map(headerOf)));
  }

  /** What the PBX said unasked, from its first answer to an action of that name on. */
  eventsAfter(action: string): readonly AmiPacket[] {
    const ids = this.#actions.filter((each) => each.get('Action') === action).map(({ actionId }) => actionId);
    const first = this.#packets.findIndex(({ actionId }) => ids.includes(actionId));
    return this.#packets
      .slice(first)
      .filter(({ event, actionId }) => event !== undefined && actionId === undefined);
  }

  get events(): readonly AmiPacket[] {
    return this.#packets.filter(({ event, actionId }) => event !== undefined && actionId === undefined);
  }

  readonly may = (action: string): boolean => !this.denied.includes(action);

  readonly send = (action: AmiAction): Promise<AmiPacket> => {
    const [response] = this.#answer(action);
    const error = response && refusal(action.name, response);
    if (response === undefined)
      return Promise.reject(new AmiError('refused', 'not recorded', { action: action.name }));
    return error === undefined ? Promise.resolve(response) : Promise.reject(error);
  };

  readonly list = async (action: AmiAction): Promise<AmiEventList> => {
    const response = await this.send(action);
    const items = this.#packets.filter(
      (packet) => packet.actionId === response.actionId && packet !== response && !isEnd(packet),
    );
    return { response, items, complete: true };
  };

  #answer(action: AmiAction): readonly AmiPacket[] {
    this.asked.push([action.name, ...action.fields.map(([, value]) => value)].join(' '));
    const recorded = this.#actions.find(
      (each) =>
        each.get('Action') === action.name &&
        action.fields.every(([name, value]) => each.get(name) === String(value)),
    );
    return this.#packets.filter(({ actionId }) => actionId !== undefined && actionId === recorded?.actionId);
  }
}

function isEnd(packet: AmiPacket): boolean {
  return packet.get('EventList') === 'Complete';
}

function headerOf(line: string): readonly [string, string] {
  const colon = line.indexOf(':');
  return [line.slice(0, Math.max(colon, 0)), line.slice(colon + 1).trimStart()];
}
