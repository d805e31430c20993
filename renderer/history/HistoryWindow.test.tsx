// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HistoryCall } from '../../src/ipc/history.ts';
import { aHistoryCall, aMissedCall, HistoryFile } from '../testing/historyFile.ts';
import { HistoryWindow } from './HistoryWindow.tsx';

let file: HistoryFile;
const user = userEvent.setup();
const todayMs = new Date().setHours(10, 42, 0, 0);
const missed = aMissedCall('m', {
  name: 'Bo Ek',
  number: '+4930901820',
  startedAt: todayMs,
  queue: 'support',
});
const outgoing = aHistoryCall('o', {
  direction: 'outgoing',
  startedAt: todayMs - 60_000,
  note: 'wants a quote',
  transferredTo: '202',
  did: '+4930111',
  approximate: true,
  holdMs: 5000,
});
const old = aHistoryCall('x', { name: '', startedAt: new Date(2024, 1, 29, 9).getTime() });

// The library has no layout: a list of ten rows.
beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(480);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

async function open(calls: readonly HistoryCall[], change?: (file: HistoryFile) => void): Promise<void> {
  file = new HistoryFile(calls);
  file.bridge.answers['history:dial'] = () => ({ status: 'done' });
  change?.(file);
  render(<HistoryWindow bridge={file.bridge} />);
  await vi.waitFor(() =>
    expect(
      document.querySelector('[role=row][data-call], [data-empty=ready], [data-empty=failed]'),
    ).not.toBeNull(),
  );
}
const rows = (): readonly HTMLElement[] => [
  ...document.querySelectorAll<HTMLElement>('[role=row][data-call]'),
];
const row = (id: string): HTMLElement => rows().find(({ dataset }) => dataset.call === id)!;
const grid = (): HTMLElement => screen.getByRole('grid');
const chosen = (): string | undefined =>
  document.querySelector<HTMLElement>('[role=row][aria-selected=true]')?.dataset.call;
const button = (name: string | RegExp): HTMLElement => screen.getByRole('button', { name });

describe('the list', () => {
  it('shows calls by day: who, when, what came of it, and what waits for the agent', async () => {
    await open([missed, outgoing, old]);
    const days = screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent);
    expect(days).toEqual(['Today', 'Thursday, February 29, 2024']);
    expect(row('m').textContent).toMatch(
      /Incoming.*Bo Ek.*\+49 30 901820.*via support.*not called back yet.*missed/s,
    );
    expect(row('o').textContent).toMatch(/Outgoing.*Maria Svensson.*has a note.*about 1:10/s);
    expect(row('x').textContent).toContain('+44 20 7946 0958');
    expect(grid().getAttribute('aria-rowcount')).toBe('5');
    expect(screen.getByText('3 calls')).toBeTruthy();
    expect(screen.getByText('1 to call back')).toBeTruthy();
  });

  it('says who took a call that rang here', async () => {
    const taken = {
      outcome: 'answeredElsewhere',
      answeredBy: { extension: '102', name: 'Bela Blau' },
    } as const;
    await open([aMissedCall('t', taken)]);
    expect(row('t').textContent).toMatch(/answered by 102 Bela Blau.*by Bela/s);
    await user.click(row('t'));
    expect(screen.getByRole('region', { name: /Details/ }).textContent).toContain('Answered by102 Bela Blau');
  });

  it('has only what is in view in the page, and is walked through by keys from end to end', async () => {
    await open(
      Array.from({ length: 2000 }, (_, at) => aHistoryCall(`c${at}`, { startedAt: todayMs - at * 600_000 })),
    );
    expect(rows().length).toBeLessThan(30);
    await user.click(grid());
    await user.keyboard('{ArrowDown}{ArrowDown}');
    expect(chosen()).toBe('c1');
    await user.keyboard('{PageDown}');
    expect(chosen()).toBe('c9');
    await user.keyboard('{End}');
    await vi.waitFor(() => expect(chosen()).toBe('c1999'));
    expect(rows().length).toBeLessThan(30);
    const { id } = row('c1999');
    expect(grid().getAttribute('aria-activedescendant')).toBe(id);
    await user.keyboard('{Home}');
    expect(chosen()).toBe('c0');
  });

  it('follows what happens, and the selection stays', async () => {
    await open([missed, outgoing]);
    await user.click(row('o'));
    act(() => file.come(aMissedCall('n', { startedAt: todayMs + 1000 })));
    await vi.waitFor(() => expect(rows()).toHaveLength(3));
    expect(chosen()).toBe('o');
  });

  it('is searched as one types, and filtered; nothing found can be undone', async () => {
    await open([missed, outgoing]);
    await user.click(screen.getByRole('radio', { name: 'Missed' }));
    await vi.waitFor(() => expect(rows().map(({ dataset }) => dataset.call)).toEqual(['m']));
    await user.keyboard('{Control>}f{/Control}maria');
    expect(await screen.findByText('No call matches')).toBeTruthy();
    await user.click(button('Show all calls'));
    await vi.waitFor(() => expect(rows()).toHaveLength(2));
    await user.type(screen.getByRole('searchbox', { name: 'Search' }), 'maria');
    expect(await screen.findByText('1 call found')).toBeTruthy();
    await user.keyboard('{ArrowDown}');
    expect([document.activeElement, chosen()]).toEqual([grid(), 'o']);
    await user.keyboard('{Escape}');
    await vi.waitFor(() => expect(rows()).toHaveLength(2));
  });
});

