import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { AmiAction } from '../../ami/wire/action.ts';
import { AmiError } from '../../ami/wire/error.ts';
import { AmiPacket } from '../../ami/wire/packet.ts';
import type { CommandResult } from '../../cti/command.ts';
import { LineWorld } from '../testing/lineWorld.ts';
import type { Membership } from './queueBoard.ts';
import type { MemberFacts, QueueEvent } from './queueEvent.ts';
import { QueueOrders, unpauseAction } from './queueOrders.ts';

const queue = 'support';
const own = 'Local/101@from-queue/n';
const member: Membership = { queue, interface: own, dynamic: true, paused: false, reason: '' };
const target = [
  ['Queue', queue],
  ['Interface', own],
];
const newMember = { queue, interface: own, stateInterface: 'PJSIP/101', name: 'Anna Agent', paused: false };
const success = new AmiPacket([['Response', 'Success']]);

let world: LineWorld;
let orders: QueueOrders;
let sent: AmiAction[];
/** What the PBX answers; it does when the test says so. */
let answers: { readonly take: () => void; readonly refuse: (error: Error) => void }[];

const send = (action: AmiAction): Promise<AmiPacket> => {
  sent.push(action);
  return new Promise<AmiPacket>((resolve, reject) => {
    answers.push({ take: () => resolve(success), refuse: reject });
  });
};

beforeEach(() => {
  world = new LineWorld();
  orders = new QueueOrders(world.edges.clock);
  sent = [];
  answers = [];
});

async function turn(): Promise<void> {
  for (let round = 0; round < 10; round += 1) await Promise.resolve();
}

/** What came of it so far. */
function watch(run: Promise<CommandResult>): { result: CommandResult | undefined } {
  const seen: { result: CommandResult | undefined } = { result: undefined };
  void run.then((result) => (seen.result = result));
  return seen;
}

const pausedEvent = (more: Partial<MemberFacts> = {}): QueueEvent => ({
  type: 'memberPaused',
  queue,
  interface: own,
  paused: true,
  reason: 'Lunch',
  ...more,
});

describe('an order', () => {
  it('to pause has its reason, and none where there is none', () => {
    void orders.pause(send, member, 'Lunch');
    void orders.pause(send, member, ' \t ');
    expect(sent).toEqual([
      { name: 'QueuePause', fields: [...target, ['Paused', true], ['Reason', 'Lunch']] },
      { name: 'QueuePause', fields: [...target, ['Paused', true]] },
    ]);
  });

  it('to end a pause has no reason', () => {
    void orders.unpause(send, member);
    expect(sent).toEqual([{ name: 'QueuePause', fields: [...target, ['Paused', false]] }]);
    expect(unpauseAction(queue, own)).toEqual(sent[0]);
  });

  it('to log in has the phone for the state, and a name where there is one', () => {
    void orders.add(send, newMember);
    void orders.add(send, { ...newMember, name: '', paused: true });
    const state = ['StateInterface', 'PJSIP/101'];
    expect(sent).toEqual([
      { name: 'QueueAdd', fields: [...target, ['MemberName', 'Anna Agent'], state, ['Paused', false]] },
      { name: 'QueueAdd', fields: [...target, state, ['Paused', true]] },
    ]);
  });

  it('to log out names the member as the PBX has it', () => {
    void orders.remove(send, { ...member, interface: 'PJSIP/101' });
    expect(sent).toEqual([
      {
        name: 'QueueRemove',
        fields: [
          ['Queue', queue],
          ['Interface', 'PJSIP/101'],
        ],
      },
    ]);
  });
});

describe('the reason of a pause', () => {
  const reasonSent = (reason: string): string => {
    sent = [];
    void orders.pause(send, member, reason);
    return String(sent[0]?.fields.find(([name]) => name === 'Reason')?.[1] ?? '');
  };

  it('has at most the 79 bytes that the PBX keeps, all of whole characters, and no space at its ends', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'ä', '漢', '😀', ' '), maxLength: 120 });
    fc.assert(
      fc.property(text, (reason) => {
        const kept = reasonSent(reason);
        expect(Buffer.byteLength(kept)).toBeLessThanOrEqual(79);
        expect(kept).toBe(kept.trim());
        expect(reason.trim().startsWith(kept)).toBe(true);
        expect(() => encodeURIComponent(kept), 'no half character').not.toThrow();
        // No more is left out than the next character needs.
        const [next = ''] = reason.trim().slice(kept.length).trimStart();
        const spaces =
          reason.trim().slice(kept.length).length - reason.trim().slice(kept.length).trimStart().length;
        if (next !== '')
          expect(Buffer.byteLength(kept) + spaces + Buffer.byteLength(next)).toBeGreaterThan(79);
      }),
    );
  });

  it.each([
    ['a'.repeat(79), 79],
    ['a'.repeat(80), 79],
    ['ä'.repeat(40), 78],
    ['漢'.repeat(27), 78],
    [`${'a'.repeat(78)} b`, 78],
  ])('%s is kept with %i bytes', (reason, bytes) => {
    expect(Buffer.byteLength(reasonSent(reason))).toBe(bytes);
  });

  it('is known again as it was sent', async () => {
    const run = watch(orders.pause(send, member, ` ${'ä'.repeat(50)} `));
    answers[0]!.take();
    expect(orders.hear(pausedEvent({ reason: 'ä'.repeat(39) }))).toBe(true);
    await turn();
    expect(run.result).toEqual({ status: 'done' });
  });
});

