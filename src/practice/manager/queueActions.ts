import type { Field } from '../exchange/packets.ts';
import type { Pbx } from '../calls/pbx.ts';
import type { Member } from '../calls/member.ts';
import type { Queue } from '../calls/queue.ts';
import type { Action } from './action.ts';
import { type Reply, error, list, success } from './reply.ts';
import type { Request } from './request.ts';

/** Actions about the queues and their members. */
export const queueActions: readonly Action[] = [
  { name: 'QueueAdd', about: 'Add interface to queue.  (Priv: agent,all)', run: queueAdd },
  {
    name: 'QueuePause',
    about: 'Makes a queue member temporarily unavailable.  (Priv: agent,all)',
    run: queuePause,
  },
  { name: 'QueueRemove', about: 'Remove interface from queue.  (Priv: agent,all)', run: queueRemove },
  { name: 'QueueStatus', about: 'Show queue status.  (Priv: <none>)', run: queueStatus },
  { name: 'QueueSummary', about: 'Show queue summary.  (Priv: <none>)', run: queueSummary },
];

const isTrue = (text: string): boolean => /^(true|yes|on|1|y|t)$/i.test(text);

function queueAdd(request: Request, { queues }: Pbx): Reply {
  const called = request.get('Interface');
  if (request.get('Queue') === '') return error("'Queue' not specified.");
  if (called === '') return error("'Interface' not specified.");
  const queue = queues.find(request.get('Queue'));
  if (queue === undefined) return error('Unable to add interface to queue: No such queue');
  if (queue.find(called) !== undefined) return error('Unable to add interface: Already there');
  const penalty = Number(request.get('Penalty') || '0');
  return success('Added interface to queue', () => {
    const member = queue.add({
      name: request.get('MemberName') || called,
      interface: called,
      device: request.get('StateInterface') || called,
      dynamic: true,
      paused: isTrue(request.get('Paused')),
      reason: request.get('Reason'),
      penalty: Number.isInteger(penalty) && penalty > 0 ? penalty : 0,
    });
    member.tell('QueueMemberAdded');
  });
}

function queueRemove(request: Request, { queues }: Pbx): Reply {
  const called = request.get('Interface');
  if (request.get('Queue') === '' || called === '') return error("Need 'Queue' and 'Interface' parameters.");
  const queue = queues.find(request.get('Queue'));
  if (queue === undefined) return error('Unable to remove interface from queue: No such queue');
  const member = queue.find(called);
  if (member === undefined) return error('Unable to remove interface: Not there');
  if (!member.facts.dynamic) return error('Member not dynamic');
  return success('Removed interface from queue', () => {
    queue.remove(member);
    member.tell('QueueMemberRemoved');
  });
}

function queuePause(request: Request, { queues }: Pbx): Reply {
  const called = request.get('Interface');
  const paused = request.get('Paused');
  if (called === '' || paused === '') return error("Need 'Interface' and 'Paused' parameters.");
  const meant = namedQueues(request, queues.all).flatMap((queue) => {
    const member = queue.find(called);
    return member === undefined ? [] : [{ queue, member }];
  });
  if (meant.length === 0) return error('Interface not found');
  const pause = isTrue(paused);
  return success(`Interface ${pause ? 'paused' : 'unpaused'} successfully`, () => {
    for (const { queue, member } of meant) {
      member.pause(pause, request.get('Reason'));
      queue.serveSoon();
    }
  });
}

function queueStatus(request: Request, { queues }: Pbx): Reply {
  const called = request.get('Member');
  const isMeant = (member: Member): boolean => called === '' || member.facts.interface === called;
  // A queue that does not exist is an empty list, not an error (12b).
  const items = namedQueues(request, queues.all).flatMap((queue): Field[][] => [
    [['Event', 'QueueParams'], ...queue.params()],
    ...queue.members.filter(isMeant).map((member): Field[] => [['Event', 'QueueMember'], ...member.listed()]),
    ...queue.entries().map((entry): Field[] => [['Event', 'QueueEntry'], ...entry]),
  ]);
  return list('Queue status will follow', items, 'QueueStatusComplete');
}

function queueSummary(request: Request, { queues }: Pbx): Reply {
  const items = namedQueues(request, queues.all).map((queue): Field[] => [
    ['Event', 'QueueSummary'],
    ...queue.summary(),
  ]);
  return list('Queue summary will follow', items, 'QueueSummaryComplete');
}

/** The queue named, or all of them. */
function namedQueues(request: Request, all: readonly Queue[]): readonly Queue[] {
  const name = request.get('Queue');
  return name === '' ? all : all.filter(({ facts }) => facts.name === name);
}
