import { useEffect, useRef } from 'react';
import { useSettings } from './context.ts';

export interface Leaving {
  /** Nothing is asked. */
  readonly now: () => void;
  /** Asks first where something was changed. */
  readonly asked: () => void;
}

/** Leaving with changes asks first, by the buttons as by the window's own close. */
export function useLeaving(close: () => void, ask: () => void): Leaving {
  const { model } = useSettings();
  const decided = useRef(false);
  useEffect(() => {
    const hold = (event: BeforeUnloadEvent): void => {
      if (decided.current || !model.isDirty()) return;
      event.preventDefault();
      ask();
    };
    window.addEventListener('beforeunload', hold);
    return () => window.removeEventListener('beforeunload', hold);
  });
  const now = (): void => {
    decided.current = true;
    model.discard();
    close();
  };
  return { now, asked: () => (model.isDirty() ? ask() : now()) };
}
