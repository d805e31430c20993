import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Call } from '../../src/cti/call.ts';
import type { Line } from '../../src/cti/line.ts';
import type { RingingView } from '../../src/ipc/smallWindow.ts';
import { defaultSettings } from '../../src/settings/schema.ts';
import { words } from '../../src/words/words.ts';
import { aCall, aLine, dialing, onHold, talking } from '../desktop/testing/calls.ts';
import type { Note } from './note.ts';
import { Ringing, type RingingSettings } from './ringing.ts';

let settings: RingingSettings;
let fullScreen: Promise<boolean>;
let asked: number;
let inFront: boolean;
let notes: readonly string[];
let shown: number[];
let loads: number;
let views: RingingView[];
let ringing: Ringing;
beforeEach(() => {
  settings = { ...defaultSettings, phoneRings: false };
  fullScreen = Promise.resolve(false);
  asked = 0;
  inFront = false;
  notes = [];
  shown = [];
  loads = 0;
  views = [];
  ringing = new Ringing({
    settings: () => settings,
    isFullScreen: () => {
      asked += 1;
      return fullScreen;
    },
    isPanelInFront: () => inFront,
    notify: (all: readonly Note[]) => (notes = all.map(({ id }) => id)),
    window: {
      load: () => {
        loads += 1;
        return Promise.resolve();
      },
    },
    onView: (view) => {
      views.push(view);
      shown.push(view.calls.length);
    },
    t: words('en').t,
  });
});

const update = (calls: readonly Call[], overrides: Partial<Line> = {}): void =>
  ringing.update(aLine(calls, overrides));
const told = (): [string[], boolean] => {
  const { calls, sound } = ringing.view();
  return [calls.map(({ call }) => call.id), sound !== null];
};
const settled = (): Promise<void> => vi.waitFor(() => expect(views).not.toEqual([]));

describe('a call that rings', () => {
  it('is reported by notification, window and sound until it rings no more', async () => {
    update([aCall()]);
    await settled();
    expect(notes).toEqual(['ringing a']);
    expect(told()).toEqual([['a'], true]);
    expect(shown).toEqual([1]);
    update([aCall(talking)]);
    expect(notes).toEqual([]);
    expect(told()).toEqual([[], false]);
    expect(shown).toEqual([1, 0]);
  });

  it('that is over before it is known whether a program fills the screen, is not told any more', async () => {
    let tell: (value: boolean) => void = () => undefined;
    fullScreen = new Promise((resolve) => (tell = resolve));
    update([aCall()]);
    update([]);
    tell(false);
    await fullScreen;
    await Promise.resolve();
    expect(notes).toEqual([]);
    expect(shown.filter((calls) => calls > 0)).toEqual([]);
  });

  it('is reported as the rules say where a program fills the screen', async () => {
    fullScreen = Promise.resolve(true);
    update([aCall()]);
    await vi.waitFor(() => expect(notes).toEqual(['ringing a']));
    expect(told()).toEqual([[], true]);
    expect(loads).toBe(1); // what sounds is the window's page, out of sight
  });

  it('costs no look at the screen where no rule asks for one', () => {
    settings = { ...settings, ringWindow: 'always' };
    update([aCall()]);
    expect(asked).toBe(0);
    expect(told()).toEqual([['a'], true]);
  });

  it('brings no window before who is in the panel, whatever they do next', () => {
    settings = { ...settings, ringWindow: 'always' };
    inFront = true;
    update([aCall()]);
    inFront = false;
    update([aCall({ name: 'Maria' })]);
    expect(notes).toEqual(['ringing a']);
    expect(told()).toEqual([[], true]);
  });

  it('does not sound into a talk', () => {
    settings = { ...settings, ringWindow: 'always' };
    update([aCall({ id: 'b', ...talking }), aCall()]);
    expect(told()).toEqual([['a'], false]);
    expect(ringing.view().calls[0]?.sounds).toBe(false);
    update([aCall({ id: 'b', ...onHold }), aCall()]);
    expect(told()).toEqual([['a'], true]);
  });

  it('is one among others', () => {
    settings = { ...settings, ringWindow: 'always' };
    update([aCall(dialing), aCall({ id: 'b', ...onHold })]);
    expect(told()).toEqual([[], false]);
    update([aCall(), aCall({ id: 'b' })]);
    expect(shown.at(-1)).toBe(2);
    ringing.silence('a');
    expect(ringing.view()).toMatchObject({
      calls: [{ sounds: false }, { sounds: true }],
      sound: { volume: 70, device: '' },
    });
    ringing.silence('b');
    expect(told()).toEqual([['a', 'b'], false]);
  });

  it('stays dismissed, and the next one is not', () => {
    settings = { ...settings, ringWindow: 'always' };
    update([aCall()]);
    ringing.dismissWindow();
    update([aCall({ name: 'Maria' })]);
    expect(told()).toEqual([[], true]);
    update([aCall(), aCall({ id: 'b' })]);
    expect(told()).toEqual([['b'], true]);
  });

  it('is reported as long as it is known to ring: not while the link is broken, and then again', () => {
    settings = { ...settings, ringWindow: 'always' };
    update([aCall()]);
    ringing.silence('a');
    update([aCall({ checking: true })], { link: { state: 'off' } });
    expect(notes).toEqual([]);
    expect(ringing.call('a')).toBeUndefined();
    update([aCall()]);
    expect(told()).toEqual([['a'], false]);
    expect(ringing.call('a')?.id).toBe('a');
    expect(ringing.call('b')).toBeUndefined();
  });

  it('reports the page only what is new to it', () => {
    settings = { ...settings, ringWindow: 'always' };
    update([aCall()]);
    update([aCall()], { ignored: 7 });
    expect(views).toHaveLength(1);
  });
});
