// @ts-check
// What of npm is in the app: `dependencies` of package.json and what they need, which package-lock.json marks by leaving
// `dev` out. A lint rule (.dependency-cruiser.cjs) keeps the app from importing anything else.
import fs from 'node:fs';
import path from 'node:path';

/**
 * @typedef {object} Shipped
 * @property {string} place below the checkout, `node_modules/...`
 * @property {string} name
 * @property {string} version
 * @property {string} licence by its SPDX name; empty where the package names none
 *
 * @param {{ packages: Record<string, { version?: string, license?: string, dev?: boolean, devOptional?: boolean }> }} lock
 * @returns {Shipped[]}
 */
export function shippedPackages(lock) {
  return Object.entries(lock.packages)
    .filter(([place, { dev, devOptional }]) => place !== '' && !dev && !devOptional)
    .map(([place, { version = '', license = '' }]) => ({
      place,
      name: place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length),
      version,
      licence: license,
    }));
}

/** Licences under which a package may be in the app: they ask for their text to be handed on, and for nothing else. */
export const ALLOWED_LICENCES = [
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  'Python-2.0',
];

const PERMISSION = {
  ISC: `Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby
granted, provided that the above copyright notice and this permission notice appear in all copies.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH REGARD TO THIS SOFTWARE INCLUDING ALL
IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT,
INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN
ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF
THIS SOFTWARE.`,
  MIT: `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`,
};

/** Packages that name a licence and bring no text of it; the holder is the author that they name, or their home's. */
const HOLDERS_WITHOUT_TEXT = {
  'lazy-val': { terms: PERMISSION.MIT, holder: 'Vladimir Krivosheev' },
  saxes: { terms: PERMISSION.ISC, holder: 'Louis-Dominique Dubeau' },
  'strict-event-emitter-types': { terms: PERMISSION.ISC, holder: 'Brian Terlson' },
  'client-only': { terms: PERMISSION.MIT, holder: 'Meta Platforms, Inc. and affiliates' },
};

/**
 * The texts that a package brings: its licence, also in parts, and its notices.
 * @param {string} folder of the package
 * @param {string} name
 * @returns {string} empty where there is none
 */
export function licenceText(folder, name) {
  const files = fs.readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file));
  const texts = files.toSorted().map((file) => fs.readFileSync(path.join(folder, file), 'utf8').trim());
  if (texts.length > 0) return texts.join('\n\n');
  const known = Object.entries(HOLDERS_WITHOUT_TEXT).find(([without]) => without === name)?.[1];
  return known === undefined ? '' : `Copyright (c) ${known.holder}\n\n${known.terms}`;
}

/** @param {(Shipped & { text: string })[]} packages */
export function noticesOf(packages) {
  const without = packages.filter(({ text }) => text === '');
  if (without.length > 0)
    throw new Error(`no text of a licence: ${without.map(({ name }) => name).join(', ')}`);
  const parts = packages.map(
    ({ name, version, licence, text }) => `${'='.repeat(78)}\n${name} ${version} (${licence})\n\n${text}\n`,
  );
  return [
    'Offhook contains these packages. Electron and Chromium have files of their own beside the program.\n',
    ...parts,
  ].join('\n');
}
