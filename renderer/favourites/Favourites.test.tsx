// @vitest-environment happy-dom
import { act, render, screen, within } from '@testing-library/react';
import { Profiler } from 'react';
import { describe, expect, it, vi } from 'vitest';
import type { FavouritesView, ShownFavourite } from '../../src/ipc/favourites.ts';
import type { Line } from '../../src/cti/line.ts';
import { createPanelModel, PanelProvider } from '../model/panelModel.ts';
import { settleMs } from '../state/settle.ts';
import { FakeBridge } from '../testing/fakeBridge.ts';
import { able, aCall, aCallIn, aSnapshot, at, everything } from '../testing/story.ts';
import { bridge, model, open as openPanel, pass, user } from '../testing/panel.tsx';
import { Favourites } from './Favourites.tsx';

const anna: ShownFavourite = { number: '102', name: 'Anna Kovac', extension: '102', lamp: 'free' };
const ben: ShownFavourite = { number: '103', name: '', extension: '103', lamp: 'talking' };
const customer: ShownFavourite = { number: '+4930901820', name: 'Berlin office', extension: '+4930901820' };

const viewOf = (
  favourites: readonly ShownFavourite[],
  more: Partial<FavouritesView> = {},
): FavouritesView => ({
  favourites,
  isLocked: false,
  ...more,
});

async function tell(view: FavouritesView): Promise<void> {
  act(() => bridge.push('favourites:changed', view));
  await pass(settleMs);
}

async function open(favourites: readonly ShownFavourite[], line: Partial<Line> = {}): Promise<void> {
  await openPanel({ features: everything, ...line }, { recent: [] });
  bridge.answers['favourites:save'] = () => undefined as never;
  await tell(viewOf(favourites));
}

const tile = (name: string | RegExp): HTMLElement => screen.getByRole('button', { name });
const saved = (): unknown[] =>
  bridge.sent.filter(([channel]) => channel === 'favourites:save').map(([, all]) => all);
const section = (): HTMLElement | null => screen.queryByRole('region', { name: 'Favourites' });

describe('favourites', () => {
  it('take no room where there are none', async () => {
    await open([]);
    expect(section()).toBeNull();
  });

  it('say who, what their phone does, and what a press does', async () => {
    await open([anna, ben, customer]);
    expect(tile('Anna Kovac free').title).toBe('Call Anna Kovac (Alt+1)');
    expect(tile('103 talking').title).toBe('Call 103 (Alt+2)');
    expect(tile('Berlin office +49 30 901820').title).toBe('Call Berlin office (Alt+3)');
  });

  it('have the name of recent calls where they have none of their own', async () => {
    await openPanel({ features: everything }, { recent: [aCall({ number: '103', name: 'Ben' })] });
    await tell(viewOf([ben]));
    expect(tile('Ben talking')).toBeDefined();
  });

  it('are called by a press, and by their key', async () => {
    await open([anna, ben]);
    await user.click(tile(/Anna/));
    expect(bridge.commands()).toEqual([{ type: 'MakeCall', number: '102' }]);
    await user.keyboard('{Alt>}[Digit2]{/Alt}');
    expect(bridge.commands().at(-1)).toEqual({ type: 'MakeCall', number: '103' });
    await user.keyboard('{Alt>}[Digit9]{/Alt}');
    expect(bridge.commands()).toHaveLength(2);
  });

  it('say why they cannot be called', async () => {
    await open([anna], { features: able([], { MakeCall: 'rightMissing' }) });
    await user.click(tile(/Anna/));
    expect(bridge.commands()).toEqual([]);
    expect(within(section()!).getByRole('alert')).toBeDefined();
  });

  it('are asked about the call in focus, and the menu offers the other ways', async () => {
    const call = aCallIn('talking', {
      id: 'c1',
      name: 'Maria',
      features: able(['MakeConsultCall', 'BlindTransferCall']),
    });
    await open([anna], { calls: [call] });
    expect(screen.getByRole('heading', { name: 'Favourites: consult about Maria' })).toBeDefined();
    expect(tile('Anna Kovac free').title).toBe('Consult Anna Kovac about Maria (Alt+1)');
    await user.click(tile('Anna Kovac free'));
    expect(bridge.commands()).toEqual([{ type: 'MakeConsultCall', callId: 'c1', number: '102' }]);
    tile(/^Anna/).focus();
    await user.keyboard('{Shift>}{F10}{/Shift}');
    const items = screen.getAllByRole('menuitem').map(({ textContent }) => textContent);
    expect(items.slice(0, 3)).toEqual([
      'Consult Anna Kovac about Maria',
      'Transfer Maria to Anna Kovac',
      'Call Anna Kovac',
    ]);
    await user.click(screen.getByRole('menuitem', { name: 'Transfer Maria to Anna Kovac' }));
    expect(bridge.commands().at(-1)).toEqual({ type: 'BlindTransferCall', callId: 'c1', number: '102' });
  });

  it('bring their own call into focus, whom one talks to already', async () => {
    const calls = [
      aCallIn('onHold', { id: 'c1', number: '102', name: 'Anna' }),
      aCallIn('talking', { id: 'c2', number: '201' }),
    ];
    await open([anna], { calls });
    expect(tile('Anna Kovac free').title).toBe('Show the call with Anna Kovac (Alt+1)');
    await user.click(tile('Anna Kovac free'));
    expect(bridge.commands()).toEqual([]);
    expect(model.calls.focused()?.id).toBe('c1');
  });

  it('offer a call that rings there to be picked up, in no other place', async () => {
    const ringing = { id: 'r1', extension: '102', number: '201', name: 'Maria', favourite: true } as const;
    await open([{ ...anna, lamp: 'ringing' }], {
      features: able(['MakeCall', 'PickUpRingingCall']),
      ringingColleagues: [ringing],
    });
    expect(screen.queryByText('Ringing for colleagues')).toBeNull();
    expect(tile('Anna Kovac ringing: pick up').title).toBe('Pick up Maria from Anna Kovac (Alt+1)');
    await user.click(tile(/^Anna/));
    expect(bridge.commands()).toEqual([{ type: 'PickUpRingingCall', id: 'r1' }]);
  });

  it('do not take a press that was meant for what a press did before', async () => {
    const features = able(['MakeCall', 'PickUpRingingCall']);
    await open([anna], { features });
    const ringing = { id: 'r1', extension: '102', number: '201', name: 'Maria', favourite: true } as const;
    act(() => bridge.happen({ type: 'RingingColleaguesChanged', at: at(1), ringing: [ringing] }));
    await user.click(tile(/^Anna/));
    expect(bridge.commands()).toEqual([]);
    expect(tile(/^Anna/).getAttribute('aria-disabled')).toBe('true');
    await pass(5_000);
    await user.click(tile(/^Anna/));
    expect(bridge.commands()).toEqual([{ type: 'PickUpRingingCall', id: 'r1' }]);
  });
});

