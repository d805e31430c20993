import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { toPolicy } from './policy.ts';
import { defaultSettings, settingsDraftSchema, settingsKeys } from './schema.ts';
import type { Field } from './table/field.ts';
import { fieldOf, fields, isOfLine, type SettingName, settingNames } from './table/fields.ts';
import { validateFields } from './validate.ts';

/** A default as the administrator's table writes it. */
function written(initial: Field['initial']): string {
  if (typeof initial !== 'object') return initial === '' ? 'empty' : `\`${initial}\``;
  return initial.length === 0 ? 'none' : initial.map((entry) => `\`${entry}\``).join(', ');
}

/** The values of a kind that has few of them, or bounds. */
function possible(field: Field): readonly string[] {
  switch (field.kind) {
    case 'number':
      return [`${field.from} to ${field.to}`];
    case 'percent':
      return ['0 to 100'];
    case 'choice':
    case 'selection':
      return [field.of.map((word) => `\`${word}\``).join(', ')];
    default:
      return [];
  }
}

describe('the administrator’s table', () => {
  const page = readFileSync(new URL('../../docs/administration.md', import.meta.url), 'utf8');
  const [, table = ''] = page.split('| setting | default | values | what |\n');
  const rows = table
    .split('\n\n')[0]!
    .split('\n')
    .slice(1)
    .map((line) => line.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, '')))
    .map(([names = '', defaults, values]) => ({
      names: [...names.matchAll(/`(\w+)`/g)].map(([, name]) => name as SettingName | 'version'),
      defaults,
      values,
    }));

  it('has every setting once', () => {
    expect(rows.flatMap(({ names }) => names).sort()).toEqual([...settingsKeys].sort());
  });

  it('says of each the default and the values that it has', () => {
    const settings = rows.filter(({ names }) => !names.includes('version'));
    for (const { names, defaults, values } of settings) {
      const all = (names as SettingName[]).map(fieldOf);
      expect([names, defaults]).toEqual([names, all.map(({ initial }) => written(initial)).join(', ')]);
      expect([names, values?.trim()]).toEqual([names, [...new Set(all.flatMap(possible))].join('; ')]);
    }
  });
});

describe('every setting', () => {
  it('may be handed over by the form', () => {
    expect(settingsDraftSchema.parse(defaultSettings)).toEqual(defaultSettings);
  });

  it('has the default of the table, which its own rules allow', () => {
    expect(defaultSettings).toEqual({
      version: 1,
      ...Object.fromEntries(settingNames.map((name) => [name, fields[name].initial])),
    });
    expect(validateFields(defaultSettings).ok).toBe(true);
  });

  it('may be decided by a policy, and a number only within its bounds', () => {
    const place = { user: 'anna', env: {} };
    for (const name of settingNames) {
      const field = fieldOf(name);
      const read = (value: unknown): boolean =>
        toPolicy({ version: 1, by: 'IT', locked: { [name]: value } }, place).ok;
      expect([name, read(field.initial)]).toEqual([name, true]);
      if (field.kind !== 'number') continue;
      expect([name, read(field.from), read(field.to)]).toEqual([name, true, true]);
      expect([name, read(field.from - 1), read(field.to + 1), read(field.from + 0.5)]).toEqual([
        name,
        false,
        false,
        false,
      ]);
    }
  });

  it('is the line’s or the panel’s, as the table says', () => {
    expect(settingNames.filter(isOfLine)).toEqual(expect.arrayContaining(['url', 'switchedOff', 'queues']));
    for (const name of ['secondCall', 'popUrl', 'historyDays'] as const) expect(isOfLine(name)).toBe(false);
  });
});
