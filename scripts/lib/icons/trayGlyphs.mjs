// @ts-check
// The tray's icons as SVG, drawn on the pixels of the size that they are shown in: a shape and a colour for each state, so that no one has
// to tell them by colour alone. Each colour reaches 3:1 against white and against a bar of #202020, for what colour the bar has no program
// is reported on Linux; white glyphs reach 3:1 on each of them. `main/tray/image.test.ts` holds the painted files to that.

/** @typedef {(px: (share: number) => number, paint: string) => string} Glyph */

/** One bar, ends rounded. @param {number} x @param {number} y @param {number} width @param {number} height */
const bar = (x, y, width, height) =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${Math.min(width, height) / 2}"/>`;

/** Bars of the given heights, evenly about the middle. @param {number[]} heights @returns {Glyph} */
const bars = (heights) => (px) => {
  const [size, width, gap] = [px(1), px(0.13), px(0.09)];
  const all = heights.length * width + (heights.length - 1) * gap;
  return heights
    .map((height, index) => {
      const high = 2 * px(height / 2);
      return bar(Math.round((size - all) / 2) + index * (width + gap), (size - high) / 2, width, high);
    })
    .join('');
};

/** @type {Glyph} */
const handset = (px, paint) => {
  const unit = px(1) / 16;
  return `<g transform="scale(${unit}) rotate(-135 8 8)">
    <path d="M4.6 8.6 V7.6 A3.4 3.2 0 0 1 11.4 7.6 V8.6" fill="none" stroke="${paint}" stroke-width="2"/>
    <rect x="3.2" y="7.6" width="3" height="3.6" rx="1"/><rect x="9.8" y="7.6" width="3" height="3.6" rx="1"/></g>`;
};

/** @type {Glyph} */
const bell = (px) => {
  const unit = px(1) / 16;
  return `<g transform="scale(${unit})"><path d="M3.6 11.2 C4.8 10.2 4.8 9 4.9 7.2 C5 5 6.3 3.6 8 3.6 C9.7 3.6 11 5 11.1 7.2
    C11.2 9 11.2 10.2 12.4 11.2 Z"/><rect x="6.6" y="11.8" width="2.8" height="1.4" rx="0.7"/></g>`;
};

/** @type {Glyph} */
const minus = (px) => {
  const [size, width, height] = [px(1), 2 * px(0.28), 2 * px(0.07)];
  return bar((size - width) / 2, (size - height) / 2, width, height);
};

/** @type {Glyph} */
const slash = (px, paint) => {
  const [from, to] = [px(0.32), px(0.68)];
  return `<path d="M${from} ${to} L${to} ${from}" stroke="${paint}" stroke-width="${px(0.13)}" stroke-linecap="round"/>`;
};

/** @typedef {{ colour: string, glyph: Glyph, hollow?: boolean }} Icon */

/** @type {Readonly<Record<string, Icon>>} */
const icons = {
  notConnected: { colour: '#7a828e', glyph: slash, hollow: true },
  ready: { colour: '#0f867a', glyph: handset },
  notReady: { colour: '#7a828e', glyph: minus },
  ringing: { colour: '#c27400', glyph: bell },
  // the other half of the blinking
  ringingHollow: { colour: '#c27400', glyph: bell, hollow: true },
  talking: { colour: '#1a8a53', glyph: bars([0.24, 0.52, 0.36]) },
  onHold: { colour: '#2b7fd0', glyph: bars([0.48, 0.48]) },
};

const missedColour = '#d13a30';

/** @param {number} size @param {string} body */
const svg = (size, body) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}">${body}</svg>`;

/** @param {number} size @param {Icon} icon @param {boolean} template black and clear only, for macOS */
function drawn(size, { colour, glyph, hollow = false }, template) {
  const px = (/** @type {number} */ share) => Math.max(1, Math.round(share * size));
  const paint = template ? '#000000' : colour;
  const [middle, radius] = [size / 2, size / 2 - (size > 16 ? 1 : 0)];
  const ring = Math.max(1.5, size / 11);
  if (hollow)
    return svg(
      size,
      `<circle cx="${middle}" cy="${middle}" r="${radius - ring / 2}" fill="none" stroke="${paint}" stroke-width="${ring}"/>
       <g fill="${paint}">${glyph(px, paint)}</g>`,
    );
  const disc = `<circle cx="${middle}" cy="${middle}" r="${radius}" fill="${paint}"`;
  if (!template) return svg(size, `${disc}/><g fill="#ffffff">${glyph(px, '#ffffff')}</g>`);
  const hole = `<rect width="${size}" height="${size}" fill="#ffffff"/><g fill="#000000">${glyph(px, '#000000')}</g>`;
  return svg(size, `<mask id="hole">${hole}</mask>${disc} mask="url(#hole)"/>`);
}

/** How many calls were missed, to be laid over an icon; `more` beyond nine. @param {number} size @param {string} text */
function badge(size, text) {
  const radius = Math.round(size * 0.29);
  const at = size - radius;
  return svg(
    size,
    `<circle cx="${at}" cy="${at}" r="${radius}" fill="${missedColour}"/>
     <text x="${at}" y="${at}" dy="0.36em" text-anchor="middle" fill="#ffffff" font-family="DejaVu Sans" font-weight="bold"
       font-size="${radius * 1.6}">${text}</text>`,
  );
}

/**
 * All of the tray's pictures: folder 22 is for Linux, 16 for Windows and, with names that end in Template, for macOS.
 * @returns {{ svg: string, size: number, file: string }[]} with their file below assets/tray
 */
export function trayPictures() {
  return [16, 22].flatMap((size) => {
    const states = Object.entries(icons);
    const badges = [1, 2, 3, 4, 5, 6, 7, 8, 9];
    const pictures = [
      ...states.map(([name, icon]) => ({ name, svg: drawn(size, icon, false) })),
      ...(size === 16
        ? states.map(([name, icon]) => ({ name: `${name}Template`, svg: drawn(size, icon, true) }))
        : []),
      ...badges.map((count) => ({ name: `missed${count}`, svg: badge(size, String(count)) })),
      { name: 'missedMore', svg: badge(size, '+') },
    ];
    return pictures.flatMap((picture) => [
      { svg: picture.svg, size, file: `${size}/${picture.name}.png` },
      { svg: picture.svg, size: 2 * size, file: `${size}/${picture.name}@2x.png` },
    ]);
  });
}