describe('the list of favourites', () => {
  it('is one Tab stop, gone through by arrows', async () => {
    await open([anna, ben, customer]);
    tile(/Anna/).focus();
    await user.keyboard('{ArrowRight}');
    expect(document.activeElement).toBe(tile(/103/));
    await user.keyboard('{End}');
    expect(document.activeElement).toBe(tile(/Berlin/));
    expect([tile(/Anna/), tile(/103/), tile(/Berlin/)].map(({ tabIndex }) => tabIndex)).toEqual([-1, -1, 0]);
    await user.keyboard('{Home}');
    expect(document.activeElement).toBe(tile(/Anna/));
  });

  it('loses one by Delete, and has it back by Undo', async () => {
    await open([anna, ben]);
    tile(/Anna/).focus();
    await user.keyboard('{Delete}');
    expect(saved()).toEqual([[{ number: '103', name: '' }]]);
    await tell(viewOf([ben]));
    expect(screen.getByText('Anna Kovac was removed')).toBeDefined();
    await user.click(tile('Undo'));
    expect(saved().at(-1)).toEqual([
      { number: '102', name: 'Anna Kovac' },
      { number: '103', name: '' },
    ]);
    expect(screen.queryByText('Anna Kovac was removed')).toBeNull();
  });

  it('goes away with the last one, after the time to take that back', async () => {
    await open([anna]);
    tile(/Anna/).focus();
    await user.keyboard('{Delete}');
    await tell(viewOf([]));
    expect(section()).not.toBeNull();
    await pass(10_000);
    expect(section()).toBeNull();
  });

  it('is put in another order by the menu', async () => {
    await open([anna, ben]);
    tile(/Anna/).focus();
    await user.keyboard('{ContextMenu}');
    await user.click(screen.getByRole('menuitem', { name: 'Move back' }));
    expect(saved()).toEqual([
      [
        { number: '103', name: '' },
        { number: '102', name: 'Anna Kovac' },
      ],
    ]);
  });

  it('cannot be changed where the administrator decided it, and says so', async () => {
    await open([anna]);
    await tell(viewOf([anna], { isLocked: true }));
    tile(/Anna/).focus();
    await user.keyboard('{Delete}');
    await user.keyboard('{ContextMenu}');
    expect(screen.getAllByText('Your administrator decided the favourites.')).toHaveLength(3);
    expect(saved()).toEqual([]);
  });

  it('shows six at first, and all on demand', async () => {
    const many = Array.from({ length: 14 }, (_each, index) => ({
      ...anna,
      number: `1${index}`,
      name: `P${index}`,
    }));
    await open(many);
    expect(section()!.querySelectorAll('[data-number]')).toHaveLength(6);
    await user.click(tile('Show all (14)'));
    expect(section()!.querySelectorAll('[data-number]')).toHaveLength(14);
  });

  it('says once why no one is known to be free', async () => {
    await open([anna]);
    await tell(
      viewOf(
        [
          { ...anna, lamp: 'unknown' },
          { ...ben, lamp: 'unknown' },
        ],
        { denial: 'rightMissing' },
      ),
    );
    expect(screen.getAllByText(/Your account may not see who is free/)).toHaveLength(1);
  });
});

