import type { AmiAction } from '../../../ami/wire/action.ts';
import { AmiError } from '../../../ami/wire/error.ts';
import { AmiPacket } from '../../../ami/wire/packet.ts';
import { writeAction } from '../../../ami/wire/writeAction.ts';

interface Member {
  readonly queue: string;
  readonly interface: string;
  readonly stateInterface: string;
  readonly dynamic: boolean;
  paused: boolean;
  reason: string;
  lastPauseS: number;
  readonly loginS: number;
}

type Fields = readonly (readonly [string, string | number])[];

/** The queues of a PBX as app_queue.c keeps them and tells of them, in either dialect. */
export class QueuePbx {
  readonly #family: '1.x' | '2.x';
  readonly #queues: ReadonlySet<string>;
  readonly #members = new Map<string, Member>();
  readonly sent: AmiAction[] = [];
  /** Who is told of events. */
  hears: (packet: AmiPacket) => void = () => undefined;
  /** The PBX's wall clock. */
  nowMs: () => number = () => 0;
  /** What is sent waits until it is served. */
  isSlow = false;
  readonly #waiting: (() => void)[] = [];
  /** Nothing that is sent arrives. */
  isDown = false;
  /** Orders are carried out, but there is neither an event nor an answer. */
  isMute = false;
  /** What these actions are refused with. */
  readonly refusals = new Map<string, string>();

  constructor(family: '1.x' | '2.x', queues: readonly string[]) {
    this.#family = family;
    this.#queues = new Set(queues);
  }

  /** As of the configuration, without an event. */
  put(queue: string, name: string, stateInterface: string, dynamic = false): void {
    this.#members.set(`${queue} ${name}`, {
      queue,
      interface: name,
      stateInterface,
      dynamic,
      paused: false,
      reason: '',
      lastPauseS: 0,
      loginS: Math.floor(this.nowMs() / 1000),
    });
  }

  /** `ready`, `paused: why`, or `out`. */
  state(queue: string, name = 'Local/101@from-queue/n'): string {
    const member = this.#members.get(`${queue} ${name}`);
    if (member === undefined) return 'out';
    return member.paused ? `paused: ${member.reason}` : 'ready';
  }

  /** What QueueStatus lists. */
  listing(): AmiPacket[] {
    return [...this.#queues].flatMap((queue) => [
      packet('QueueParams', [['Queue', queue]]),
      ...[...this.#members.values()]
        .filter((member) => member.queue === queue)
        .map((member) => packet('QueueMember', this.#listed(member))),
    ]);
  }

  /** Somebody else changes a pause. */
  pause(queue: string, name: string, paused: boolean, reason = ''): void {
    const member = this.#members.get(`${queue} ${name}`);
    if (member === undefined) return;
    member.paused = paused;
    member.reason = paused ? reason : '';
    if (paused) member.lastPauseS = Math.floor(this.nowMs() / 1000);
    this.#tellPause(member);
  }

  serve(): void {
    for (const go of this.#waiting.splice(0)) go();
  }

  readonly send = async (action: AmiAction): Promise<AmiPacket> => {
    // As the client does: what may not go on the wire is refused before it is sent.
    writeAction(action, 'x-1');
    this.sent.push(action);
    await new Promise<void>((resolve) => {
      if (this.isSlow) this.#waiting.push(resolve);
      else resolve();
    });
    if (this.isDown) throw new AmiError('disconnected', 'There is no connection.');
    const refusal = this.refusals.get(action.name) ?? this.#carryOut(action);
    if (this.isMute) return new Promise(() => undefined);
    if (refusal !== undefined) {
      throw new AmiError('refused', `Asterisk refused ${action.name}.`, { serverMessage: refusal });
    }
    return new AmiPacket([['Response', 'Success']]);
  };

  /** Words of app_queue.c. @returns why not */
  #carryOut(action: AmiAction): string | undefined {
    const field = (name: string): string => String(action.fields.find(([key]) => key === name)?.[1] ?? '');
    const [queue, name] = [field('Queue'), field('Interface')];
    const key = `${queue} ${name}`;
    const member = this.#members.get(key);
    switch (action.name) {
      case 'QueuePause':
        if (member === undefined) return 'Interface not found';
        this.pause(queue, name, field('Paused') === 'true', field('Reason'));
        return undefined;
      case 'QueueAdd': {
        if (!this.#queues.has(queue)) return 'Unable to add interface to queue: No such queue';
        if (member !== undefined) return 'Unable to add interface: Already there';
        this.put(queue, name, field('StateInterface'), true);
        const added = this.#members.get(key);
        if (added === undefined) throw new Error('It was put in the line before.');
        added.paused = field('Paused') === 'true';
        this.#tell('QueueMemberAdded', this.#told(added));
        return undefined;
      }
      case 'QueueRemove':
        if (member === undefined) return 'Unable to remove interface: Not there';
        if (!member.dynamic) return 'Unable to remove interface: Member not dynamic';
        this.#members.delete(key);
        this.#tell('QueueMemberRemoved', this.#told(member));
        return undefined;
      default:
        throw new Error(`${action.name} is no business of queues.`);
    }
  }

  #tellPause(member: Member): void {
    const { queue, interface: name, paused, reason } = member;
    if (this.#family === '2.x') this.#tell('QueueMemberPause', this.#told(member));
    else {
      const why: Fields = reason === '' ? [] : [['Reason', reason]];
      const fields: Fields = [['Queue', queue], ['Location', name], ['Paused', paused ? 1 : 0], ...why];
      this.#tell('QueueMemberPaused', fields);
    }
  }

  #tell(event: string, fields: Fields): void {
    if (this.isMute || this.isDown) return;
    const told = packet(event, fields);
    queueMicrotask(() => this.hears(told));
  }

  #told(member: Member): Fields {
    const name = this.#family === '2.x' ? 'Interface' : 'Location';
    return [[name, member.interface], ...this.#listed(member)];
  }

  #listed(member: Member): Fields {
    const { queue, interface: name, stateInterface, dynamic, paused, reason, lastPauseS, loginS } = member;
    const why: Fields =
      this.#family === '2.x'
        ? [
            ['PausedReason', reason],
            ['LastPause', lastPauseS],
            ['LoginTime', loginS],
            ['LastCall', 0],
          ]
        : [];
    return [
      ['Queue', queue],
      ['Location', name],
      ['StateInterface', stateInterface],
      ['Membership', dynamic ? 'dynamic' : 'static'],
      ['Paused', paused ? 1 : 0],
      ...why,
    ];
  }
}

export function packet(event: string, fields: Fields): AmiPacket {
  return new AmiPacket([['Event', event], ...fields.map(([name, value]) => [name, String(value)] as const)]);
}
