import { type Call, isHeldByAgent } from './call.ts';
import { can } from './features.ts';

/** Connected and not on hold by the agent: on hold by the other side alone it is still the call that the agent is in. */
export function isInTalk(call: Call): boolean {
  return call.state === 'talking' || (call.state === 'held' && !isHeldByAgent(call));
}

/** The calls to put on hold before a second one is dialled, or the one called `answeredId` is answered. */
export function inTheWay(calls: readonly Call[], answeredId?: string): readonly Call[] {
  return calls.filter((call) => call.id !== answeredId && isInTalk(call));
}

/** The first of them that can be put on hold; without one there is nothing to ask and nothing to do. */
export function holdable(calls: readonly Call[], answeredId?: string): Call | undefined {
  return inTheWay(calls, answeredId).find(({ features }) => can(features, 'HoldCall'));
}
