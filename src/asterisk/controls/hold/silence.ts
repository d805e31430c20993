import type { AsteriskChannel } from '../../pbx/channel.ts';
import { snippetContext } from '../../pbx/dialPlan.ts';
import { pause } from '../../../world/pause.ts';
import type { ControlContext } from '../control/control.ts';

/** A leg is there within some 20 ms; one that is not after this, ms, is in a line of that name that an administrator has changed. */
const arrivesMs = 2_000;
const stepMs = 20;

/**
 * Waits until legs that were sent to `silence`, or called to it, have come there. BridgeLeave is reported before: a Bridge in between takes the leg along with
 * its Redirect (bridge_after.c, `ast_bridge_setup_after_goto`), and when the call ends the leg goes on to silence, for a day; or it
 * fails and tears the call apart (8 of 141 on a busy 16). The application tells; AMI 1.x has none.
 */
export async function arriveInSilence(
  context: ControlContext,
  ...legs: readonly AsteriskChannel[]
): Promise<void> {
  if (context.dialect.family === '1.x') return;
  for (let waitedMs = 0; waitedMs < arrivesMs; waitedMs += stepMs) {
    const onTheWay = await Promise.all(legs.map((leg) => isOnTheWay(context, leg)));
    if (!onTheWay.includes(true)) return;
    await pause(context.edges.clock, stepMs);
  }
}

async function isOnTheWay(context: ControlContext, { name }: AsteriskChannel): Promise<boolean> {
  const item = await context.ask(name);
  if (item === undefined) return false;
  // One that was called is in no dial plan yet.
  if (item.application === undefined) return true;
  const isSent = item.context === snippetContext(context.options) && item.facts.exten === 'silence';
  return isSent && item.application !== 'Wait';
}
