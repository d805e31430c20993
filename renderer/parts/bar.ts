import type { Bridge } from './bridge.ts';

/** The panel is a one-line bar, however it came to be that low. */
export const barMedia = '(max-height: 239px)';

export function toggleBar(bridge: Bridge): Promise<void> {
  return bridge.request('panel:setBar', !window.matchMedia(barMedia).matches);
}
