// @ts-check
// out/notices, which goes into every package: our own licence, those of all that is shipped, and the bill of materials.
import fs from 'node:fs';
import path from 'node:path';
import { billOfMaterials } from './billOfMaterials.mjs';
import { npm } from '../npm.mjs';
import { inRoot, root } from '../paths.mjs';
import { lastWords } from '../run.mjs';
import { licenceText, noticesOf, shippedPackages } from './shipped.mjs';

/**
 * @param {{ version: string, electron: string }} packed
 * @returns {Promise<number>} how many packages of npm are in it
 */
export async function writeNotices({ version, electron }) {
  const shipped = shippedPackages(JSON.parse(fs.readFileSync(inRoot('package-lock.json'), 'utf8')));
  const listed = await npm(['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'application'], {
    cwd: root,
  });
  if (listed.code !== 0) throw new Error(`npm sbom failed.\n${lastWords(listed)}`);
  const bill = billOfMaterials(JSON.parse(listed.stdout), { version, shipped, electron });
  const texts = shipped.map((its) => ({ ...its, text: licenceText(inRoot(its.place), its.name) }));

  const folder = inRoot('out/notices');
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  fs.copyFileSync(inRoot('LICENSE'), path.join(folder, 'LICENSE.txt'));
  fs.writeFileSync(path.join(folder, 'LICENSES.npm.txt'), noticesOf(texts));
  fs.writeFileSync(path.join(folder, 'bom.cdx.json'), `${JSON.stringify(bill, undefined, 2)}\n`);
  return shipped.length;
}
