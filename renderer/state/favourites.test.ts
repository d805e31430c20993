// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { maxFavourites } from '../../src/cti/people/favourite.ts';
import type { FavouritesView, ShownFavourite } from '../../src/ipc/favourites.ts';
import { FakeBridge } from '../testing/fakeBridge.ts';
import { aSnapshot } from '../testing/story.ts';
import { createFavourites, type FavouritesModel } from './favourites.ts';

const one = (number: string, more: Partial<ShownFavourite> = {}): ShownFavourite => ({
  number,
  name: `Name ${number}`,
  extension: number,
  ...more,
});
const three = [one('101', { lamp: 'free' }), one('102'), one('103')];
let bridge: FakeBridge;
let model: FavouritesModel;
let painted: (() => void)[];

beforeEach(() => {
  painted = [];
  bridge = new FakeBridge(aSnapshot());
  bridge.answers['favourites:save'] = () => ({ status: 'saved' }) as never;
  model = createFavourites(bridge, (then) => painted.push(then));
});

/** As the main process has them now, and they are on the screen. */
function having(favourites: readonly ShownFavourite[], more: Partial<FavouritesView> = {}): void {
  bridge.push('favourites:changed', { favourites, isLocked: false, ...more });
  painted.splice(0).forEach((then) => then());
}
const saved = (): readonly (readonly string[])[] =>
  bridge.sent.flatMap(([channel, all]) =>
    channel === 'favourites:save' ? [(all as readonly ShownFavourite[]).map(({ number }) => number)] : [],
  );

describe('the favourites', () => {
  it('are asked for when they are shown', async () => {
    bridge.answers['favourites:watch'] = () => ({
      favourites: three,
      isLocked: true,
      denial: 'rightMissing',
    });
    model.show(true);
    await vi.waitUntil(() => model.getState().all.length === 3, { interval: 1 });
    expect(bridge.sent).toEqual([['favourites:watch', true]]);
    expect(model.getState()).toMatchObject({ isLocked: true, denial: 'rightMissing' });
  });

  it('that have not changed stay the same objects, so that they are not drawn again', () => {
    having(three);
    const before = model.getState().all;
    having([...three.slice(0, 2), one('103', { lamp: 'ringing' })].map((each) => ({ ...each })));
    const after = model.getState().all;
    expect(after.map((each, at) => each === before[at])).toEqual([true, true, false]);
  });

  it('change at most once a frame, to what came last', () => {
    let changes = 0;
    model.subscribe(() => (changes += 1));
    bridge.push('favourites:changed', { favourites: three, isLocked: false });
    bridge.push('favourites:changed', { favourites: [], isLocked: false });
    bridge.push('favourites:changed', { favourites: three.slice(1), isLocked: false });
    expect(changes).toBe(1);
    painted.splice(0).forEach((then) => then());
    expect(changes).toBe(2);
    expect(model.getState().all.map(({ number }) => number)).toEqual(['102', '103']);
  });

  it('may have a number once, up to a limit, and none more where they are locked', () => {
    having(three);
    expect(model.mayAdd('104')).toBe(true);
    expect(model.mayAdd('102')).toBe(false);
    having(three, { isLocked: true });
    expect(model.mayAdd('104')).toBe(false);
    having(Array.from({ length: maxFavourites }, (_, at) => one(String(1000 + at))));
    expect(model.mayAdd('104')).toBe(false);
    having(Array.from({ length: maxFavourites - 1 }, (_, at) => one(String(1000 + at))));
    expect(model.mayAdd('104')).toBe(true);
  });

  it('are saved with number and name alone, the new one last', () => {
    having(three);
    model.add({ number: '104', name: 'New' });
    expect(bridge.sent.at(-1)).toEqual([
      'favourites:save',
      [...three.map(({ number, name }) => ({ number, name })), { number: '104', name: 'New' }],
    ]);
  });
});

describe('one that is removed', () => {
  it('comes back where it stood', () => {
    having(three);
    model.remove('102');
    expect(saved()).toEqual([['101', '103']]);
    expect(model.getState().removed).toEqual({ favourite: { number: '102', name: 'Name 102' }, at: 1 });
    having([three[0]!, three[2]!]);
    model.undo();
    expect(saved().at(-1)).toEqual(['101', '102', '103']);
    expect(model.getState().removed).toBeUndefined();
  });

  it('stays removed once that was forgotten, or another change came', () => {
    having(three);
    model.remove('102');
    model.forgetRemoved();
    model.undo();
    model.remove('101');
    model.add({ number: '109', name: '' });
    model.undo();
    expect(saved()).toHaveLength(3);
  });

  it('is none where it is not there, or the administrator decided', () => {
    having(three);
    model.remove('999');
    having(three, { isLocked: true });
    model.remove('101');
    expect(saved()).toEqual([]);
    expect(model.getState().removed).toBeUndefined();
  });
});

describe('one that is moved', () => {
  it.each([
    ['102', -1, ['102', '101', '103']],
    ['102', 1, ['101', '103', '102']],
    ['103', -1, ['101', '103', '102']],
  ] as const)('%s by %i', (number, by, order) => {
    having(three);
    model.move(number, by);
    expect(saved()).toEqual([order]);
  });

  it.each([
    ['the first one forward', '101', -1],
    ['the last one back', '103', 1],
    ['one that is not there', '999', 1],
  ] as const)('does not go anywhere: %s', (_what, number, by) => {
    having(three);
    model.move(number, by);
    expect(saved()).toEqual([]);
  });

  it('stays where the administrator decided', () => {
    having(three, { isLocked: true });
    model.move('102', 1);
    expect(saved()).toEqual([]);
  });
});
