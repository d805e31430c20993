import { useEffect } from 'react';

/** What had the focus when this was opened gets it back when it closes, unless the person has gone elsewhere meanwhile. */
export function useReturnFocus(): void {
  useEffect(() => {
    const before = document.activeElement;
    return () => {
      // The focus of what is taken away falls to the body, which happens after this.
      queueMicrotask(() => {
        if (document.activeElement === document.body && before instanceof HTMLElement) before.focus();
      });
    };
  }, []);
}
