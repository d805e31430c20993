import type { Field } from '../packets.ts';
import type { Pbx } from '../pbx.ts';
import type { Action } from './action.ts';
import { type Reply, error, list, success } from './reply.ts';
import type { Request } from './request.ts';

/** Actions about the queue `support` and the agent as its member. */
export const queueActions: readonly Action[] = [
  {
    name: 'QueuePause',
    about: 'Makes a queue member temporarily unavailable.  (Priv: agent,all)',
    run: queuePause,
  },
  { name: 'QueueStatus', about: 'Show queue status.  (Priv: <none>)', run: queueStatus },
  { name: 'QueueSummary', about: 'Show queue summary.  (Priv: <none>)', run: queueSummary },
];

function queuePause(request: Request, { queue }: Pbx): Reply {
  const member = request.get('Interface');
  const paused = request.get('Paused');
  if (member === '' || paused === '') return error("Need 'Interface' and 'Paused' parameters.");
  const named = request.get('Queue');
  if (member !== queue.memberInterface || (named !== '' && named !== queue.name))
    return error('Interface not found');
  const pause = /^(true|yes|on|1|y|t)$/i.test(paused);
  return success(`Interface ${pause ? 'paused' : 'unpaused'} successfully`, () =>
    queue.pause(pause, request.get('Reason')),
  );
}

function queueStatus(request: Request, { queue }: Pbx): Reply {
  const named = request.get('Queue');
  const member = request.get('Member');
  const items: Field[][] = [];
  // A queue that does not exist is an empty list, not an error (12b).
  if (named === '' || named === queue.name) {
    items.push([['Event', 'QueueParams'], ...queue.params()]);
    if (member === '' || member === queue.memberInterface)
      items.push([['Event', 'QueueMember'], ...queue.member()]);
  }
  return list('Queue status will follow', items, 'QueueStatusComplete');
}

function queueSummary(request: Request, { queue }: Pbx): Reply {
  const named = request.get('Queue');
  const items: Field[][] =
    named === '' || named === queue.name ? [[['Event', 'QueueSummary'], ...queue.summary()]] : [];
  return list('Queue summary will follow', items, 'QueueSummaryComplete');
}
