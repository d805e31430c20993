import type { AmiAction } from '../../../ami/wire/action.ts';
import { AmiError } from '../../../ami/wire/error.ts';
import type { AsteriskChannel } from '../../pbx/channel.ts';
import { snippetContext } from '../../pbx/dialPlan.ts';
import type { ControlContext } from './control.ts';

/** Q.850: normal clearing, and call rejected. */
export const hangupCause = { end: 16, reject: 21 } as const;

/** If it has ended in the same moment, that is what was asked for. @throws AmiError as rejection */
export async function hangUp(
  context: ControlContext,
  { name }: AsteriskChannel,
  cause: number = hangupCause.end,
): Promise<void> {
  const fields: AmiAction['fields'] = [
    ['Channel', name],
    ['Cause', cause],
  ];
  try {
    await context.send({ name: 'Hangup', fields });
  } catch (error) {
    if (error instanceof AmiError && /no such channel/iu.test(error.serverMessage ?? '')) return;
    throw error;
  }
}

/** Joins two. One that fails has torn apart what there was: both have to be there. @throws AmiError as rejection */
export async function bridge(
  context: ControlContext,
  one: AsteriskChannel,
  other: AsteriskChannel,
): Promise<void> {
  const fields: AmiAction['fields'] = [
    ['Channel1', one.name],
    ['Channel2', other.name],
  ];
  await context.send({ name: 'Bridge', fields });
}

/** A channel, and the extension of our dial-plan lines that it is sent to. */
type Move = readonly [channel: AsteriskChannel, exten: string];

/** Sends a channel to our dial-plan lines, and another in the same moment: alone, each would end with the other's going. */
export async function sendTo(context: ControlContext, [channel, exten]: Move, extra?: Move): Promise<void> {
  const pen = snippetContext(context.options);
  const also: AmiAction['fields'] =
    extra === undefined
      ? []
      : [
          ['ExtraChannel', extra[0].name],
          ['ExtraContext', pen],
          ['ExtraExten', extra[1]],
          ['ExtraPriority', 1],
        ];
  await context.send({
    name: 'Redirect',
    fields: [['Channel', channel.name], ['Context', pen], ['Exten', exten], ['Priority', 1], ...also],
  });
}
