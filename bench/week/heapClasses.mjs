// @ts-check
/** How many objects of each class are in the heap, garbage apart. */
import { text } from 'node:stream/consumers';
import { getHeapSnapshot } from 'node:v8';

/** @returns {Promise<Map<string, number>>} */
export async function heapClasses() {
  const { snapshot, nodes, strings } = JSON.parse(await text(getHeapSnapshot()));
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const [type, name] = [fields.indexOf('type'), fields.indexOf('name')];
  const kinds = [
    types[type].indexOf('object'),
    types[type].indexOf('native'),
    types[type].indexOf('closure'),
  ];
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (let at = 0; at < nodes.length; at += fields.length) {
    if (!kinds.includes(nodes[at + type])) continue;
    const key = `${types[type][nodes[at + type]]} ${strings[nodes[at + name]]}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}
