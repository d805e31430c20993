import type { RunProgram } from '../os/programs.ts';

/**
 * Whether the window in front fills the screen. Electron tells that of its own windows only. On X11 the window manager does, by
 * properties that `xprop` prints (Extended Window Manager Hints, `_NET_ACTIVE_WINDOW`, `_NET_WM_STATE_FULLSCREEN`). Elsewhere it is not known,
 * which counts as no.
 */
export async function isFullScreen(platform: string, runProgram: RunProgram): Promise<boolean> {
  if (platform !== 'linux') return false;
  try {
    const active = await runProgram('xprop', ['-root', '_NET_ACTIVE_WINDOW']);
    const id = /# (0x[1-9a-f][0-9a-f]*)/.exec(active)?.[1];
    if (id === undefined) return false;
    const state = await runProgram('xprop', ['-id', id, '_NET_WM_STATE']);
    return /\b_NET_WM_STATE_FULLSCREEN\b/.test(state);
  } catch {
    return false;
  }
}
