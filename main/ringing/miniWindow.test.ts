import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Agent } from '../../src/cti/agent.ts';
import type { Call } from '../../src/cti/call.ts';
import type { Line } from '../../src/cti/line.ts';
import { defaultSettings, type Settings } from '../../src/settings/schema.ts';
import { aCall, aLine, dialing, onHold, talking } from '../desktop/testing/calls.ts';
import { MiniWindow } from './miniWindow.ts';

let settings: Settings;
let fullScreen: Promise<boolean>;
let asked: number;
let seen: boolean;
let news: number;
let mini: MiniWindow;
beforeEach(() => {
  settings = defaultSettings;
  fullScreen = Promise.resolve(false);
  asked = 0;
  seen = false;
  news = 0;
  mini = new MiniWindow({
    settings: () => settings,
    isFullScreen: () => {
      asked += 1;
      return fullScreen;
    },
    isPanelSeen: () => seen,
    onView: () => (news += 1),
  });
});

const update = (calls: readonly Call[], overrides: Partial<Line> = {}): void =>
  mini.update(aLine(calls, overrides));
const shown = (): string[] | undefined => mini.view()?.calls.map(({ id }) => id);
const work: Agent = { status: 'afterCallWork', since: 1, chosen: 'ready', afterCallWorkUntilMonoMs: 30_000 };

describe('the mini window', () => {
  it('shows the calls that stand, in order of arrival, and none that rings here', async () => {
    update([aCall(), aCall({ id: 'b', ...onHold }), aCall({ id: 'c', ...dialing })]);
    await vi.waitFor(() => expect(shown()).toEqual(['b', 'c']));
    update([aCall(talking)]);
    expect(shown()).toEqual(['a']);
    update([]);
    expect(mini.view()).toBeNull();
  });

  it('is there at once when a call is answered', async () => {
    update([aCall()]);
    await vi.waitFor(() => expect(news).toBe(2));
    expect(mini.view()).toBeNull();
    update([aCall(talking)]);
    expect(shown()).toEqual(['a']);
    expect(asked).toBe(1);
  });

  it('is not there while the panel is seen, nor on the lock screen', () => {
    settings = { ...settings, miniWindow: 'always' };
    update([aCall(talking)]);
    seen = true;
    expect(mini.view()).toBeNull();
    seen = false;
    expect(shown()).toEqual(['a']);
    mini.setLocked(true);
    expect(mini.view()).toBeNull();
    mini.setLocked(false);
    expect(shown()).toEqual(['a']);
  });

  it('is not there over a program that fills the screen, for as long as there are calls', async () => {
    fullScreen = Promise.resolve(true);
    update([aCall(talking)]);
    await vi.waitFor(() => expect(news).toBe(2));
    expect(mini.view()).toBeNull();
    settings = { ...settings, miniWindow: 'always' };
    expect(shown()).toEqual(['a']);
    settings = defaultSettings;
    update([]);
    fullScreen = Promise.resolve(false);
    update([aCall(talking)]);
    await vi.waitFor(() => expect(shown()).toEqual(['a']));
  });

  it('believes no answer about the screen that was for an earlier call', async () => {
    let tell: (value: boolean) => void = () => undefined;
    fullScreen = new Promise((resolve) => (tell = resolve));
    update([aCall(talking)]);
    update([]);
    fullScreen = Promise.resolve(true);
    update([aCall({ id: 'b', ...talking })]);
    tell(false);
    await vi.waitFor(() => expect(news).toBe(4));
    expect(mini.view()).toBeNull();
  });

  it('is switched off, and costs no look at the screen then', () => {
    settings = { ...settings, miniWindow: 'never' };
    update([aCall(talking)]);
    expect([mini.view(), asked]).toEqual([null, 0]);
    settings = { ...settings, miniWindow: 'exceptFullScreen' };
    expect(shown()).toEqual(['a']);
  });

  it('shows the work after a call until its end', () => {
    settings = { ...settings, miniWindow: 'always' };
    update([], { agent: work });
    expect(mini.view()).toMatchObject({ calls: [], work: { untilMonoMs: 30_000 } });
    update([], { agent: { status: 'ready', since: 2, chosen: 'ready' } });
    expect(mini.view()).toBeNull();
  });

  it('goes on while the link is broken, with what is known of it', () => {
    settings = { ...settings, miniWindow: 'always' };
    update([aCall({ ...talking, checking: true })], { link: { state: 'off' } });
    expect(mini.view()).toMatchObject({ calls: [{ checking: true }], link: { state: 'off' } });
  });

  it('knows the calls that can be pressed there, and no others', () => {
    settings = { ...settings, miniWindow: 'always' };
    update([aCall(), aCall({ id: 'b', ...talking })]);
    expect(mini.call('b')?.id).toBe('b');
    expect([mini.call('a'), mini.call('c')]).toEqual([undefined, undefined]);
    seen = true;
    expect(mini.call('b')).toBeUndefined();
  });
});
