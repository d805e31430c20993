import { type RefObject, useEffect } from 'react';
import { useStore } from 'zustand';
import { useSettings } from '../model/context.ts';
import type { Aim } from '../model/finder.ts';

/** Scrolls to the place that the finder aims at and puts the focus there. */
export function useJump(scroller: RefObject<HTMLElement | null>): void {
  const { finder } = useSettings();
  const aim = useStore(finder, (view) => view.aim);
  useEffect(() => {
    if (aim === undefined) return undefined;
    // What was folded or covered until now is there with the next drawing.
    const frame = requestAnimationFrame(() => {
      if (scroller.current !== null) land(scroller.current, aim);
    });
    return () => cancelAnimationFrame(frame);
  }, [aim, scroller]);
}

function land(scroller: HTMLElement, { section, place }: Aim): void {
  const row =
    place === undefined ? null : scroller.querySelector<HTMLElement>(`[data-place="${CSS.escape(place)}"]`);
  if (row !== null) {
    row.scrollIntoView({ block: 'center' });
    (firstControl(row) ?? row).focus({ preventScroll: true });
    return;
  }
  // A place that is not shown now, such as the volume of a tone that is off: its section says why.
  const heading = scroller.querySelector<HTMLElement>(`[data-section="${CSS.escape(section)}"] > h3`);
  heading?.scrollIntoView({ block: 'start' });
  heading?.focus({ preventScroll: true });
}

/** Where something is typed or chosen; the choice that stands where there are several. None where the administrator has decided. */
function firstControl(row: HTMLElement): HTMLElement | undefined {
  const controls = [...row.querySelectorAll<HTMLInputElement | HTMLButtonElement>('input, button')].filter(
    (control) =>
      !control.disabled &&
      control.tabIndex >= 0 &&
      control.closest('fieldset[disabled], [aria-hidden=true]') === null,
  );
  const typed = controls.find((control) => control.matches('input:not([type=radio])'));
  return typed ?? controls.find((control) => control.matches(':checked')) ?? controls[0];
}
