import { type RefObject, useEffect } from 'react';

/** What has just come to focus is brought into view, as little as that takes. */
export function useInView(element: RefObject<HTMLElement | null>): void {
  useEffect(() => element.current?.scrollIntoView({ block: 'nearest' }), [element]);
}
