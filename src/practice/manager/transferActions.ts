import { AttendedTransfer } from '../calls/attendedTransfer.ts';
import type { Pbx } from '../calls/pbx.ts';
import type { Action } from './action.ts';
import { type Reply, error, success } from './reply.ts';
import type { Request } from './request.ts';

/** Attended transfer. Both actions play a feature code into the call, and say that they did, whatever comes of it (11e). */
export const transferActions: readonly Action[] = [
  { name: 'Atxfer', about: 'Attended transfer.  (Priv: call,all)', run: atxfer },
  { name: 'CancelAtxfer', about: 'Cancel an attended transfer.  (Priv: call,all)', run: cancelAtxfer },
];

function atxfer(request: Request, { exchange, dialplan }: Pbx): Reply {
  const exten = request.get('Exten');
  if (request.get('Channel') === '') return error('No channel specified');
  if (exten === '') return error('No extension specified');
  const channel = exchange.find(request.get('Channel'));
  if (channel === undefined) return error('Channel specified does not exist');
  const context = request.get('Context') || channel.context;
  return success('Atxfer successfully queued', () =>
    AttendedTransfer.begin(exchange, channel, {
      context,
      exten,
      exists: dialplan.exists(context, exten),
      dial: (leg) => dialplan.run(leg, context, exten),
    }),
  );
}

function cancelAtxfer(request: Request, { exchange }: Pbx): Reply {
  if (request.get('Channel') === '') return error('No channel specified');
  const channel = exchange.find(request.get('Channel'));
  if (channel === undefined) return error('Channel specified does not exist');
  return success('CancelAtxfer successfully queued', () => {
    const { occupation } = channel;
    if (occupation instanceof AttendedTransfer) exchange.plan(channel, 0, () => occupation.cancel());
  });
}