describe('a call', () => {
  it('is reported in full where it is opened', async () => {
    const asked = aHistoryCall('k', {
      name: 'Per Lund',
      number: '203',
      consultFor: 'o',
      startedAt: todayMs - 30_000,
    });
    await open([missed, outgoing, asked]);
    await user.click(grid());
    await user.keyboard('{End}{Enter}');
    const details = screen.getByRole('region', { name: /Details of the call with .*Maria Svensson/ });
    expect(document.activeElement).toBe(details);
    const text = details.textContent;
    expect(text).toMatch(/Talk time\W*about\W*1:05/);
    expect(text).toMatch(/Time on hold\W*about\W*0:05/);
    expect(text).toContain('Transferred to202');
    expect(text).toContain('Number dialled+49 30 111');
    expect(text).toContain('times are approximate');
    expect(await within(details).findByText('Per Lund')).toBeTruthy();
    expect(within(details).getByRole<HTMLTextAreaElement>('textbox', { name: 'Note' }).value).toBe(
      'wants a quote',
    );
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('region')).toBeNull();
    expect(document.activeElement).toBe(grid());
  });

  it('is called back from its row, and a refusal is shown with its code', async () => {
    await open([missed]);
    await user.click(button(/^Call back .*Bo Ek/));
    expect(file.bridge.sent.at(-1)).toEqual(['history:dial', '+4930901820']);
    expect(await screen.findByText(/Calling .*Bo Ek/)).toBeTruthy();
    file.bridge.answers['history:dial'] = () => ({ status: 'refused', code: 'notConnected' });
    await user.click(row('m'));
    await user.click(button('Call back'));
    const details = screen.getByRole('region', { name: /Details/ });
    expect(await within(details).findByText('OH-notConnected')).toBeTruthy();
    expect(screen.getAllByText('OH-notConnected')).toHaveLength(1);
    await user.keyboard('{Escape}');
    expect(screen.getByText('OH-notConnected')).toBeTruthy();
  });

  it('without a number is neither called nor copied', async () => {
    await open([aMissedCall('w', { number: '', name: '' })]);
    await user.click(row('w'));
    await user.click(button('Call back'));
    await user.keyboard('{Control>}c{/Control}');
    expect(file.bridge.count('history:dial') + file.bridge.count('app:copy')).toBe(0);
    expect(screen.queryByRole('button', { name: 'Copy number' })).toBeNull();
  });

  it('is copied, deleted and brought back by keys', async () => {
    await open([missed, outgoing]);
    await user.click(grid());
    await user.keyboard('{Home}{Control>}c{/Control}');
    expect(file.bridge.sent.at(-1)).toEqual(['app:copy', '+4930901820']);
    await user.keyboard('{Delete}');
    await vi.waitFor(() => expect(rows()).toHaveLength(1));
    expect(chosen()).toBe('o');
    expect(screen.getByText(/Deleted: .*Bo Ek/)).toBeTruthy();
    await user.keyboard('{Control>}z{/Control}');
    await vi.waitFor(() => expect(chosen()).toBe('m'));
    expect(screen.getByText('The call is back')).toBeTruthy();
  });

  it('can be brought back when it was the only one', async () => {
    await open([missed]);
    await user.click(grid());
    await user.keyboard('{Home}{Delete}');
    expect(await screen.findByText('No calls yet')).toBeTruthy();
    await user.click(button('Undo'));
    await vi.waitFor(() => expect(rows()).toHaveLength(1));
  });

  it('has a menu by key and by pointer', async () => {
    await open([missed, outgoing]);
    await user.click(grid());
    await user.keyboard('{Home}{Shift>}{F10}{/Shift}');
    const items = screen.getAllByRole('menuitem').map((item) => item.textContent);
    expect(items).toEqual(['Call back', 'Copy number', 'Note', 'Mark as done', 'Delete']);
    await user.keyboard('{Escape}');
    fireEvent.contextMenu(row('o'));
    expect(screen.queryByRole('menuitem', { name: /done/ })).toBeNull();
    await user.click(screen.getByRole('menuitem', { name: 'Note' }));
    await vi.waitFor(() =>
      expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Note' })),
    );
  });

  it('that was missed is done, and not done', async () => {
    await open([missed]);
    await user.click(row('m'));
    await user.click(button('Mark as done'));
    await vi.waitFor(() => expect(screen.queryByText('1 to call back')).toBeNull());
    await user.click(button('Mark as not done'));
    expect(await screen.findByText('1 to call back')).toBeTruthy();
  });
});

