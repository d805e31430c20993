import { colleaguesWhoRing } from '../press/places.ts';
import type { Agent } from '../../src/cti/agent.ts';
import type { Line } from '../../src/cti/line.ts';
import { t } from '../parts/words.ts';
import { whoOf } from '../parts/who.ts';

type Told = Pick<Line, 'agent' | 'link' | 'ringingColleagues' | 'calls'>;

/**
 * What has changed about the agent for somebody who does not see the panel, once per change: clocks are silent. Calls are reported with the
 * calls.
 */
export function agentTold(before: Told, after: Told, nowMonoMs: number): readonly string[] {
  // What is known again after a lost link, or not known any more, the link announces.
  if (before.link.state !== 'online' || after.link.state !== 'online') return [];
  const state = stateTold(before.agent, after.agent, nowMonoMs);
  const rings = after.calls.length > 0 ? [] : colleaguesWhoRing(after);
  const ringing = rings
    .filter(({ id }) => !before.ringingColleagues.some((known) => known.id === id))
    .map((one) => t('told.colleague', { who: whoOf(one), colleague: one.extension }));
  return [...(state === undefined ? [] : [state]), ...ringing];
}

function stateTold(before: Agent, after: Agent, nowMonoMs: number): string | undefined {
  const { status, reason = '', afterCallWorkUntilMonoMs: until } = after;
  const same = before.status === status;
  switch (status) {
    case 'ready':
      // Back from a call to what the agent was before is no news.
      return same || isInCall(before) ? undefined : t('told.agent.ready');
    case 'offline':
      return same ? undefined : t('told.agent.offline');
    case 'notReady':
      if (same && (before.reason ?? '') === reason) return undefined;
      return reason === '' ? t('told.agent.notReady') : t('told.agent.notReadyFor', { reason });
    case 'afterCallWork': {
      const was = before.afterCallWorkUntilMonoMs;
      if (until === undefined || (same && was === until)) return undefined;
      const count = Math.max(0, Math.round((until - nowMonoMs) / 1000));
      return t(same ? 'told.agent.extended' : 'told.agent.afterCallWork', { count });
    }
    case 'ringing':
    case 'talking':
      return undefined;
  }
}

function isInCall({ status }: Agent): boolean {
  return status === 'ringing' || status === 'talking';
}
