import type { Line } from '../../src/cti/line.ts';
import { holdable } from '../../src/cti/secondCall.ts';
import type { Settings } from '../../src/settings/schema.ts';

/**
 * Whether the call that is talked on is put on hold when another one is answered outside the panel. Where the agent has not chosen and
 * wants to be asked, it is: a party who hears music is better off than two who hear each other. One that cannot be held stays as it is.
 */
export function holdsOthers({ calls }: Line, secondCall: Settings['secondCall']): boolean {
  return secondCall !== 'leave' && holdable(calls) !== undefined;
}