describe('whether they are on the screen', () => {
  it('reaches the main process: a hidden window asks for no lamps', async () => {
    await open([anna]);
    const shown = (): unknown[] =>
      bridge.sent.filter(([channel]) => channel === 'favourites:watch').map(([, is]) => is);
    expect(shown()).toEqual([true]);
    const visibility = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    act(() => void document.dispatchEvent(new Event('visibilitychange')));
    expect(shown()).toEqual([true, false]);
    visibility.mockReturnValue('visible');
    act(() => void document.dispatchEvent(new Event('visibilitychange')));
    expect(shown()).toEqual([true, false, true]);
    visibility.mockRestore();
  });
});

describe('200 lamps', () => {
  it('that change in one frame are one render, and of those alone that changed', async () => {
    const many = Array.from({ length: 200 }, (_each, index): ShownFavourite => ({
      number: String(1000 + index),
      name: '',
      extension: '',
      lamp: 'free',
    }));
    const painted: (() => void)[] = [];
    const own = new FakeBridge(aSnapshot({ features: everything }));
    own.answers['favourites:watch'] = () => viewOf(many);
    const panel = createPanelModel(own, { afterPaint: (then) => painted.push(then) });
    let renders = 0;
    render(
      <PanelProvider value={panel}>
        <Profiler id="favourites" onRender={() => (renders += 1)}>
          <Favourites />
        </Profiler>
      </PanelProvider>,
    );
    await pass(0);
    act(() => painted.splice(0).forEach((then) => then()));
    const [first] = panel.favourites.getState().all;
    renders = 0;
    let now: readonly ShownFavourite[] = many;
    act(() => {
      for (let index = 1; index < 200; index += 1) {
        now = now.with(index, { ...many[index]!, lamp: 'talking' });
        own.push('favourites:changed', viewOf(now));
      }
    });
    act(() => painted.splice(0).forEach((then) => then()));
    // The first at once, all that came before it was painted together.
    expect(renders).toBe(2);
    expect(panel.favourites.getState().all[199]?.lamp).toBe('talking');
    expect(panel.favourites.getState().all[0]).toBe(first);
  });
});

describe('a call', () => {
  it('has its party become a favourite, whose number is one that can be called', async () => {
    await open([], { calls: [aCallIn('talking', { id: 'c1', number: '201', name: 'Maria' })] });
    await user.click(tile('Add Maria to the favourites'));
    expect(saved()).toEqual([[{ number: '201', name: 'Maria' }]]);
    await tell(viewOf([{ number: '201', name: 'Maria', extension: '201' }]));
    expect(screen.queryByRole('button', { name: /to the favourites$/ })).toBeNull();
  });

  it('with a number that would do something to the phone system has not', async () => {
    await open([], { calls: [aCallIn('talking', { id: 'c1', number: '*21*0900', name: 'Maria' })] });
    expect(screen.queryByRole('button', { name: /to the favourites$/ })).toBeNull();
  });
});

describe('a recent call', () => {
  it('becomes a favourite by its menu, once', async () => {
    await openPanel({ features: everything }, { recent: [aCall({ name: 'Maria' })] });
    bridge.answers['favourites:save'] = () => undefined as never;
    const row = screen.getByRole('button', { name: /^Outgoing ?Maria/ });
    row.focus();
    await user.keyboard('{ContextMenu}');
    await user.click(screen.getByRole('menuitem', { name: 'Add Maria to the favourites' }));
    expect(saved()).toEqual([[{ number: '+442079460958', name: 'Maria' }]]);
    await tell(viewOf([{ ...customer, number: '+442079460958' }]));
    row.focus();
    await user.keyboard('{ContextMenu}');
    expect(screen.queryByRole('menuitem', { name: /favourites/ })).toBeNull();
  });
});
