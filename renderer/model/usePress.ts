import { useEffect, useState } from 'react';
import { useModel, useView } from './panelModel.ts';
import type { PlaceName } from '../press/places.ts';

export interface Press {
  /** A press does not count yet: it was meant for what stood there before. */
  readonly isGuarded: boolean;
  readonly press: (act: () => void) => void;
}

/**
 * A button at a place of the panel.
 * @param told where it is said that a press did not count: a call's id or another place of commands
 */
export function usePress(place: PlaceName, told: string): Press {
  const { line, presses } = useModel();
  const countsFromMs = useView(presses, (view) => view.countsFromMs[place] ?? 0);
  const [looked, setLooked] = useState(0);
  const waitMs = countsFromMs - line.now();
  useEffect(() => {
    // A timer may be a fraction of a millisecond early: then there is one more.
    const restMs = Math.ceil(countsFromMs - line.now());
    if (restMs <= 0) return undefined;
    const timer = setTimeout(() => setLooked((times) => times + 1), restMs);
    return () => clearTimeout(timer);
  }, [line, countsFromMs, looked]);
  return { isGuarded: waitMs > 0, press: (act) => void presses.press(place, told, act) };
}
