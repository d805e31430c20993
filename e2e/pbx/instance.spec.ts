import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { test } from '@playwright/test';
import { expect } from '../expect.ts';
import { startAsterisk } from './asterisk.ts';

test('several at once, and nothing of them is left', async () => {
  const [one, two] = await Promise.all([startAsterisk({ version: 22 }), startAsterisk({ version: 16 })]);
  expect(one.amiPort).not.toBe(two.amiPort);
  expect(await one.console('core show version')).toContain('Asterisk 22.');
  expect(await two.console('core show version')).toContain('Asterisk 16.');
  const folders = [one, two].map((pbx) => dirname(pbx.tls.caFile));
  await one.stop();
  await two.stop();
  for (const folder of folders) expect(existsSync(folder)).toBe(false);
  for (const pbx of [one, two]) {
    await expect(pbx.console('core show version')).rejects.toThrow();
    await expect(pbx.start()).rejects.toThrow('stopped for good');
  }
});
