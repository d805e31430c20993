/** A window that is hidden is not painted at all: then nothing waits longer than this, ms. */
const unpaintedMs = 100;

/** Calls back once the frame is painted that shows what the page has now. */
export function afterPaint(then: () => void): void {
  let isOver = false;
  const once = (): void => {
    if (isOver) return;
    isOver = true;
    clearTimeout(timer);
    then();
  };
  const timer = setTimeout(once, unpaintedMs);
  // The callback runs before its frame is painted, a timer after.
  requestAnimationFrame(() => setTimeout(once));
}
