import type { AsteriskChannel } from '../channel.ts';
import { snippetContext } from '../dialPlan.ts';
import type { ControlContext } from './control.ts';

const leavesMs = 2_000;
const stepMs = 20;

/**
 * Joins two who are in a conference as in any call, so that the end of one is the end of the other. Bridge cannot take them out of
 * ConfBridge's room (`Unable to add Channel1`, measured on 16 and 22): both go into silence first.
 * @throws AmiError as rejection
 */
export async function rejoin(
  context: ControlContext,
  one: AsteriskChannel,
  other: AsteriskChannel,
): Promise<void> {
  const pen = snippetContext(context.options);
  await context.send({
    name: 'Redirect',
    fields: [
      ['Channel', one.name],
      ['ExtraChannel', other.name],
      ['Context', pen],
      ['Exten', 'silence'],
      ['Priority', 1],
      ['ExtraContext', pen],
      ['ExtraExten', 'silence'],
      ['ExtraPriority', 1],
    ],
  });
  for (let waitedMs = 0; waitedMs < leavesMs && !areOut(one, other); waitedMs += stepMs) {
    await new Promise<void>((resolve) => void context.edges.clock.setTimeout(resolve, stepMs));
  }
  const { channels } = context.adapter;
  // A Bridge that fails has torn apart what there was: both have to be there.
  if (channels.get(one.uniqueId) === undefined || channels.get(other.uniqueId) === undefined) return;
  await context.send({
    name: 'Bridge',
    fields: [
      ['Channel1', one.name],
      ['Channel2', other.name],
    ],
  });
}

function areOut(...channels: readonly AsteriskChannel[]): boolean {
  return channels.every(({ conference, bridgeId }) => conference === undefined && bridgeId === undefined);
}
