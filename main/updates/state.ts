import type { UpdateFaultCode, UpdatesOff, UpdateState } from '../../src/ipc/updates.ts';

export type UpdateEvent =
  | { readonly type: 'off'; readonly why: UpdatesOff }
  | { readonly type: 'on' }
  | { readonly type: 'checking' }
  | { readonly type: 'nothingNewer'; readonly wallMs: number }
  | { readonly type: 'found'; readonly version: string }
  | { readonly type: 'progress'; readonly percent: number }
  | { readonly type: 'interrupted' }
  | { readonly type: 'downloaded' }
  | { readonly type: 'failed'; readonly code: UpdateFaultCode; readonly detail: string };

/** What is shown after an event. Total: what makes no sense in a state changes nothing. */
export function next(state: UpdateState, event: UpdateEvent): UpdateState {
  switch (event.type) {
    case 'off':
      return { phase: 'off', why: event.why };
    case 'on':
      return { phase: 'none' };
    case 'checking':
      // What is ready stays ready while it is asked whether there is something newer still.
      return state.phase === 'off' || state.phase === 'ready' ? state : { phase: 'checking' };
    case 'nothingNewer':
      // Also of what was ready: the release was withdrawn, or another version is pinned.
      return state.phase === 'off' ? state : { phase: 'none', checkedAtMs: event.wallMs };
    case 'found':
      if (state.phase === 'off' || (state.phase === 'ready' && state.version === event.version)) return state;
      return { phase: 'found', version: event.version };
    case 'progress':
      if (state.phase !== 'found' && state.phase !== 'downloading') return state;
      return { phase: 'downloading', version: state.version, percent: wholePercent(event.percent) };
    case 'interrupted':
      return state.phase === 'downloading' ? { phase: 'found', version: state.version } : state;
    case 'downloaded':
      if (state.phase !== 'found' && state.phase !== 'downloading') return state;
      return { phase: 'ready', version: state.version };
    case 'failed':
      if (state.phase === 'off' || state.phase === 'ready') return state;
      return { phase: 'failed', code: event.code, detail: event.detail };
  }
}

function wholePercent(percent: number): number {
  return Number.isFinite(percent) ? Math.min(100, Math.max(0, Math.floor(percent))) : 0;
}
