import fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import { billOfMaterials } from './billOfMaterials.mjs';
import { inRoot } from '../paths.mjs';
import { ALLOWED_LICENCES, licenceText, noticesOf, shippedPackages } from './shipped.mjs';

const json = (file) => JSON.parse(fs.readFileSync(inRoot(file), 'utf8'));
const shipped = shippedPackages(json('package-lock.json'));

describe('what is shipped', () => {
  it('is what the app depends on, with what that needs, and no tool', () => {
    const names = shipped.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(Object.keys(json('package.json').dependencies)));
    expect(names).toEqual(expect.arrayContaining(['scheduler', 'xmlchars', '@internationalized/date']));
    for (const tool of Object.keys(json('package.json').devDependencies)) expect(names).not.toContain(tool);
  });

  it('is under licences that allow it', () => {
    expect(shipped.filter(({ licence }) => !ALLOWED_LICENCES.includes(licence))).toEqual([]);
  });

  it('says of each package what the package says of itself', () => {
    for (const { place, version, licence } of shipped)
      expect(json(`${place}/package.json`), place).toMatchObject({ version, license: licence });
  });

  it('has a text of each licence to hand on', () => {
    for (const { place, name } of shipped)
      expect(licenceText(inRoot(place), name), name).toMatch(
        /Permission to use|Permission is hereby|Apache License|Blue Oak Model License|PYTHON SOFTWARE FOUNDATION LICENSE/,
      );
  });

  it('is named in docs/dependencies.md with a reason', () => {
    const inApp = fs.readFileSync(inRoot('docs/dependencies.md'), 'utf8').split('## To build')[0];
    for (const name of Object.keys(json('package.json').dependencies)) expect(inApp).toContain(name);
  });
});

describe('the notices', () => {
  it('hold each package by name, version and text', () => {
    const text = noticesOf([
      { name: 'a', version: '1.0.0', licence: 'MIT', place: '', text: 'Do as you like.' },
    ]);
    expect(text).toContain('a 1.0.0 (MIT)\n\nDo as you like.');
  });

  it('are not written without the text of one', () => {
    const one = { name: 'a', version: '1.0.0', licence: 'MIT', place: '', text: '' };
    expect(() => noticesOf([one])).toThrow('no text of a licence: a');
  });
});

describe('the bill of materials', () => {
  const component = (name, version, development) => ({
    'bom-ref': `${name}@${version}`,
    name,
    version,
    properties: development ? [{ name: 'cdx:npm:package:development', value: 'true' }] : [],
  });
  const bill = {
    bomFormat: 'CycloneDX',
    metadata: { component: component('folder', '1.0.0') },
    components: [component('used', '2.0.0', true), component('tool', '3.0.0', true)],
    dependencies: [
      { ref: 'folder@1.0.0', dependsOn: ['used@2.0.0', 'tool@3.0.0'] },
      { ref: 'used@2.0.0', dependsOn: [] },
      { ref: 'tool@3.0.0', dependsOn: ['used@2.0.0'] },
    ],
  };
  const used = { name: 'used', version: '2.0.0', licence: 'MIT', place: 'node_modules/used' };

  it('has what is shipped and the Electron that is packed, and nothing else', () => {
    const reduced = billOfMaterials(bill, { version: '1.0.0-test', shipped: [used], electron: '33.2.1' });
    expect(reduced.metadata.component).toMatchObject({ name: 'offhook', version: '1.0.0-test' });
    expect(reduced.components.map((its) => its['bom-ref'])).toEqual(['used@2.0.0', 'electron@33.2.1']);
    expect(reduced.components[0].properties).toEqual([]);
    expect(reduced.dependencies).toEqual([
      { ref: 'folder@1.0.0', dependsOn: ['used@2.0.0', 'electron@33.2.1'] },
      { ref: 'used@2.0.0', dependsOn: [] },
      { ref: 'electron@33.2.1', dependsOn: [] },
    ]);
  });

  it('is not written where npm did not find what is shipped', () => {
    const other = { ...used, version: '2.0.1' };
    expect(() => billOfMaterials(bill, { version: '1', shipped: [other], electron: '1' })).toThrow(
      'used@2.0.1',
    );
  });
});
