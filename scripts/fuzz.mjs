// @ts-check
// npm run fuzz [-- MINUTES [FILES]]: asks the property tests ever new questions, and whatever reads what others wrote ever new bytes, led by
// the coverage, until an answer is wrong or the time is up. With files, only these tests.
import './lib/node-version.mjs';
import { randomInt } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { build } from 'vite';
import { inRoot, root } from './lib/paths.mjs';
import { run } from './lib/run.mjs';
import { words } from './lib/fuzz/words.mjs';

const [minutes = '10', ...named] = process.argv.slice(2);
const totalS = Number(minutes) * 60;
if (!(totalS > 0)) {
  process.stderr.write('usage: npm run fuzz [-- MINUTES [FILES]]\n');
  process.exit(2);
}

const propertyTests = ['src', 'main', 'renderer', 'scripts']
  .flatMap((room) =>
    fs.readdirSync(inRoot(room), { recursive: true, encoding: 'utf8' }).map((file) => path.join(room, file)),
  )
  .filter(
    (file) =>
      /\.test\.(?:tsx?|mjs)$/.test(file) &&
      fs.readFileSync(inRoot(file), 'utf8').includes("from 'fast-check'"),
  );
const files = named.length > 0 ? named : propertyTests;

if (named.length === 0) await askReaders(totalS / 2);
await askTests(named.length === 0 ? totalS / 2 : totalS);

/**
 * Each reader has an equal share.
 * @param {number} seconds
 */
async function askReaders(seconds) {
  const bundle = inRoot('out/fuzz/targets.mjs');
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      outDir: path.dirname(bundle),
      ssr: inRoot('scripts/lib/fuzz/targets.mjs'),
      target: 'node20.19',
      rolldownOptions: { output: { entryFileNames: path.basename(bundle), codeSplitting: false } },
    },
    ssr: { noExternal: true, target: 'node' },
  });
  const names = Object.keys(words);
  for (const name of names) {
    const share = String(Math.max(1, Math.round(seconds / names.length)));
    const seed = String(randomInt(2 ** 31));
    const args = [inRoot('scripts/lib/fuzz/guided.mjs'), bundle, name, share, seed];
    const result = await run(process.execPath, args, { cwd: root });
    process.stdout.write(`${result.stdout}${result.stderr}`);
    if (result.code !== 0) process.exit(1);
  }
}

/** @param {number} seconds */
async function askTests(seconds) {
  const untilMs = Date.now() + seconds * 1_000;
  let rounds = 0;
  do {
    const seed = String(randomInt(2 ** 31));
    const result = await run(process.execPath, [inRoot('node_modules/vitest/vitest.mjs'), 'run', ...files], {
      cwd: root,
      env: { ...process.env, OFFHOOK_SEED: seed },
    });
    if (result.code !== 0) {
      process.stdout.write(
        `${result.stdout}\n${result.stderr}\nAsk it again: OFFHOOK_SEED=${seed} npx vitest run ${files.join(' ')}\n`,
      );
      process.exit(1);
    }
    process.stdout.write(`round ${++rounds}, seed ${seed}: passed\n`);
  } while (Date.now() < untilMs);
}
