// @vitest-environment happy-dom
import { act, cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { RecentCall } from '../../src/ipc/line.ts';
import { createPanelModel, PanelProvider } from '../model/panelModel.ts';
import { FakeBridge } from '../testing/fakeBridge.ts';
import { aCall, aSnapshot } from '../testing/story.ts';
import { RecentList } from './RecentList.tsx';

afterEach(cleanup);

const user = userEvent.setup();

function show(...recent: readonly RecentCall[]): ReturnType<typeof showAt> {
  return showAt(() => performance.now(), recent);
}

async function showAt(
  localNow: () => number,
  recent: readonly RecentCall[],
): Promise<{ filled: () => void; bridge: FakeBridge }> {
  const bridge = new FakeBridge(aSnapshot({}, { recent }));
  const model = createPanelModel(bridge, { localNow });
  const filled = vi.fn<() => void>();
  await vi.waitUntil(() => model.line.getState().status === 'live', { interval: 1 });
  render(
    <PanelProvider value={model}>
      <RecentList onFilled={filled} />
    </PanelProvider>,
  );
  return { filled, bridge };
}

function over(id: string, rest: Partial<RecentCall>): RecentCall {
  const { connectedAt: _connectedAt, ...call } = aCall({ id });
  return { ...call, ...rest };
}

const rowButtons = (): readonly HTMLElement[] =>
  screen.getAllByRole('button').filter((one) => one.dataset.number !== undefined);
const rows = (): readonly string[] => rowButtons().map((row) => row.textContent);

describe('the recent calls', () => {
  it('say who took a call that rang here', async () => {
    const answeredBy = { extension: '102', name: 'Bela Blau' };
    await show(over('1', { outcome: 'answeredElsewhere', direction: 'incoming', answeredBy }));
    expect(rows()[0]).toMatch(/Maria Svensson.*by Bela.*answered by 102 Bela Blau/u);
  });

  it.each([
    ['noAnswer', 'incoming', 'missed'],
    ['cancelled', 'incoming', 'missed'],
    ['busy', 'incoming', 'missed'],
    ['failed', 'incoming', 'missed'],
    ['rejected', 'incoming', 'declined'],
    ['answeredElsewhere', 'incoming', 'taken by colleague'],
    ['noAnswer', 'outgoing', 'no answer'],
    ['busy', 'outgoing', 'busy'],
    ['cancelled', 'outgoing', 'cancelled'],
  ] as const)('tell %s of an %s call as %s', async (outcome, direction, word) => {
    await show(over('1', { outcome, direction }));
    expect(rows()[0]).toContain(`Maria Svensson${word}`);
    expect(rows()[0]).toContain(direction === 'incoming' ? 'Incoming' : 'Outgoing');
  });

  it('tell how often a queue has let it ring', async () => {
    await show(
      over('1', { outcome: 'noAnswer', direction: 'incoming', rings: 3 }),
      over('2', { outcome: 'noAnswer', direction: 'incoming', number: '202' }),
    );
    expect(rows()[0]).toContain('rang 3 times');
    expect(rowButtons()[0]?.title).toContain('rang 3 times');
    expect(rows()[1]).not.toContain('rang');
  });

  it('tell how long the two were connected, held time included', async () => {
    await show({ ...aCall(), talkMs: 60_000, holdMs: 5000, outcome: 'answered' });
    expect(rows()[0]).toContain('1:05');
  });

  it('say that a length is about right where the end was not seen', async () => {
    await show({ ...aCall(), talkMs: 65_000, outcome: 'answered', approximate: true });
    expect(rows()[0]).toContain('about 1:05');
  });

  it('follow the list as it changes', async () => {
    const { bridge } = await show();
    expect(screen.getByText(/No calls yet/)).toBeTruthy();
    act(() => bridge.push('recent:changed', [over('1', { name: '', number: '' })]));
    expect(rows()[0]).toContain('Number withheld');
  });

  it('are one Tab stop, walked through with the arrows', async () => {
    const { filled } = await show(
      ...['1', '2', '3'].map((id) => over(id, { name: `Caller ${id}`, number: `20${id}` })),
    );
    await user.tab();
    await user.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}');
    expect(document.activeElement?.textContent).toContain('Caller 3');
    await user.keyboard('{Home}{End}{ArrowUp}');
    expect(document.activeElement?.textContent).toContain('Caller 2');
    await user.keyboard('{Enter}');
    expect(filled).toHaveBeenCalledOnce();
    await user.tab();
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'All calls…' }));
    await user.tab();
    expect(document.activeElement).toBe(document.body);
    await user.tab();
    expect(document.activeElement?.textContent).toContain('Caller 2');
  });
});

it('does not put a caller’s code into the field, but puts one there that the agent dialled', async () => {
  const code = '*21*0900123456#';
  const { filled } = await show(
    over('in', { direction: 'incoming', outcome: 'noAnswer', name: '', number: code }),
    over('out', { direction: 'outgoing', outcome: 'answered', name: '', number: code }),
  );
  const [incoming, outgoing] = rowButtons();
  await user.click(incoming!);
  expect(incoming!.getAttribute('aria-disabled')).toBe('true');
  expect(filled).not.toHaveBeenCalled();
  await user.click(outgoing!);
  expect(filled).toHaveBeenCalledOnce();
});

