import type { Bridge } from './bridge.ts';

/** The panel is a one-line bar, however it came to be that low. */
export const barMedia = '(max-height: 239px)';

/** Too narrow for words beside each other that the usual window has room for. */
export const narrowMedia = '(max-width: 339px)';

export function toggleBar(bridge: Bridge): Promise<void> {
  return bridge.request('panel:setBar', !window.matchMedia(barMedia).matches);
}
