import { describe, expect, it } from 'vitest';
import type { RunProgram } from '../os/programs.ts';
import { isFullScreen } from './fullScreen.ts';

/** What xprop of Debian 12 prints, under openbox. */
const xprop = (active: string, state: string): RunProgram => {
  return (name, args) => {
    if (name !== 'xprop') return Promise.reject(new Error(`no ${name}`));
    if (args[0] === '-root') return Promise.resolve(active);
    return args[1] === '0x1400007' ? Promise.resolve(state) : Promise.reject(new Error('no such window'));
  };
};
const active = '_NET_ACTIVE_WINDOW(WINDOW): window id # 0x1400007\n';

describe('isFullScreen', () => {
  it.each([
    [true, active, '_NET_WM_STATE(ATOM) = _NET_WM_STATE_FULLSCREEN, _NET_WM_STATE_FOCUSED\n'],
    [false, active, '_NET_WM_STATE(ATOM) = _NET_WM_STATE_MAXIMIZED_VERT\n'],
    [false, active, '_NET_WM_STATE:  not found.\n'],
    [false, '_NET_ACTIVE_WINDOW(WINDOW): window id # 0x0\n', ''],
    [false, '_NET_ACTIVE_WINDOW:  no such atom on any window.\n', ''],
    [false, '_NET_ACTIVE_WINDOW(WINDOW): window id # 0x1500001\n', ''],
  ])('is %s', async (full, root, state) => {
    expect(await isFullScreen('linux', xprop(root, state))).toBe(full);
  });

  it('is not known elsewhere, nor without xprop', async () => {
    expect(await isFullScreen('win32', xprop(active, '_NET_WM_STATE_FULLSCREEN'))).toBe(false);
    expect(await isFullScreen('linux', () => Promise.reject(new Error('ENOENT')))).toBe(false);
  });
});