it('does not put a withheld number, or a name in its place, into the field, and says why', async () => {
  const { bridge, filled } = await show(
    over('r1', { number: '', name: '' }),
    over('r2', { number: 'anonymous' }),
  );
  for (const row of rowButtons()) {
    expect(row.getAttribute('aria-disabled')).toBe('true');
    expect(row.title).toContain('you cannot call back');
    await user.click(row);
  }
  expect(filled).not.toHaveBeenCalled();
  expect(bridge.commands()).toEqual([]);
});

describe('a row', () => {
  const missed = over('m', { direction: 'incoming', outcome: 'cancelled' });

  it('calls back at once, and copies the number', async () => {
    const { bridge, filled } = await show(
      missed,
      over('older', { direction: 'incoming', outcome: 'cancelled' }),
    );
    expect(rows()).toHaveLength(1);
    expect(rows()[0]).toContain('missed (2)');
    expect(rows()[0]).toContain('+44 20 7946 0958');
    await user.click(screen.getByRole('button', { name: 'Copy the number of Maria Svensson' }));
    expect(bridge.sent.at(-1)).toEqual(['app:copy', '+442079460958']);
    await vi.waitFor(async () => {
      await user.click(screen.getByRole('button', { name: 'Call back Maria Svensson' }));
      expect(bridge.commands()).toEqual([{ type: 'MakeCall', number: '+442079460958' }]);
    });
    expect(filled).not.toHaveBeenCalled();
  });

  it('of a missed call is one like any other once that party was called', async () => {
    await show(over('again', { direction: 'outgoing', outcome: 'answered', connectedAt: 1 }), missed);
    expect(screen.queryByRole('button', { name: /Call back/ })).toBeNull();
    expect(screen.getAllByRole('button', { name: 'Call Maria Svensson' })).toHaveLength(2);
  });

  it('of a missed call stays on top until it is done; the keyboard does that, too, and takes it back', async () => {
    const later = over('l', {
      direction: 'outgoing',
      outcome: 'answered',
      connectedAt: 1,
      number: '202',
      name: 'Bo',
    });
    const { bridge } = await show(later, missed);
    bridge.answers['recent:done'] = () => undefined;
    expect(rows()[0]).toContain('Maria Svensson');
    expect(rows()[1]).toContain('Bo');
    await user.click(screen.getByRole('button', { name: 'Done: Maria Svensson' }));
    expect(bridge.sent.at(-1)).toEqual(['recent:done', ['m'], true]);
    act(() => bridge.push('recent:changed', [later, { ...missed, done: true }]));
    expect(rows()[0]).toContain('Bo');
    await user.click(screen.getByRole('button', { name: 'Not done yet: Maria Svensson' }));
    expect(bridge.sent.at(-1)).toEqual(['recent:done', ['m'], false]);
    act(() => bridge.push('recent:changed', [later, missed]));
    rowButtons()[0]?.focus();
    await user.keyboard('{Delete}');
    expect(bridge.sent.at(-1)).toEqual(['recent:done', ['m'], true]);
    await user.keyboard('{Control>}z{/Control}');
    expect(bridge.sent.at(-1)).toEqual(['recent:done', ['m'], false]);
  });

  it('has a menu of what its buttons do, by Shift+F10 and by the menu key; Escape goes back', async () => {
    const { bridge } = await show(missed);
    bridge.answers['recent:done'] = () => undefined;
    await user.tab();
    await user.keyboard('{Shift>}{F10}{/Shift}');
    expect(screen.getAllByRole('menuitem').map(({ textContent }) => textContent)).toEqual([
      'Call back Maria Svensson',
      'Copy the number of Maria Svensson',
      'Done: Maria Svensson',
      'Add Maria Svensson to the favourites',
    ]);
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('menu')).toBeNull();
    await vi.waitFor(() => expect(document.activeElement).toBe(rowButtons()[0]));
    await user.keyboard('{ContextMenu}');
    await vi.waitFor(() => expect(document.activeElement?.getAttribute('role')).toBe('menuitem'));
    await user.keyboard('{ArrowDown}{ArrowDown}{Enter}');
    expect(bridge.sent).toContainEqual(['recent:done', ['m'], true]);
    expect(screen.queryByRole('menu')).toBeNull();
  });

  it('is called from its menu at once, wherever the list has moved it; the button where it stood waits', async () => {
    const bo = over('b', { direction: 'incoming', outcome: 'cancelled', number: '202', name: 'Bo' });
    let nowMs = 0;
    const { bridge } = await showAt(() => nowMs, [missed]);
    nowMs = 5000;
    // Bo comes on top; no time passes.
    act(() => bridge.push('recent:changed', [bo, missed]));
    await user.click(screen.getByRole('button', { name: 'Call back Bo' }));
    expect(bridge.commands()).toEqual([]);
    rowButtons()[1]?.focus();
    await user.keyboard('{Shift>}{F10}{/Shift}');
    await vi.waitFor(() => expect(document.activeElement?.getAttribute('role')).toBe('menuitem'));
    // While it is open the same party rings again.
    act(() => bridge.push('recent:changed', [{ ...missed, id: 'again' }, missed, bo]));
    expect(screen.getByRole('menuitem', { name: 'Call back Maria Svensson' })).toBe(document.activeElement);
    await user.keyboard('{Enter}');
    expect(bridge.commands()).toEqual([{ type: 'MakeCall', number: '+442079460958' }]);
  });
});