describe('a note', () => {
  const field = (): HTMLTextAreaElement => screen.getByRole('textbox', { name: 'Note' });

  it('is saved when it is left, and by a key', async () => {
    await open([missed]);
    await user.click(row('m'));
    await user.type(field(), 'call after ten');
    await user.click(grid());
    expect(await screen.findByText('Note saved')).toBeTruthy();
    expect(file.calls[0]?.note).toBe('call after ten');
    await user.clear(field());
    await user.type(field(), '{Control>}{Enter}{/Control}');
    await vi.waitFor(() => expect(file.calls[0]?.note).toBeUndefined());
  });

  it('that cannot be saved stays, with the reason, on its own call', async () => {
    await open([missed, outgoing]);
    file.bridge.answers['history:mark'] = () => ({ status: 'failed', fault: 'diskFull' });
    await user.click(row('m'));
    await user.type(field(), 'call after ten');
    await user.click(row('o'));
    expect(field().value).toBe('wants a quote');
    await user.click(row('m'));
    expect(field().value).toBe('call after ten');
    expect(await screen.findByText('OH-historyDiskFull')).toBeTruthy();
    expect(screen.getByText(/not saved yet/)).toBeTruthy();
  });
});

describe('all calls', () => {
  const choose = async (name: RegExp): Promise<void> => {
    await user.click(button('More'));
    await user.click(screen.getByRole('menuitem', { name }));
  };

  it('are exported as they are shown', async () => {
    await open([missed, outgoing]);
    file.bridge.answers['history:export'] = () => ({ status: 'saved', file: '/home/anna/calls.csv' });
    await user.click(screen.getByRole('radio', { name: 'Outgoing' }));
    await vi.waitFor(() => expect(rows()).toHaveLength(1));
    await choose(/CSV/);
    expect(file.bridge.sent.at(-1)).toEqual(['history:export', { text: '', filter: 'outgoing' }, 'csv']);
    expect(await screen.findByText(/Saved as .*calls\.csv/)).toBeTruthy();
    file.bridge.answers['history:export'] = () => ({ status: 'failed', code: 'diskFull' });
    await choose(/JSON/);
    expect(await screen.findByText('OH-diskFull')).toBeTruthy();
  });

  it('are deleted only after a question', async () => {
    await open([missed, outgoing]);
    file.bridge.answers['history:clear'] = () => {
      file.calls = [];
      return { status: 'ok', value: 2 };
    };
    await choose(/Delete all/);
    expect(screen.getByRole('alertdialog').textContent).toContain('cannot be undone');
    await user.click(button('Cancel'));
    expect(file.bridge.count('history:clear')).toBe(0);
    await choose(/Delete all/);
    await user.click(button('Delete all'));
    expect(await screen.findByText('2 calls deleted')).toBeTruthy();
    expect(await screen.findByText('No calls yet')).toBeTruthy();
  });
});

