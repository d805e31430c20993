// @ts-check
// npm run fuzz [-- MINUTES [FILES]]: asks the property tests ever new questions, until an answer is wrong or the time is up.
import './lib/node-version.mjs';
import { randomInt } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { inRoot, root } from './lib/paths.mjs';
import { run } from './lib/run.mjs';

const [minutes = '10', ...named] = process.argv.slice(2);
const untilMs = Date.now() + Number(minutes) * 60_000;
if (!Number.isFinite(untilMs)) {
  process.stderr.write('usage: npm run fuzz [-- MINUTES [FILES]]\n');
  process.exit(2);
}

const propertyTests = ['src', 'main', 'renderer']
  .flatMap((room) =>
    fs.readdirSync(inRoot(room), { recursive: true, encoding: 'utf8' }).map((file) => path.join(room, file)),
  )
  .filter(
    (file) =>
      /\.test\.tsx?$/.test(file) && fs.readFileSync(inRoot(file), 'utf8').includes("from 'fast-check'"),
  );
const files = named.length > 0 ? named : propertyTests;

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
