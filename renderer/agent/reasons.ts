import { useEffect, useState } from 'react';
import type { Bridge } from '../parts/bridge.ts';

/** The reasons of the settings, as they are now; none as long as they are not known. */
export function usePauseReasons(bridge: Bridge): readonly string[] {
  const [reasons, setReasons] = useState<readonly string[]>([]);
  useEffect(() => {
    let heard = false;
    const stop = bridge.on('settings:changed', ({ settings }) => {
      heard = true;
      setReasons(settings.pauseReasons);
    });
    bridge.request('settings:read').then(
      ({ settings }) => {
        if (!heard) setReasons(settings.pauseReasons);
      },
      () => undefined, // plain "not ready" works without them
    );
    return () => {
      heard = true;
      stop();
    };
  }, [bridge]);
  return reasons;
}
