import type { Page } from '@playwright/test';

interface Size {
  readonly name: string;
  readonly width: number;
  readonly height: number;
}

/** Sizes in CSS pixels: what a window of its usual size has left at 150 %. */
const zoomed = (name: string, width: number, height: number): Size => ({
  name: `${name} at 150 %`,
  width: Math.round(width / 1.5),
  height: Math.round(height / 1.5),
});

const panelSizes: readonly Size[] = [
  ...[300, 360, 400].map((width) => ({ name: `${width} px`, width, height: 560 })),
  zoomed('360 px', 360, 560),
];
/** Windows are never narrower than 400 px; with the zoom they are. */
const otherSizes: readonly Size[] = [
  { name: '400 px', width: 400, height: 640 },
  { name: '760 px', width: 760, height: 720 },
  zoomed('400 px', 400, 640),
  zoomed('450 px', 450, 640),
  zoomed('560 px', 560, 720),
];

function sizesOf(page: Page): readonly Size[] {
  if (page.url().endsWith('/index.html')) return panelSizes;
  return /\/(?:ringing|palette)\.html$/.test(page.url()) ? [] : otherSizes;
}

/**
 * The texts and buttons of a window that are cut at one of its sizes, each with the size. Names and numbers of people may be.
 * The window stays as it is: only what its page believes of its size changes.
 */
export async function cutTexts(page: Page, people: RegExp): Promise<readonly string[]> {
  const sizes = sizesOf(page);
  if (sizes.length === 0) return page.evaluate(findCut, people.source);
  const session = await page.context().newCDPSession(page);
  const found: string[] = [];
  for (const { name, width, height } of sizes) {
    await session.send('Emulation.setDeviceMetricsOverride', {
      width,
      height,
      deviceScaleFactor: 0,
      mobile: false,
    });
    await page.waitForFunction((expected) => innerWidth === expected, width);
    const cut = await page.evaluate(findCut, people.source);
    found.push(...cut.map((text) => `${name}: ${text}`));
  }
  await session.send('Emulation.clearDeviceMetricsOverride');
  await session.detach();
  return found;
}

/** Runs in the page, a frame after it has got its size. */
function findCut(people: string): Promise<string[]> {
  const mayBeCut = new RegExp(people, 'u');
  const rectOf = (node: Node): DOMRect => {
    const range = document.createRange();
    range.selectNodeContents(node);
    return range.getBoundingClientRect();
  };
  const cut = (text: DOMRect, within: Element | null): boolean => {
    if (text.width === 0 || text.height === 0) return false;
    for (let box = within; box !== null; box = box.parentElement) {
      const { overflowX, overflowY, clipPath, position, visibility } = getComputedStyle(box);
      if (visibility === 'hidden' || clipPath !== 'none') return false; // for screen readers only
      // A packet is read below the list, whole.
      if (box.matches('[role=option] > *')) return false;
      const edge = box.getBoundingClientRect();
      const beyond = text.right > edge.right + 1 || text.left < edge.left - 1;
      const below = text.bottom > edge.bottom + 2 || text.top < edge.top - 2;
      const scrolls = /auto|scroll/.test(overflowX);
      if (beyond && !scrolls && (overflowX !== 'visible' || box.matches('button, body'))) return true;
      if (below && /hidden|clip/.test(overflowY)) return true;
      if (scrolls || /auto|scroll/.test(overflowY) || position === 'fixed') return false;
    }
    return false;
  };
  const look = (): string[] => {
    const found: string[] = [];
    const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = nodes.nextNode(); node !== null; node = nodes.nextNode()) {
      const text = node.textContent?.trim() ?? '';
      if (text !== '' && !mayBeCut.test(text) && cut(rectOf(node), node.parentElement)) found.push(text);
    }
    // A button that sticks out of the window is cut, whatever is in it.
    for (const button of document.querySelectorAll('button'))
      if (cut(button.getBoundingClientRect(), button.parentElement))
        found.push(`button ${button.getAttribute('aria-label') ?? button.innerText}`);
    return found;
  };
  return new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => resolve(look())));
  });
}
