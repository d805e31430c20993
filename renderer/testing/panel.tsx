import { act, cleanup, configure, render, screen } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, vi } from 'vitest';
import type { CtiEvent } from '../../src/cti/event.ts';
import type { Line } from '../../src/cti/line.ts';
import type { LineSnapshot } from '../../src/ipc/line.ts';
import { Panel } from '../panel/Panel.tsx';
import { createPanelModel, type PanelModel, PanelProvider } from '../model/panelModel.ts';
import { settleMs } from '../state/settle.ts';
import { FakeBridge } from './fakeBridge.ts';
import { aSnapshot, at } from './story.ts';

// Testing Library waits by real timers unless it finds Jest's.
configure({ asyncWrapper: (callback) => Promise.resolve(callback() as unknown) });

/** The whole panel on a fake main process, under a clock that the test owns. Import it and each test has its own. */
export let bridge: FakeBridge;
export let model: PanelModel;
export let user: UserEvent;

beforeEach(() => {
  vi.useFakeTimers({ now: at(0).wallMs });
  user = userEvent.setup({ advanceTimers: (ms) => vi.advanceTimersByTime(ms) });
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

export const pass = (ms: number): Promise<void> =>
  act(async () => {
    await vi.advanceTimersByTimeAsync(ms);
  });

/** Opens the panel on a line, and waits until its buttons have settled. */
export async function open(
  line: Partial<Line> = {},
  rest: Partial<LineSnapshot> = {},
  waitMs = settleMs,
): Promise<void> {
  bridge = new FakeBridge(aSnapshot(line, rest));
  const startMs = Date.now();
  model = createPanelModel(bridge, { localNow: () => Date.now() - startMs });
  render(
    <PanelProvider value={model}>
      <Panel />
    </PanelProvider>,
  );
  await pass(waitMs);
}

export async function happen(...events: readonly CtiEvent[]): Promise<void> {
  act(() => {
    for (const event of events) bridge.happen(event);
  });
  await pass(settleMs);
}

export const field = (): HTMLInputElement => screen.getByRole('combobox', { name: 'Number to call' });
export const button = (name: string): HTMLElement => screen.getByRole('button', { name });
/** The card of a call that stands open, or has just ended. */
export const card = (): HTMLElement => screen.getByRole('article', { name: /^Call with/ });
export const isOff = (element: HTMLElement): boolean => element.getAttribute('aria-disabled') === 'true';
