import { otherState } from '../../src/cti/agent.ts';
import { agentPlace, workPlace } from '../state/agentPlace.ts';
import { t } from '../parts/words.ts';
import { permission } from '../state/actions.ts';
import type { PanelModel } from './panelModel.ts';
import { settleMs } from '../state/settle.ts';

type Parts = Pick<PanelModel, 'commands' | 'line'>;

/** The key for both: ready, or not ready without a reason. Where it cannot be, the panel says why. */
export function switchState({ commands, line }: Parts): void {
  const { agent, features, link, queues } = line.getState().line;
  // Who has no queues has no state to choose, and no key for it.
  if (queues.length === 0 || agentPlace in commands.getState().pending) return;
  const { allowed, reason } = permission(features, 'SetAgentState', link);
  if (allowed) void commands.run(agentPlace, { type: 'SetAgentState', state: otherState(agent) });
  else if (reason !== undefined)
    commands.complain(agentPlace, { code: reason, text: t(`refusal.${reason}`) });
}

/**
 * Ends the work after a call. The Enter that was meant for the call before does not.
 * @returns whether there is such work: then the key is used up
 */
export function endWork({ commands, line }: Parts): boolean {
  const { agent, features, link } = line.getState().line;
  if (agent.status !== 'afterCallWork') return false;
  const settled = Date.now() - agent.since >= settleMs;
  const pending = workPlace in commands.getState().pending;
  if (settled && !pending && permission(features, 'SetAgentState', link).allowed)
    void commands.run(workPlace, { type: 'SetAgentState', state: 'ready' });
  return true;
}
