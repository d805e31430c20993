// @vitest-environment happy-dom
import { act, cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ListedCaller } from '../../../src/ipc/abandoned.ts';
import { aHistoryCall, HistoryFile } from '../../testing/historyFile.ts';
import { HistoryWindow } from '../HistoryWindow.tsx';

const user = userEvent.setup();
const atMs = new Date(2026, 10, 30, 10, 42).getTime();
let file: HistoryFile;

function caller(id: string, facts: Partial<ListedCaller> = {}): ListedCaller {
  return {
    id,
    queue: 'support',
    number: '+4930901820',
    name: 'Bo Ek',
    abandonedAt: atMs,
    waitedMs: 42_000,
    tries: 1,
    ...facts,
  };
}
const by = { extension: '102', name: 'Bela Blau' };

afterEach(cleanup);

async function open(callers: readonly ListedCaller[], change?: (file: HistoryFile) => void): Promise<void> {
  file = new HistoryFile([aHistoryCall('o')]);
  file.bridge.answers['abandoned:state'] = () => ({ open: callers.length, isShown: true });
  file.bridge.answers['abandoned:list'] = () => ({ status: 'ok', value: callers });
  file.bridge.answers['history:dial'] = () => ({ status: 'done' });
  change?.(file);
  render(<HistoryWindow bridge={file.bridge} />);
  await user.click(await screen.findByRole('radio', { name: 'Abandoned' }));
}
const list = (): HTMLElement => screen.getByRole('region', { name: /hung up while waiting/u });
const items = (): string[] =>
  within(list())
    .getAllByRole('listitem')
    .map(({ textContent }) => textContent);

describe('callers who gave up', () => {
  it('are listed with who, where, how long, and what came of it; what cannot be known is said', async () => {
    await open([
      caller('a', { tries: 2 }),
      caller('b', { name: '', reached: { at: atMs, way: 'calledBack', by } }),
      caller('c', {
        reached: { at: atMs, way: 'calledAgain', by: { extension: '101', name: '' } },
        byAgent: true,
      }),
      caller('d', { doneAt: atMs }),
    ]);
    await vi.waitFor(() => expect(items()).toHaveLength(4));
    const [first, second, third, fourth] = items();
    expect(first).toMatch(
      /Bo Ek.*\+49 30 901820.*via support.*waited 0:42.*2 attempts.*not called back yet/su,
    );
    expect(second).toMatch(/\+49 30 901820.*called back by 102 Bela Blau, 11\/30\/26/su);
    expect(third).toContain('called again and reached you, ');
    expect(fourth).toContain('done, ');
    expect(list().textContent).toContain('while Offhook was connected');
    expect(screen.getByText('4 to call back')).toBeTruthy();
  });

  it('are called back, copied and said to be done, from the row', async () => {
    await open([caller('a'), caller('w', { number: '', name: '' })], ({ bridge }) => {
      bridge.answers['abandoned:done'] = () => ({ status: 'ok', value: null });
    });
    await user.click(await screen.findByRole('button', { name: /^Call back: .*Bo Ek/u }));
    expect(file.bridge.sent).toContainEqual(['history:dial', '+4930901820']);
    await user.click(screen.getByRole('button', { name: /^Copy number: .*Bo Ek/u }));
    expect(file.bridge.sent).toContainEqual(['app:copy', '+4930901820']);
    await user.click(screen.getByRole('button', { name: /^Mark as done: .*Bo Ek/u }));
    expect(file.bridge.sent).toContainEqual(['abandoned:done', 'a', true]);
    // Who withholds the number cannot be called.
    expect(screen.getAllByRole('button', { name: /^Copy number/u })).toHaveLength(1);
    const dials = file.bridge.count('history:dial');
    await user.click(screen.getByRole('button', { name: /^Call back: .*withheld/iu }));
    expect(file.bridge.count('history:dial')).toBe(dials);
  });

  it('are deleted once they are done, not by a slip before that', async () => {
    await open([caller('a'), caller('b', { name: 'Kim Park', doneAt: atMs })], ({ bridge }) => {
      bridge.answers['abandoned:remove'] = () => ({ status: 'ok', value: null });
    });
    await screen.findByText('Kim Park');
    expect(screen.getAllByRole('button', { name: /^Delete/u })).toHaveLength(1);
    await user.click(screen.getByRole('button', { name: 'Delete: Kim Park' }));
    expect(file.bridge.sent).toContainEqual(['abandoned:remove', 'b']);
    expect(file.bridge.count('abandoned:list')).toBe(2);
  });

  it('are exported as they are shown', async () => {
    await open([caller('a'), caller('b', { name: 'Maria Svensson' })], ({ bridge }) => {
      bridge.answers['abandoned:export'] = () => ({ status: 'saved', file: '/home/agent/a.csv' });
    });
    await user.type(screen.getByRole('searchbox', { name: 'Search' }), 'mar');
    await vi.waitFor(() => expect(items()).toHaveLength(1));
    await user.click(screen.getByRole('button', { name: 'More' }));
    await user.click(await screen.findByRole('menuitem', { name: /^As CSV/u }));
    expect(file.bridge.sent).toContainEqual(['abandoned:export', ['b'], 'csv']);
    expect(file.bridge.count('history:export')).toBe(0);
    expect(await screen.findByText(/Saved as .*a\.csv/u)).toBeTruthy();
  });

  it('are searched by name and by number in any spelling', async () => {
    await open([caller('a'), caller('b', { name: 'Maria Svensson', number: '+442079460958' })]);
    await vi.waitFor(() => expect(items()).toHaveLength(2));
    const search = screen.getByRole('searchbox', { name: 'Search' });
    await user.type(search, 'mar');
    await vi.waitFor(() => expect(items()).toHaveLength(1));
    await user.clear(search);
    await user.type(search, '030901820');
    await vi.waitFor(() => expect(items()[0]).toContain('Bo Ek'));
    await user.clear(search);
    await user.type(search, 'nobody');
    expect(await screen.findByText('No call matches')).toBeTruthy();
  });

  it('keys of the calls that are not shown do nothing to them', async () => {
    await open([caller('a')]);
    await user.keyboard('{Delete}{Control>}c{/Control}');
    expect(file.bridge.count('history:remove') + file.bridge.count('app:copy')).toBe(0);
    await user.click(screen.getByRole('radio', { name: 'All' }));
    await vi.waitFor(() =>
      expect(screen.queryByRole('region', { name: /hung up while waiting/u })).toBeNull(),
    );
  });

  it('are shown at once where the window was opened for them, and follow what happens', async () => {
    file = new HistoryFile([]);
    file.bridge.answers['abandoned:wanted'] = () => true;
    render(<HistoryWindow bridge={file.bridge} />);
    expect(await screen.findByText('Nobody has given up waiting')).toBeTruthy();
    file.bridge.answers['abandoned:list'] = () => ({ status: 'ok', value: [caller('a')] });
    act(() => file.bridge.push('abandoned:told', { open: 1, isShown: true }));
    await vi.waitFor(() => expect(items()).toHaveLength(1));
  });

  it('that cannot be read say so with a code', async () => {
    await open([], ({ bridge }) => {
      bridge.answers['abandoned:list'] = () => ({ status: 'failed', fault: 'locked' });
    });
    expect(await screen.findByText('OH-historyLocked')).toBeTruthy();
  });
});
