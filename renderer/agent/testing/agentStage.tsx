import { act, cleanup, configure, render, screen, within } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, vi } from 'vitest';
import type { Agent, Queue } from '../../../src/cti/agent.ts';
import type { CtiEvent } from '../../../src/cti/event.ts';
import type { Features } from '../../../src/cti/features.ts';
import type { Line } from '../../../src/cti/line.ts';
import type { SettingsView } from '../../../src/ipc/settings.ts';
import { defaultSettings } from '../../../src/settings/schema.ts';
import { createPanelModel, PanelProvider } from '../../model/panelModel.ts';
import { settleMs } from '../../state/settle.ts';
import { FakeBridge } from '../../testing/fakeBridge.ts';
import { aSnapshot, at } from '../../testing/story.ts';
import { AgentAnnouncer } from '../AgentAnnouncer.tsx';
import { AgentState } from '../AgentState.tsx';
import { AgentTrouble } from '../AgentTrouble.tsx';

// Testing Library waits by real timers unless it finds Jest's.
configure({ asyncWrapper: (callback) => Promise.resolve(callback() as unknown) });

export const pass = (ms: number): Promise<void> =>
  act(async () => {
    await vi.advanceTimersByTimeAsync(ms);
  });

export const settings: SettingsView = {
  settings: { ...defaultSettings, pauseReasons: ['Lunch', 'Training'] },
  hasSecret: false,
  secretStore: 'keyring',
  warnings: [],
};
const able: Features = {
  can: ['SetAgentState', 'SetQueueLogin', 'ExtendAfterCallWork', 'RetrieveParkedCall', 'PickUpRingingCall'],
  denied: {},
};
export const queue = (name: string, more: Partial<Queue> = {}): Queue => ({
  name,
  loggedIn: true,
  fixed: false,
  paused: false,
  waiting: 0,
  ...more,
});
export const ready: Agent = { status: 'ready', since: at(0).wallMs, chosen: 'ready' };

/** The agent's parts of the panel on a bridge of its own, with a clock that only the test moves. */
export class AgentStage {
  bridge = new FakeBridge(aSnapshot({}), settings);
  user: UserEvent = userEvent.setup();

  /** Registers what is done before and after each test of the file. */
  constructor() {
    beforeEach(() => {
      vi.useFakeTimers({ now: at(0).wallMs });
      this.user = userEvent.setup({ advanceTimers: (ms) => vi.advanceTimersByTime(ms) });
    });
    afterEach(() => {
      cleanup();
      vi.useRealTimers();
    });
  }

  /** @param part default: the agent's state with what announces it and what went wrong */
  async open(line: Partial<Line>, part?: ReactNode): Promise<void> {
    this.bridge = new FakeBridge(
      aSnapshot({ features: able, agent: ready, queues: [queue('support'), queue('sales')], ...line }),
      settings,
    );
    const startMs = Date.now();
    const model = createPanelModel(this.bridge, { localNow: () => Date.now() - startMs });
    render(
      <PanelProvider value={model}>
        {part ?? (
          <>
            <AgentAnnouncer />
            <AgentState />
            <AgentTrouble />
          </>
        )}
      </PanelProvider>,
    );
    await pass(settleMs + 50);
  }

  async happen(event: CtiEvent): Promise<void> {
    act(() => this.bridge.happen(event));
    await pass(settleMs + 50);
  }

  async choose(name: string): Promise<void> {
    await this.user.click(state());
    await this.user.click(within(screen.getByRole('menu')).getByText(name));
    await pass(20);
  }
}

export const agentIs = (agent: Partial<Agent>, monoMs = 1): CtiEvent => ({
  type: 'AgentStateChanged',
  at: at(monoMs),
  agent: { ...ready, ...agent },
});
export const button = (name: string | RegExp): HTMLElement => screen.getByRole('button', { name });
export const state = (): HTMLElement => button(/^Your state/);
export const radios = (): readonly string[] =>
  screen.getAllByRole('menuitemradio').map((item) => {
    const number = item.querySelector('kbd')?.textContent ?? '';
    const label = item.textContent.slice(0, item.textContent.length - number.length).trim();
    return `${item.getAttribute('aria-checked') === 'true' ? '*' : ''}${label}`;
  });
export const isOff = (element: HTMLElement): boolean => element.getAttribute('aria-disabled') === 'true';

export const stateAndClock = (): string =>
  `${state().textContent} ${state().querySelector<HTMLElement>('[data-clock]')?.dataset.clock}`;
