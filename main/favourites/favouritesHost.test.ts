import { beforeEach, describe, expect, it, vi } from 'vitest';
import { LineWorld } from '../../src/asterisk/testing/lineWorld.ts';
import type { LampState } from '../../src/cti/people/lamp.ts';
import type { FavouritesView } from '../../src/ipc/favourites.ts';
import type { Settings } from '../../src/settings/schema.ts';
import type { LineLampsReport } from '../line/lineLamps.ts';
import { FavouritesHost } from './favouritesHost.ts';

let world: LineWorld;
let host: FavouritesHost;
let states: Record<string, LampState>;
let denial: LineLampsReport['denial'];
let locked: readonly (keyof Settings)[];
let pushed: FavouritesView[];
let change: () => void;
const watch = vi.fn<(numbers: readonly string[], pickUp: boolean) => void>();
const remember = vi.fn<(choice: Pick<Settings, 'favourites'>) => Promise<never>>();

beforeEach(() => {
  world = new LineWorld();
  [states, denial, locked, pushed] = [{}, undefined, [], []];
  watch.mockClear();
  remember.mockReset();
  host = new FavouritesHost({
    clock: world.edges.clock,
    lamps: {
      watch,
      report: () => ({
        of: (number) => {
          const state = states[number];
          return { extension: number, ...(state === undefined ? {} : { state }) };
        },
        ...(denial === undefined ? {} : { denial }),
      }),
      onChanged: (listener) => {
        change = listener;
        return () => undefined;
      },
    },
    isLocked: (name) => locked.includes(name),
    remember,
    push: (view) => pushed.push(view),
  });
});

const set = (...favourites: string[]): void => host.configure({ favourites });

describe('favourites', () => {
  it('are those of the settings, in their order, without what is none', () => {
    set('Anna Kovac <102>', 'nobody', '103');
    expect(pushed).toEqual([
      {
        favourites: [
          { number: '102', name: 'Anna Kovac', extension: '102' },
          { number: '103', name: '', extension: '103' },
        ],
        isLocked: false,
      },
    ]);
    set('Anna Kovac <102>', '103');
    expect(pushed).toHaveLength(1);
  });

  it('have lamps only while they are on the screen', () => {
    set('102');
    expect(watch.mock.lastCall).toEqual([[], true]);
    states = { '102': 'free' };
    expect(host.watch(true)).toMatchObject({ favourites: [{ number: '102', lamp: 'free' }] });
    expect(watch.mock.lastCall).toEqual([['102'], true]);
    set('102', '103');
    expect(watch.mock.lastCall).toEqual([['102', '103'], true]);
    host.watch(false);
    expect(watch.mock.lastCall).toEqual([[], true]);
    const before = pushed.length;
    change();
    expect(world.clock.pending).toBe(0);
    expect(pushed).toHaveLength(before);
  });

  it('say why no lamp is known, and that the administrator decided them', () => {
    [denial, locked] = ['rightMissing', ['favourites', 'colleagues']];
    set('102');
    expect(host.watch(true)).toMatchObject({ denial: 'rightMissing', isLocked: true });
    // Whose calls may be taken the administrator has decided, too.
    expect(watch.mock.lastCall).toEqual([['102'], false]);
  });

  it('are saved with each number once, whatever callers are called', async () => {
    await host.save([
      { number: '102', name: 'Anna' },
      { number: '103', name: 'a\nb <999>' },
      { number: '102', name: 'Anna Kovac' },
    ]);
    expect(remember).toHaveBeenCalledWith({ favourites: ['Anna Kovac <102>', 'a b 999 <103>'] });
  });
});

describe('200 lamps', () => {
  it('that change at once are one message', () => {
    const numbers = Array.from({ length: 200 }, (_each, index) => String(1000 + index));
    states = Object.fromEntries(numbers.map((number) => [number, 'free']));
    set(...numbers);
    host.watch(true);
    pushed = [];
    for (const number of numbers) {
      states = { ...states, [number]: 'talking' };
      change();
    }
    expect(pushed).toHaveLength(0);
    world.clock.advance(50);
    expect(pushed).toHaveLength(1);
    expect(new Set(pushed[0]?.favourites.map(({ lamp }) => lamp))).toEqual(new Set(['talking']));
    expect(world.clock.pending).toBe(0);
  });

  it('that come back to what they were before anybody saw it are none', () => {
    states = { '102': 'free' };
    set('102');
    host.watch(true);
    const before = pushed.length;
    states = { '102': 'talking' };
    change();
    states = { '102': 'free' };
    change();
    world.clock.advance(50);
    expect(pushed).toHaveLength(before);
  });

  it('are not told any more once the app ends', () => {
    set('102');
    host.watch(true);
    change();
    host.stop();
    expect(world.clock.pending).toBe(0);
  });
});
