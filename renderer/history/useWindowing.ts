import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { headPx, indexAt, type Layout, rowPx, topOf } from './model/layout.ts';
import { useHistory, useList } from './model/model.ts';
import type { Span } from './model/state.ts';

/** Rows beyond both edges, so that a turn of the wheel meets rows that are there. */
const beyond = 8;

interface Windowing {
  /** The calls that are in the page. */
  readonly span: Span;
  readonly onScroll: () => void;
}

/** Which calls of a long list are in the page, and where the list stands when it is another one. */
export function useWindowing(boxRef: RefObject<HTMLDivElement | null>): Windowing {
  const { list } = useHistory();
  const layout = useList((now) => now.layout);
  const version = useList((now) => now.version);
  const choices = useList((now) => now.choices);
  const [span, setSpan] = useState<Span>({ first: 0, last: -1 });
  /** How far below the upper edge the first call in view begins, px. */
  const offsetPx = useRef(0);

  const look = useCallback((): void => {
    const element = boxRef.current;
    if (element === null) return;
    const now = list.getState().layout;
    const { scrollTop, clientHeight } = element;
    const first = indexAt(now, scrollTop);
    const last = indexAt(now, scrollTop + clientHeight);
    offsetPx.current = scrollTop === 0 ? Number.NaN : topOf(now, first) - scrollTop;
    if (now.total > 0) list.view({ first, last });
    const next = { first: Math.max(0, first - beyond), last: Math.min(now.total - 1, last + beyond) };
    setSpan((before) => (before.first === next.first && before.last === next.last ? before : next));
  }, [boxRef, list]);

  // Calls that come push nothing away from under the eye; at its top the list stays at its top.
  useLayoutEffect(() => {
    const element = boxRef.current;
    if (element !== null) element.scrollTop = scrollTopFor(layout, list.getState().anchor, offsetPx.current);
    look();
  }, [boxRef, list, layout, version, look]);

  useEffect(() => {
    const element = boxRef.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => observer.disconnect();
  }, [boxRef, look]);

  // After the list has its new place: a call that came back is shown there.
  useLayoutEffect(() => {
    const { active, layout: now } = list.getState();
    if (choices === 0 || active === undefined || boxRef.current === null) return;
    intoView(boxRef.current, topOf(now, active));
  }, [boxRef, list, choices]);

  return { span, onScroll: look };
}

function scrollTopFor(layout: Layout, anchor: number | undefined, offsetPx: number): number {
  return anchor === undefined || Number.isNaN(offsetPx) ? 0 : topOf(layout, anchor) - offsetPx;
}

/** As little as it takes; the heading of the day stays above the call. */
function intoView(box: HTMLElement, topPx: number): void {
  if (topPx - headPx < box.scrollTop) box.scrollTop = topPx - headPx;
  else if (topPx + rowPx > box.scrollTop + box.clientHeight) box.scrollTop = topPx + rowPx - box.clientHeight;
}
