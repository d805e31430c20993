import type { AsteriskChannel } from '../../pbx/channel.ts';
import { pause } from '../../../world/pause.ts';
import type { ControlContext } from '../control/control.ts';
import { bridge, sendTo } from '../control/legs.ts';
import { arriveInSilence } from './silence.ts';

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
  await sendTo(context, [one, 'silence'], [other, 'silence']);
  for (let waitedMs = 0; waitedMs < leavesMs && !areOut(one, other); waitedMs += stepMs) {
    await pause(context.edges.clock, stepMs);
  }
  await arriveInSilence(context, one, other);
  const { channels } = context.adapter;
  if (channels.get(one.uniqueId) === undefined || channels.get(other.uniqueId) === undefined) return;
  await bridge(context, one, other);
}

function areOut(...channels: readonly AsteriskChannel[]): boolean {
  return channels.every(({ conference, bridgeId }) => conference === undefined && bridgeId === undefined);
}