describe('the window', () => {
  it('says how long calls are kept where there are none yet', async () => {
    await open([]);
    expect(await screen.findByText('Calls appear here and are kept for 365 days.')).toBeTruthy();
  });

  it.each([
    ['diskFull', /The disk is full/, 'OH-historyDiskFull'],
    ['notWritable', /may not use the folder/, 'OH-historyNotWritable'],
    ['locked', /Another program/, 'OH-historyLocked'],
    ['damaged', /is damaged/, 'OH-historyDamaged'],
    ['failed', /inside Offhook/, 'OH-historyFailed'],
  ] as const)('says that it cannot be read (%s), why, and tries again', async (fault, words, code) => {
    await open([missed], ({ bridge: { answers } }) => {
      const overview = answers['history:overview']!;
      answers['history:overview'] = () => {
        answers['history:overview'] = overview;
        return { status: 'failed', fault };
      };
    });
    expect(screen.getByText(words)).toBeTruthy();
    expect(screen.getByText(code)).toBeTruthy();
    await user.click(button('Try again'));
    await vi.waitFor(() => expect(rows()).toHaveLength(1));
  });

  it('says that calls wait in memory while nothing can be written, and that a file was set aside', async () => {
    await open([missed]);
    act(() => file.bridge.push('history:told', { keptDays: 365, fault: 'diskFull' }));
    expect(screen.getByText(/kept in memory and saved later/)).toBeTruthy();
    act(() =>
      file.bridge.push('history:told', { keptDays: 365, setAside: { why: 'newer', file: 'history-2.db' } }),
    );
    expect(screen.queryByText(/kept in memory/)).toBeNull();
    expect(screen.getByText(/newer version of Offhook.*history-2\.db/)).toBeTruthy();
    await user.click(button('Close'));
    expect(screen.queryByText(/newer version/)).toBeNull();
  });

  it('offers dispositions where there are any, and shows one that is not offered any more', async () => {
    const talked = aHistoryCall('t', { startedAt: todayMs - 1, disposition: 'Complaint' });
    await open([talked, missed], ({ bridge: { answers } }) => {
      answers['history:state'] = () => ({ keptDays: 365, dispositions: ['Order'] });
    });
    expect(row('t').textContent).toContain('Complaint');
    await user.click(row('t'));
    await user.keyboard('{Enter}');
    const choice = screen.getByRole('combobox', { name: 'Disposition' });
    expect(within(choice).getAllByRole('option')).toHaveLength(3);
    await user.selectOptions(choice, 'Order');
    await vi.waitFor(() => expect(row('t').textContent).toContain('Order'));
    expect(file.bridge.sent).toContainEqual(['history:mark', 't', { disposition: 'Order' }]);
    await user.selectOptions(choice, 'Choose…');
    await vi.waitFor(() => expect(row('t').textContent).not.toContain('Order'));
    file.bridge.answers['history:mark'] = () => ({ status: 'failed', fault: 'diskFull' });
    await user.selectOptions(choice, 'Order');
    expect(await screen.findByText(/not saved yet. The disk is full/)).toBeTruthy();
  });

  it('says once that calls were left out, and again when there are more', async () => {
    await open([missed]);
    const tell = (leftOut: number): void =>
      act(() => file.bridge.push('history:told', { keptDays: 365, leftOut }));
    tell(1);
    expect(screen.getByText(/^1 call is damaged/)).toBeTruthy();
    expect(screen.getByText('OH-historyLeftOut')).toBeTruthy();
    await user.click(button('Close'));
    tell(1);
    expect(screen.queryByText(/damaged/)).toBeNull();
    tell(3);
    expect(screen.getByText(/^3 calls are damaged/)).toBeTruthy();
  });
});
