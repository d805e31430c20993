import { CircleCheck, CircleSlash, ClipboardPen, CirclePause, Phone, PhoneCall, Unplug } from 'lucide-react';
import type { Agent } from '../../src/cti/agent.ts';
import type { Call } from '../../src/cti/call.ts';
import type { Line } from '../../src/cti/line.ts';
import { isolated } from '../../src/cti/text.ts';
import { type Look, lookOf } from '../call/look.ts';
import { t } from '../parts/words.ts';

/** How the agent stands, as the top of the panel shows it. */
export interface AgentLook extends Look {
  /** The agent cannot be reached: the dot is empty. */
  readonly hollow?: boolean;
  /** In place of the word where there is little room: why the agent is not ready. */
  readonly brief?: string;
  /** Small, below the word: what comes after. */
  readonly detail?: string;
  /** Wall clock, ms since 1970: shown as a running time, where it matters how long. */
  readonly runningSince?: number;
  /** It may run all day: minutes will do. */
  readonly isRough?: boolean;
}

/** A call in focus goes before what the agent is to the queues. */
export function agentLook(
  { agent, link }: Pick<Line, 'agent' | 'link'>,
  focused: Call | undefined,
): AgentLook {
  if (focused !== undefined) {
    const detail = agent.chosen === 'notReady' ? { detail: t('agent.thenNotReady') } : {};
    return { ...lookOf(focused), ...detail };
  }
  if (link.state !== 'online') {
    return { tone: 'neutral', icon: Unplug, word: t('panel.state.notConnected'), hollow: true };
  }
  return idleLook(agent);
}

function idleLook(agent: Agent): AgentLook {
  const word = t(`agent.status.${agent.status}`);
  const { reason = '', since } = agent;
  switch (agent.status) {
    case 'offline':
      return { tone: 'neutral', icon: CircleSlash, word, hollow: true, isRough: true, ...running(since) };
    case 'ready':
      return { tone: 'ready', icon: CircleCheck, word, isRough: true, ...running(since) };
    case 'notReady':
      return {
        tone: 'paused',
        icon: CirclePause,
        word,
        ...(reason === '' ? {} : { brief: isolated(reason) }),
        ...running(since),
      };
    case 'afterCallWork':
      return { tone: 'work', icon: ClipboardPen, word, ...running(since) };
    case 'ringing':
      return { tone: 'ringing', icon: PhoneCall, word };
    case 'talking':
      return { tone: 'talking', icon: Phone, word };
  }
}

/** An unknown time is none. */
function running(since: number): Pick<AgentLook, 'runningSince'> {
  return since > 0 ? { runningSince: since } : {};
}