describe('what an order waits for', () => {
  it.each<[string, QueueEvent]>([
    ['another queue', pausedEvent({ queue: 'sales' })],
    ['another member', pausedEvent({ interface: 'Local/102@from-queue/n' })],
    ['another reason', pausedEvent({ reason: 'Training' })],
    ['the end of a pause', pausedEvent({ paused: false, reason: '' })],
    ['a status', { ...pausedEvent(), type: 'member' } as QueueEvent],
    ['a logout', { type: 'memberRemoved', queue, interface: own }],
    ['a login', { type: 'memberAdded', queue, interface: own }],
    ['a caller', { type: 'callerJoined', queue, uniqueId: '1.1', waitS: 0 }],
  ])('to pause is not %s', async (_what, event) => {
    const run = watch(orders.pause(send, member, 'Lunch'));
    expect(orders.hear(event)).toBe(false);
    await turn();
    expect(run.result).toBeUndefined();
    expect(orders.hear(pausedEvent())).toBe(true);
    await turn();
    expect(run.result).toEqual({ status: 'done' });
  });

  it.each<[string, (given: QueueOrders) => Promise<CommandResult>, QueueEvent, QueueEvent]>([
    [
      'the end of a pause',
      (given) => given.unpause(send, member),
      pausedEvent({ paused: false }),
      pausedEvent(),
    ],
    [
      'a login',
      (given) => given.add(send, newMember),
      { type: 'memberAdded', queue, interface: own },
      { type: 'memberAdded', queue, interface: 'PJSIP/101' },
    ],
    [
      'a logout',
      (given) => given.remove(send, member),
      { type: 'memberRemoved', queue, interface: own },
      { type: 'memberRemoved', queue: 'sales', interface: own },
    ],
  ])('is %s, of that member in that queue', async (_what, ask, echo, other) => {
    const run = watch(ask(orders));
    expect(orders.hear(other)).toBe(false);
    expect(orders.hear(echo)).toBe(true);
    await turn();
    expect(run.result).toEqual({ status: 'done' });
    expect(orders.hear(echo)).toBe(false);
  });

  it('settles the order that was given first, where two wait for the same', async () => {
    const first = watch(orders.pause(send, member, 'Lunch'));
    const second = watch(orders.pause(send, member, 'Lunch'));
    orders.hear(pausedEvent());
    await turn();
    expect([first.result, second.result]).toEqual([{ status: 'done' }, undefined]);
    orders.hear(pausedEvent());
    await turn();
    expect(second.result).toEqual({ status: 'done' });
  });
});

describe('an order that is never reported', () => {
  it('times out five seconds after the answer, however long that took', async () => {
    const run = watch(orders.pause(send, member, 'Lunch'));
    world.clock.advance(60_000);
    await turn();
    expect(run.result).toBeUndefined();
    answers[0]!.take();
    await turn();
    world.clock.advance(4_999);
    await turn();
    expect(run.result).toBeUndefined();
    world.clock.advance(1);
    await turn();
    expect(run.result).toEqual({ status: 'timedOut', afterMs: 5_000 });
    expect(orders.hear(pausedEvent())).toBe(false);
  });

  it('is over with the link', async () => {
    const runs = [orders.pause(send, member, 'Lunch'), orders.remove(send, member)].map(watch);
    answers[0]!.take();
    await turn();
    orders.giveUp();
    await turn();
    for (const { result } of runs) expect(result).toEqual({ status: 'refused', code: 'connectionLost' });
    expect(world.clock.pending).toBe(0);
    answers[1]!.take();
    await turn();
    expect(world.clock.pending).toBe(0);
  });
});

describe('an order that was carried out', () => {
  it.each([
    ['before its answer', ['hear', 'take']],
    ['after its answer', ['take', 'hear']],
  ] as const)('%s leaves no timer behind', async (_when, steps) => {
    const run = watch(orders.pause(send, member, 'Lunch'));
    for (const step of steps) {
      if (step === 'take') answers[0]!.take();
      else orders.hear(pausedEvent());
      await turn();
    }
    expect(run.result).toEqual({ status: 'done' });
    expect(world.clock.pending).toBe(0);
  });
});

describe('a refusal', () => {
  const refusedWith = async (error: Error): Promise<CommandResult | undefined> => {
    const run = watch(orders.add(send, newMember));
    answers.at(-1)!.refuse(error);
    await turn();
    return run.result;
  };
  const saying = (serverMessage: string): AmiError =>
    new AmiError('refused', 'Asterisk refused QueueAdd.', { serverMessage });

  // manager_add_queue_member, manager_remove_queue_member and manager_pause_queue_member in app_queue.c.
  it.each([
    'Unable to add interface: Already there',
    'Unable to remove interface: Not there',
    'unable to add interface: already there',
  ])('%s is what was asked for', async (text) => {
    expect(await refusedWith(saying(text))).toEqual({ status: 'done' });
  });

  it.each([
    ['Unable to add interface to queue: No such queue', 'unknownQueue'],
    ['Unable to remove interface from queue: No such queue', 'unknownQueue'],
    ['Interface not found', 'noQueues'],
    ['Unable to remove interface: Member not dynamic', 'queueFixed'],
  ])('%s is %s, with what the PBX said', async (text, code) => {
    expect(await refusedWith(saying(text))).toEqual({ status: 'refused', code, detail: text });
  });

  it('for a missing right, or in other words, is what it is for every command', async () => {
    expect(await refusedWith(saying('Permission denied'))).toMatchObject({ code: 'rightMissing' });
    expect(await refusedWith(saying('Out of memory'))).toMatchObject({ code: 'refusedByPbx' });
  });

  it('is taken from the text of a refusal alone', async () => {
    const lost = new AmiError('disconnected', 'No such queue', { serverMessage: 'No such queue' });
    expect(await refusedWith(lost)).toMatchObject({ code: 'connectionLost' });
  });
});
