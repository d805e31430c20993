import type { Call } from '../../../cti/call.ts';
import type { CommandResult, CtiCommand } from '../../../cti/command.ts';
import { inTheWay } from '../../../cti/secondCall.ts';

/** A hold as a command of its own, so that it is carried out, and shown, as any other. */
type Execute = (command: CtiCommand) => Promise<CommandResult>;

/**
 * Before a second call is dialled or answered, the one that is talked on is put on hold, where that was asked for.
 * @returns the first hold that failed
 */
export async function holdOthers(
  command: CtiCommand,
  calls: readonly Call[],
  execute: Execute,
): Promise<CommandResult | undefined> {
  if (command.type !== 'MakeCall' && command.type !== 'AnswerCall') return undefined;
  if (command.holdOthers !== true) return undefined;
  for (const { id } of inTheWay(calls, command.type === 'AnswerCall' ? command.callId : undefined)) {
    const held = await execute({ type: 'HoldCall', callId: id });
    // It ended in the same moment, so it is no longer in the way.
    const isGone = held.status === 'refused' && (held.code === 'callEnded' || held.code === 'unknownCall');
    // No one waits at the other end: the phone keeps the leg, or lets it go.
    const isWithPbx = held.status === 'refused' && held.code === 'noOtherParty';
    if (held.status !== 'done' && !isGone && !isWithPbx) return held;
  }
  return undefined;
}
