// @ts-check
// npm run release:sign -- FOLDER [--staged PERCENT]: signs the feed's files in a folder with OFFHOOK_UPDATE_SIGNING_KEY.
// npm run release:sign -- --new-keys: prints a new pair of keys, and keeps neither.
import '../lib/node-version.mjs';
import { parseArgs } from 'node:util';
import { newKeys, publicKeyOf, signFeed } from '../lib/release/updateFeed.mjs';

const { values, positionals } = parseArgs({
  options: { 'new-keys': { type: 'boolean' }, staged: { type: 'string' } },
  allowPositionals: true,
});

try {
  if (values['new-keys'] === true) {
    const { publicKey, privateKey } = newKeys();
    console.log(`OFFHOOK_UPDATE_KEY=${publicKey}\nOFFHOOK_UPDATE_SIGNING_KEY=${privateKey}`);
  } else sign();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

function sign() {
  const [folder] = positionals;
  const { OFFHOOK_UPDATE_SIGNING_KEY: key = '', OFFHOOK_UPDATE_KEY: expected = '' } = process.env;
  if (folder === undefined)
    throw new Error('Which folder? npm run release:sign -- FOLDER [--staged PERCENT]');
  if (key === '') throw new Error('OFFHOOK_UPDATE_SIGNING_KEY is not set.');
  if (expected !== '' && expected !== publicKeyOf(key))
    throw new Error(
      'OFFHOOK_UPDATE_SIGNING_KEY does not belong to OFFHOOK_UPDATE_KEY: no app would believe it.',
    );
  const percent = values.staged === undefined ? undefined : Number(values.staged);
  if (percent !== undefined && !(Number.isInteger(percent) && percent >= 0 && percent <= 100))
    throw new Error('--staged takes a percentage from 0 to 100.');
  const signed = signFeed(folder, key, percent === undefined ? {} : { stagingPercentage: percent });
  if (signed.length === 0) throw new Error(`There is no feed in ${folder}.`);
  console.log(`signed: ${signed.join(', ')}`);
}
