import type { Queue } from '../../src/cti/agent.ts';
import type { CtiCommand } from '../../src/cti/command.ts';
import { can } from '../../src/cti/features.ts';
import type { Line } from '../../src/cti/line.ts';
import type { NativeMenuItem } from '../../src/ipc/panel.ts';
import { chosenKey, loginChoices, standingIn, standingOf, type Standing, stateChoices } from './choices.ts';
import { escaped } from '../parts/nativeMenu.ts';
import { t } from '../parts/words.ts';

export interface NativeAgentMenu {
  readonly items: readonly NativeMenuItem[];
  /** What each is for, by its id. */
  readonly commands: ReadonlyMap<string, CtiCommand>;
}

/** The menu of the agent's state as the system draws it: a one-line bar has no room for one of the page's own. */
export function nativeAgentMenu(
  { agent, features, queues }: Line,
  reasons: readonly string[],
): NativeAgentMenu {
  const commands = new Map<string, CtiCommand>();
  const entry = (label: string, command: CtiCommand, enabled: boolean, checked?: boolean): NativeMenuItem => {
    const id = String(commands.size);
    commands.set(id, command);
    return { type: 'item', id, label, enabled, ...(checked === undefined ? {} : { checked }) };
  };
  const mayPause = can(features, 'SetAgentState');
  const mayLogIn = can(features, 'SetQueueLogin');
  const states = (standing: Standing, queue?: string): NativeMenuItem[] =>
    stateChoices(reasons, standing, queue).map(({ key, label, command }, index) =>
      entry(
        numbered(escaped(label), queue === undefined ? index : 9),
        command,
        mayPause,
        key === chosenKey(standing),
      ),
    );
  const ofQueue = (queue: Queue): NativeMenuItem => {
    const { name, loggedIn, fixed } = queue;
    const items = [
      ...(mayLogIn
        ? [
            entry(
              t('agent.queue.loggedIn'),
              { type: 'SetQueueLogin', loggedIn: !loggedIn, queue: name },
              !fixed,
              loggedIn,
            ),
          ]
        : []),
      ...(loggedIn ? states(standingIn(queue), name) : []),
    ];
    return { type: 'item', id: name, label: escaped(name), enabled: items.length > 0, items };
  };
  const logins = mayLogIn
    ? loginChoices(queues).map(({ label, command }) => entry(label, command, true))
    : [];
  return {
    items: [
      ...states(standingOf(agent)),
      ...(queues.length === 0 ? [] : [{ type: 'separator' } as const]),
      ...queues.map(ofQueue),
      ...(logins.length === 0 ? [] : [{ type: 'separator' } as const]),
      ...logins,
    ],
    commands,
  };
}

function numbered(label: string, index: number): string {
  return index < 9 ? `&${index + 1}  ${label}` : label;
}
