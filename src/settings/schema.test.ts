import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { defaultSettings, settingsDraftSchema, settingsKeys } from './schema.ts';

it('every setting stands in the administrator’s table', () => {
  const page = readFileSync(new URL('../../docs/administration.md', import.meta.url), 'utf8');
  const rows = page.split('\n').filter((line) => line.startsWith('| `'));
  const missing = settingsKeys.filter(
    (key) => !rows.some((row) => row.split('|')[1]?.includes(`\`${key}\``)),
  );
  expect(missing).toEqual([]);
});

it('every setting may be handed over by the form', () => {
  expect(settingsDraftSchema.parse(defaultSettings)).toEqual(defaultSettings);
});
