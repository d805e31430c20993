// @ts-check

/**
 * @typedef {object} Element
 * @property {string} name
 * @property {Readonly<Record<string, string | number>>} attributes
 * @property {readonly (Element | string)[]} children
 */

/**
 * @param {string} name
 * @param {Readonly<Record<string, string | number>>} [attributes]
 * @param {readonly (Element | string)[]} [children]
 * @returns {Element}
 */
export const element = (name, attributes = {}, children = []) => ({ name, attributes, children });

/** The document, indented; an element that holds text stands on one line, where spaces would be part of it. @param {Element} root */
export const xml = (root, doctype = '') =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${doctype}${lines(root, '').join('\n')}\n`;

/** @param {Element} element @param {string} indent @returns {string[]} */
function lines({ name, attributes, children }, indent) {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(String(value))}"`);
  const start = `${indent}<${name}${written.join('')}`;
  if (children.length === 0) return [`${start}/>`];
  const texts = children.filter((child) => typeof child === 'string');
  if (texts.length > 0) return [`${start}>${texts.map(escaped).join('')}</${name}>`];
  const inner = children.flatMap((child) => (typeof child === 'string' ? [] : lines(child, `${indent}  `)));
  return [`${start}>`, ...inner, `${indent}</${name}>`];
}

/** @param {string} text */
const escaped = (text) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
