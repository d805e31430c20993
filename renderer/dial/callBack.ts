import type { Call } from '../../src/cti/call.ts';
import { canCallBack, isDialable } from '../../src/cti/number/number.ts';

/** Why the other party of a call that is over is not called by a press; `undefined`: it is. What the agent dialled may be dialled again. */
export function whyNotCallable({
  number,
  direction,
}: Pick<Call, 'number' | 'direction'>): 'call.cannotCallBack' | 'dial.hint.callerIsCode' | undefined {
  if (!isDialable(number)) return 'call.cannotCallBack';
  return direction === 'incoming' && !canCallBack(number) ? 'dial.hint.callerIsCode' : undefined;
}
