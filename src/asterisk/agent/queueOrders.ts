import type { AmiAction } from '../../ami/wire/action.ts';
import { AmiError } from '../../ami/wire/error.ts';
import { clientDefaults } from '../../ami/options.ts';
import type { AmiPacket } from '../../ami/wire/packet.ts';
import { type CommandResult, done, refused } from '../../cti/command.ts';
import { refusalOf } from '../controls/control/refusal.ts';
import type { Clock, Timer } from '../../world/edges.ts';
import type { Membership } from './queueBoard.ts';
import type { QueueEvent } from './queueEvent.ts';

/** The PBX tells of a change at once; an account that may not read `agent` events never hears of it. */
const confirmMs = 5_000;
/** `reason_paused` of a member is 80 bytes with the NUL (app_queue.c); a longer text would come back another. */
const reasonBytesMax = 79;

export type Send = (action: AmiAction) => Promise<AmiPacket>;

interface Order {
  readonly action: AmiAction;
  /** What the PBX tells when it has done it. */
  readonly isEcho: (event: QueueEvent) => boolean;
}

export interface NewMember {
  readonly queue: string;
  readonly interface: string;
  readonly stateInterface: string;
  readonly name: string;
  readonly paused: boolean;
}

/** What the PBX is asked to do with memberships. Each settles by the event that the PBX tells everybody of, not by its answer. */
export class QueueOrders {
  readonly #clock: Clock;
  readonly #waiting = new Map<Order, (result: CommandResult) => void>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  pause(send: Send, { queue, interface: name }: Membership, reason: string): Promise<CommandResult> {
    const text = reasonFor(reason);
    return this.#carryOut(send, {
      action: pauseAction(queue, name, text),
      isEcho: (event) =>
        event.type === 'memberPaused' &&
        isAbout(event, queue, name) &&
        event.paused === true &&
        event.reason === text,
    });
  }

  unpause(send: Send, { queue, interface: name }: Membership): Promise<CommandResult> {
    return this.#carryOut(send, {
      action: unpauseAction(queue, name),
      isEcho: (event) =>
        event.type === 'memberPaused' && isAbout(event, queue, name) && event.paused === false,
    });
  }

  add(send: Send, member: NewMember): Promise<CommandResult> {
    return this.#carryOut(send, {
      action: {
        name: 'QueueAdd',
        fields: [
          ['Queue', member.queue],
          ['Interface', member.interface],
          ...(member.name === '' ? [] : [['MemberName', member.name] as const]),
          ['StateInterface', member.stateInterface],
          ['Paused', member.paused],
        ],
      },
      isEcho: (event) => event.type === 'memberAdded' && isAbout(event, member.queue, member.interface),
    });
  }

  remove(send: Send, { queue, interface: name }: Membership): Promise<CommandResult> {
    return this.#carryOut(send, {
      action: {
        name: 'QueueRemove',
        fields: [
          ['Queue', queue],
          ['Interface', name],
        ],
      },
      isEcho: (event) => event.type === 'memberRemoved' && isAbout(event, queue, name),
    });
  }

  /** @returns whether the event is what an order of ours has brought about */
  hear(event: QueueEvent): boolean {
    for (const [order, settle] of this.#waiting) {
      if (!order.isEcho(event)) continue;
      settle(done);
      return true;
    }
    return false;
  }

  /** The link is gone: the outcome will not be reported any more. */
  giveUp(): void {
    for (const settle of [...this.#waiting.values()]) settle(refused('connectionLost'));
  }

  #carryOut(send: Send, order: Order): Promise<CommandResult> {
    return new Promise((resolve) => {
      let timer: Timer | undefined;
      const settle = (result: CommandResult): void => {
        this.#waiting.delete(order);
        this.#clock.clearTimeout(timer);
        resolve(result);
      };
      // From the answer on: a busy PBX takes its time for it.
      const limit = (): void => {
        if (!this.#waiting.has(order)) return;
        const late = { status: 'timedOut', afterMs: confirmMs } as const;
        timer = this.#clock.setTimeout(() => settle(late), confirmMs);
      };
      this.#waiting.set(order, settle);
      send(order.action).then(limit, (error: unknown) => settle(refusalOfQueue(error)));
    });
  }
}

export function unpauseAction(queue: string, name: string): AmiAction {
  return { name: 'QueuePause', fields: [...target(queue, name), ['Paused', false]] };
}

function pauseAction(queue: string, name: string, reason: string): AmiAction {
  const why = reason === '' ? [] : [['Reason', reason] as const];
  return { name: 'QueuePause', fields: [...target(queue, name), ['Paused', true], ...why] };
}

function target(queue: string, name: string): AmiAction['fields'] {
  return [
    ['Queue', queue],
    ['Interface', name],
  ];
}

function isAbout(event: { readonly queue: string; readonly interface: string }, queue: string, name: string) {
  return event.queue === queue && event.interface === name;
}

/** At most what the PBX keeps, never cut within a character. */
function reasonFor(text: string): string {
  const encoder = new TextEncoder();
  let bytes = 0;
  let kept = '';
  for (const character of text.trim()) {
    bytes += encoder.encode(character).length;
    if (bytes > reasonBytesMax) break;
    kept += character;
  }
  return kept.trimEnd();
}

/** Texts of manager_add_queue_member and its like (app_queue.c), the same on 11, 16 and 22. */
function refusalOfQueue(error: unknown): CommandResult {
  const message = error instanceof AmiError && error.code === 'refused' ? (error.serverMessage ?? '') : '';
  if (/already there|not there/iu.test(message)) return done;
  if (/no such queue/iu.test(message)) return refused('unknownQueue', message);
  if (/interface not found/iu.test(message)) return refused('noQueues', message);
  if (/member not dynamic/iu.test(message)) return refused('queueFixed', message);
  return refusalOf(error, clientDefaults.actionTimeoutMs);
}
