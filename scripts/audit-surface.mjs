// @ts-check
// npm run audit:surface: what of the packaged app listens, connects, opens and executes, beside scripts/surface.json. What is new there
// fails: it is looked at by a person, and then written down with `-- --write`. The app has to be built.
import fs from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { inRoot } from './lib/paths.mjs';
import { compare, surfaceOfBuild, surfaceOfSource } from './lib/surface.mjs';

const listed = inRoot('scripts/surface.json');

/**
 * @param {string} folder
 * @param {(file: string) => boolean} isWanted
 * @returns {[string, string][]}
 */
function textsIn(folder, isWanted) {
  return fs
    .readdirSync(inRoot(folder), { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name).split(path.sep).join('/'))
    .filter((file) => isWanted(file))
    .map((file) => [file, fs.readFileSync(inRoot(file), 'utf8')]);
}

/** @param {string} file */
const isSource = (file) => /\.tsx?$/.test(file) && !/\.(?:test|bench|d)\.tsx?$|\/testing\//.test(file);
/** @param {string} file */
const isBuilt = (file) => /\.c?js$/.test(file);

if (!fs.existsSync(inRoot('out/main'))) {
  console.error('The app is not built: npm run build');
  process.exit(2);
}
const found = {
  ...surfaceOfSource(new Map(['main', 'src', 'renderer'].flatMap((folder) => textsIn(folder, isSource)))),
  ...surfaceOfBuild(
    new Map(['out/main', 'out/preload'].flatMap((folder) => textsIn(folder, isBuilt))),
    new Set(builtinModules),
  ),
};
for (const [kind, all] of Object.entries(found))
  console.log(`${kind}:\n${all.map((one) => `  ${one}`).join('\n')}`);

if (process.argv.includes('--write')) {
  fs.writeFileSync(listed, `${JSON.stringify(found, null, 2)}\n`);
} else {
  const { added, gone } = compare(JSON.parse(fs.readFileSync(listed, 'utf8')), found);
  for (const one of added) console.error(`NEW  ${one}`);
  for (const one of gone) console.error(`GONE ${one}`);
  if (added.length + gone.length > 0) {
    console.error('Where this is meant, say why in docs/security.md, and: npm run audit:surface -- --write');
    process.exitCode = 1;
  }
}
