// @ts-check
// npm run measure: figures of the structure, as a table. None of them is a goal in itself; each says where to look.
// With --circles it only looks for folders that import each other, and fails where there are any (npm run check:layers).
import './lib/node-version.mjs';
import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { root } from './lib/paths.mjs';
import {
  folderCircles,
  fullest,
  longFunctions,
  ratio,
  ratioOverAll,
  returnsAlong,
} from './lib/measure/measure.mjs';
import { table } from './lib/test/table.mjs';

const rooms = ['src', 'main', 'renderer', 'scripts'];
const isSource = (/** @type {string} */ file) => /\.(ts|tsx|mjs|cjs)$/.test(file) && !file.endsWith('.d.ts');
const files = [...rooms, 'e2e']
  .flatMap((room) =>
    fs
      .readdirSync(path.join(root, room), { recursive: true, encoding: 'utf8' })
      .map((file) => `${room}/${file}`),
  )
  .map((file) => file.replaceAll('\\', '/'))
  .filter(isSource)
  .map((file) => {
    const text = fs.readFileSync(path.join(root, file), 'utf8');
    return { file, text, tree: ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true) };
  });
const sources = files.filter(({ file }) => !/^e2e\/|\.(test|bench)\.|\/testing\//.test(file));

if (process.argv.includes('--circles')) {
  for (const circle of folderCircles(sources)) {
    process.stderr.write(`Folders that import each other: ${circle.join(', ')}\n`);
    process.exitCode = 1;
  }
} else printFigures();

function printFigures() {
  const [folder, count] = fullest(sources.map(({ file }) => file));
  const circles = folderCircles(sources);
  const long = longFunctions(sources, 60);
  const lines = sources.map(({ text }) => text.split('\n').length).sort((a, b) => a - b);

  process.stdout.write(
    table(
      ['Figure', 'Now', 'Where'],
      [
        [
          'Source files',
          String(sources.length),
          `median ${lines[lines.length >> 1]}, longest ${lines.at(-1)} lines`,
        ],
        ['Fullest folder', String(count), folder],
        ['Circles of folders', String(circles.length), circles.length > 0 ? 'below' : ''],
        [
          'Functions over 60 lines',
          String(long.length),
          long
            .map((f) => `${f.name} ${f.lines}`)
            .slice(0, 8)
            .join(', '),
        ],
        [
          'Returns as an event walks to the calls',
          String(returnsAlong(sources, 'src/asterisk/calls/following.ts', 'src/asterisk/calls/')),
          'src/asterisk/calls/following.ts and what it calls',
        ],
        ...['src', 'src/ami', 'src/cti', 'src/asterisk', 'main', 'renderer'].map((room) => [
          `Tests to source in ${room}`,
          ratio(files, [room]).toFixed(2),
          '',
        ]),
        [
          'Tests to source in ami, cti and asterisk',
          ratio(files, ['src/ami', 'src/cti', 'src/asterisk'], ['e2e/line']).toFixed(2),
          'together, with those against real Asterisk in e2e/line',
        ],
        ['Tests to source over all', ratioOverAll(files).toFixed(2), 'end-to-end tests and scripts included'],
      ],
    ),
  );
  for (const circle of circles) process.stdout.write(`\n  Circle: ${circle.join(', ')}`);
  process.stdout.write('\n');
}
