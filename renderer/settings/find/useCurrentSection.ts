import type { RefObject } from 'react';
import { useSettings } from '../model/context.ts';

/** A heading that is this far below the upper edge is the one that is read, px. */
const readBelowPx = 60;

/** To be called when the form has scrolled: says which section is read now. */
export function useCurrentSection(scroller: RefObject<HTMLElement | null>): () => void {
  const { finder } = useSettings();
  return () => {
    const { current } = scroller;
    if (current === null) return;
    const sections = [...current.querySelectorAll<HTMLElement>('[data-section]')];
    const top = current.getBoundingClientRect().top;
    const isAtEnd = current.scrollTop + current.clientHeight >= current.scrollHeight - 2;
    const { current: before } = finder.getState();
    // The last sections never reach the upper edge: there it is the one that was gone to.
    if (isAtEnd && sections.some((section) => idOf(section) === before && isBelow(section, top))) return;
    const read = sections
      .filter((section) => section.getBoundingClientRect().top <= top + readBelowPx)
      .at(-1);
    const now = idOf(isAtEnd ? sections.at(-1) : (read ?? sections[0]));
    if (now !== undefined && now !== before) finder.pass(now);
  };
}

function idOf(section: HTMLElement | undefined): string | undefined {
  return section?.dataset.section;
}

function isBelow(section: HTMLElement, top: number): boolean {
  return section.getBoundingClientRect().top >= top;
}
