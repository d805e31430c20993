import { useEffect } from 'react';
import { barMedia } from './bar.ts';
import type { Bridge } from './bridge.ts';

/** What is open has no room in a bar: the window is as high as usual until it is closed. */
export function useRoom(bridge: Bridge, isOpen: boolean): void {
  useEffect(() => {
    if (!isOpen || !window.matchMedia(barMedia).matches) return undefined;
    const make = (room: boolean): void => void bridge.request('panel:makeRoom', room).catch(() => undefined);
    make(true);
    return () => make(false);
  }, [bridge, isOpen]);
}
