// @ts-check
import { adml, admx } from './groupPolicies.mjs';
import { mobileconfig } from './profile.mjs';
import { shapeOf } from './shapes.mjs';

/**
 * The files of assets/policies by their names, as Windows wants them in `PolicyDefinitions`.
 * @param {Readonly<Record<string, import('./shapes.mjs').Field>>} fields the table of the settings
 * @param {{ en: import('./groupPolicies.mjs').Words, de: import('./groupPolicies.mjs').Words }} words
 * @returns {Record<string, string>}
 */
export function policyFiles(fields, words) {
  const shapes = Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, shapeOf(field)]));
  return {
    'offhook.admx': admx(shapes),
    'en-US/offhook.adml': adml(shapes, words.en, 'en'),
    'de-DE/offhook.adml': adml(shapes, words.de, 'de'),
    'offhook.mobileconfig': mobileconfig(),
  };
}
