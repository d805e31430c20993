import fc from 'fast-check';
import { expect, it } from 'vitest';
import { targets } from './targets.mjs';
import { events, fields, words } from './words.mjs';

const bytesOf = (parts) => Buffer.from(parts.join(''));

/** Pieces of the format in any order, with some that are none. */
function anyText(name) {
  const word = fc.constantFrom(...words[name]);
  const piece = fc.oneof({ weight: 12, arbitrary: word }, fc.string({ unit: 'binary', maxLength: 6 }));
  return fc.array(piece, { maxLength: 60, size: 'max' }).map(bytesOf);
}

/** A stream of whole events, of few channels. */
const stream = fc
  .array(
    fc
      .tuple(fc.constantFrom(...events), fc.array(fc.constantFrom(...fields), { maxLength: 14, size: 'max' }))
      .map(([event, lines]) => `${[event, ...lines].join('\r\n')}\r\n\r\n`),
    { maxLength: 60, size: 'max' },
  )
  .map(bytesOf);

it.each(Object.keys(targets))('any bytes for %s', (name) => {
  const text = anyText(name);
  const broken = fc.tuple(text, fc.uint8Array({ maxLength: 40 }), text).map((parts) => Buffer.concat(parts));
  const whole = name === 'adapter' || name === 'parser' ? [{ weight: 8, arbitrary: stream }] : [];
  const input = fc.oneof({ weight: 8, arbitrary: text }, broken, ...whole);
  // The long run is `npm run fuzz`.
  const numRuns = Number(process.env.OFFHOOK_FUZZ_RUNS ?? 300);
  fc.assert(
    fc.property(input, (given) => targets[name](given)),
    { numRuns },
  );
});

it('has words for each of them', () => {
  expect(Object.keys(words)).toEqual(Object.keys(targets));
});
