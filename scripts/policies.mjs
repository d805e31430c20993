// @ts-check
// node scripts/policies.mjs: writes assets/policies, what administrators of Windows and macOS need to roll settings out, from the table
// of settings and their words. Run it when a setting was added or changed; scripts/policies.test.mjs fails until then.
import './lib/node-version.mjs';
import fs from 'node:fs';
import path from 'node:path';
import { runnerImport } from 'vite';
import { inRoot } from './lib/paths.mjs';
import { policyFiles } from './lib/policies/policyFiles.mjs';

const load = async (/** @type {string} */ file) =>
  (await runnerImport(inRoot(file), { configFile: false, logLevel: 'error' })).module;

const { fields } = /** @type {typeof import('../src/settings/table/fields.ts')} */ (
  await load('src/settings/table/fields.ts')
);
const { en } = /** @type {typeof import('../src/words/en/index.ts')} */ (await load('src/words/en/index.ts'));
const { de } = /** @type {typeof import('../src/words/de/index.ts')} */ (await load('src/words/de/index.ts'));

for (const [name, text] of Object.entries(policyFiles(fields, { en, de }))) {
  const file = inRoot('assets/policies', name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
}
