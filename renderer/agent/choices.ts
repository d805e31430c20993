import { isolated } from '../../src/cti/text.ts';
import type { Agent, Queue } from '../../src/cti/agent.ts';
import type { CtiCommand } from '../../src/cti/command.ts';
import { t } from '../parts/words.ts';

/** One state that can be chosen, for all queues or for one. */
export interface StateChoice {
  readonly key: string;
  readonly label: string;
  readonly command: CtiCommand;
  /** A reason to be not ready: shown below the plain one. */
  readonly isReason: boolean;
}

/** What stands now, as far as a choice can be marked for it; reasons that others gave are among the choices then. */
export interface Standing {
  readonly ready: boolean;
  readonly reason: string;
}

export function standingOf({ status, chosen, reason = '' }: Agent): Standing {
  if (status === 'ready' || status === 'notReady') return { ready: status === 'ready', reason };
  return { ready: chosen === 'ready', reason };
}

export function standingIn({ paused, reason = '' }: Queue): Standing {
  return { ready: !paused, reason };
}

/** Ready, not ready, and not ready for each reason of the settings. */
export function stateChoices(
  reasons: readonly string[],
  standing: Standing,
  queue?: string,
): readonly StateChoice[] {
  const where = queue === undefined ? {} : { queue };
  const given = standing.ready || standing.reason === '' ? [] : [standing.reason];
  return [
    {
      key: 'ready',
      label: t('agent.status.ready'),
      command: { type: 'SetAgentState', state: 'ready', ...where },
      isReason: false,
    },
    {
      key: 'notReady',
      label: t('agent.status.notReady'),
      command: { type: 'SetAgentState', state: 'notReady', ...where },
      isReason: false,
    },
    ...[...new Set([...reasons, ...given])].map((reason) => ({
      key: keyOf(reason),
      label: isolated(reason),
      command: { type: 'SetAgentState', state: 'notReady', reason, ...where } as const,
      isReason: true,
    })),
  ];
}

/** In to all and out of all, as far as there is something to change. */
export interface LoginChoice {
  readonly key: 'logInAll' | 'logOutAll';
  readonly label: string;
  readonly command: CtiCommand;
}

export function loginChoices(queues: readonly Queue[]): readonly LoginChoice[] {
  const outOfSome = queues.some(({ loggedIn }) => !loggedIn);
  const inSome = queues.some(({ loggedIn, fixed }) => loggedIn && !fixed);
  const choice = (key: LoginChoice['key'], loggedIn: boolean): LoginChoice => ({
    key,
    label: t(`agent.queues.${key}`),
    command: { type: 'SetQueueLogin', loggedIn },
  });
  return [...(outOfSome ? [choice('logInAll', true)] : []), ...(inSome ? [choice('logOutAll', false)] : [])];
}

/** The key of the choice that stands. */
export function chosenKey({ ready, reason }: Standing): string {
  if (ready) return 'ready';
  return reason === '' ? 'notReady' : keyOf(reason);
}

function keyOf(reason: string): string {
  return `reason ${reason}`;
}
