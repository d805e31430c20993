// @ts-check
import { adml, admx } from './groupPolicies.mjs';
import { mobileconfig } from './profile.mjs';

/**
 * The files of assets/policies by their names, as Windows wants them in `PolicyDefinitions`.
 * @param {Readonly<Record<string, any>>} properties of the settings, as JSON Schema
 * @param {{ en: import('./groupPolicies.mjs').Words, de: import('./groupPolicies.mjs').Words }} words
 * @returns {Record<string, string>}
 */
export function policyFiles(properties, words) {
  const shapes = Object.fromEntries(Object.entries(properties).filter(([name]) => name !== 'version'));
  return {
    'offhook.admx': admx(shapes),
    'en-US/offhook.adml': adml(shapes, words.en, 'en'),
    'de-DE/offhook.adml': adml(shapes, words.de, 'de'),
    'offhook.mobileconfig': mobileconfig(),
  };
}
