import { type Bridge, tell } from '../parts/bridge.ts';

/** Has the link checked when a network comes or goes: Chromium tells its pages so, and tells the main process nothing. */
export function followNetwork(bridge: Bridge): void {
  const check = (): void => tell(bridge.request('line:networkChanged'), () => undefined);
  window.addEventListener('online', check);
  window.addEventListener('offline', check);
}
