import fs from 'node:fs';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { toPolicy } from '../src/settings/policy.ts';
import { defaultSettings } from '../src/settings/schema.ts';
import { fields, settingNames } from '../src/settings/table/fields.ts';
import { de } from '../src/words/de/index.ts';
import { en } from '../src/words/en/index.ts';
import { inRoot } from './lib/paths.mjs';
import { policyFiles } from './lib/policies/policyFiles.mjs';
import { examplePolicy } from './lib/policies/profile.mjs';

const files = Object.entries(policyFiles(fields, { en, de }));
const read = (name) => fs.readFileSync(inRoot('assets/policies', name), 'utf8');

/** Every element with its attributes; throws where the document is not well-formed. */
function elementsOf(text) {
  const parser = new SaxesParser();
  const elements = [];
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag) => elements.push(tag));
  parser.write(text).close();
  return elements;
}
const named = (elements, ...names) => elements.filter(({ name }) => names.includes(name));

describe('what administrators roll out with', () => {
  it.each(files)('%s is what the settings are now: node scripts/policies.mjs writes it', (name, text) => {
    expect(read(name)).toBe(text);
  });

  it('locks and presets every setting, under the name and the type that are read', () => {
    const policies = named(
      elementsOf(read('offhook.admx')),
      'policy',
      'text',
      'decimal',
      'enum',
      'multiText',
    );
    let key = '';
    const values = [];
    for (const { name, attributes } of policies) {
      if (name === 'policy') key = attributes.key;
      if (attributes.valueName !== undefined) values.push(`${key}\\${attributes.valueName} ${name}`);
    }
    const kinds = { boolean: 'policy', number: 'decimal', object: 'multiText' };
    const kindOf = (name) =>
      kinds[typeof defaultSettings[name]] ?? (fields[name].kind === 'choice' ? 'enum' : 'text');
    const expected = ['locked', 'preset'].flatMap((part) =>
      settingNames.map((name) => `SOFTWARE\\Policies\\Offhook\\${part}\\${name} ${kindOf(name)}`),
    );
    expect(values.toSorted()).toEqual(['SOFTWARE\\Policies\\Offhook\\by text', ...expected].toSorted());
  });

  it.each(['en-US', 'de-DE'])('says everything that it refers to in %s, once', (language) => {
    const referred = new Set(read('offhook.admx').match(/\$\((?:string|presentation)\.\w+\)/g));
    const elements = elementsOf(read(`${language}/offhook.adml`));
    const said = named(elements, 'string', 'presentation').map(
      ({ name, attributes }) => `$(${name}.${attributes.id})`,
    );
    expect(said.toSorted()).toEqual([...referred].toSorted());
  });

  it.each(['en-US', 'de-DE'])('has a field to fill in for each value that is asked for in %s', (language) => {
    const asked = elementsOf(read('offhook.admx')).filter(({ attributes }) => attributes.id);
    const fields = elementsOf(read(`${language}/offhook.adml`)).filter(({ attributes }) => attributes.refId);
    const boxes = {
      text: 'textBox',
      list: 'listBox',
      decimal: 'decimalTextBox',
      enum: 'dropdownList',
      multiText: 'multiTextBox',
    };
    expect(fields.map(({ name, attributes }) => [attributes.refId, name])).toEqual(
      asked.map(({ name, attributes }) => [attributes.id, boxes[name]]),
    );
  });

  it('has an example of a profile with a policy that counts', () => {
    const elements = elementsOf(read('offhook.mobileconfig'));
    expect(named(elements, 'plist')).toHaveLength(1);
    expect(toPolicy(examplePolicy, { user: 'anna', env: {} })).toMatchObject({
      ok: true,
      policy: { locked: { url: 'pbx.example.org', userName: 'panel-anna', extension: '101' } },
    });
    expect(read('offhook.mobileconfig')).toContain('<key>org.offhook.panel</key>');
  });
});
