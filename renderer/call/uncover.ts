/** Of the item that holds the call in focus: it lies over the rest while that is scrolled. */
export const overRest = 'data-over-rest';

const gapPx = 4;

/** What has got the focus under the call in focus is brought out from there: the browser takes it for in view. */
export function uncover(scroller: Element, focused: Element): void {
  const over = scroller.querySelector(`[${overRest}]`);
  if (over === null || over.contains(focused)) return;
  const [card, item, view] = [over, focused, scroller].map((one) => one.getBoundingClientRect());
  if (card === undefined || item === undefined || view === undefined) return;
  if (item.bottom <= card.top || item.top >= card.bottom) return;
  const isAtTop = card.top - view.top < view.bottom - card.bottom;
  scroller.scrollTop += isAtTop ? item.top - card.bottom - gapPx : item.bottom - card.top + gapPx;
}
