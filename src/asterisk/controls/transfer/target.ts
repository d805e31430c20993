import { type CommandResult, refused } from '../../../cti/command.ts';
import { isDialable } from '../../../cti/number/number.ts';
import { extensionExists } from '../../pbx/dialPlan.ts';
import type { ControlContext } from '../control/control.ts';

/**
 * A number that a call is to go on to is looked up first: Redirect to one that does not exist answers Success and cuts the customer
 * off. Where the PBX cannot be asked, it is believed.
 * @returns why not; `undefined`: it may be tried
 */
export async function targetRefusal(
  context: ControlContext,
  number: string,
): Promise<CommandResult | undefined> {
  if (!isDialable(number)) return refused('invalidNumber');
  const send: ControlContext['send'] = (action) => context.send(action);
  const exists = await extensionExists(send, context.options.originateContext, number);
  return exists === false ? refused('unknownNumber') : undefined;
}
