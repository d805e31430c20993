import { test } from '@playwright/test';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '../expect.ts';
import { writeConfiguration } from './configuration.ts';
import { takePortBlock } from './ports.ts';
import { checkTech, parkAction, pbxesIn, queueJoinEvent, rootOf, type Pbx } from './versions.ts';

const eleven: Pbx = { version: 11, tech: 'SIP' };

/** The configuration of an instance of it, by the name of the file. */
async function configurationOf(pbx: Pbx): Promise<(name: string) => string> {
  const folder = mkdtempSync(join(tmpdir(), 'offhook-e2e-pbx-'));
  const ports = await takePortBlock();
  writeConfiguration({
    ...pbx,
    dir: '/instance',
    hostDir: folder,
    ports,
    secret: 'secret',
    dialplan: '',
    snippet: true,
  });
  await ports.release();
  const read = (name: string): string => readFileSync(join(folder, 'etc', name), 'utf8');
  const files = new Map(['features.conf', 'queues.conf', 'modules.conf'].map((name) => [name, read(name)]));
  rmSync(folder, { recursive: true });
  return (name) => files.get(name) ?? '';
}

test('Asterisk 11 is run where its root is named, and nowhere else', () => {
  expect(pbxesIn({}).map(({ version }) => version)).toEqual([22, 16, 16]);
  expect(pbxesIn({ OFFHOOK_ASTERISK_11: '' })).toHaveLength(3);
  expect(pbxesIn({ OFFHOOK_ASTERISK_11: '/opt/eleven' }).at(-1)).toEqual(eleven);
  expect(rootOf(11, { OFFHOOK_ASTERISK_11: '/opt/eleven' })).toBe('/opt/eleven');
  expect(() => rootOf(11, {})).toThrow('OFFHOOK_ASTERISK_11');
  expect(rootOf(22, {})).toContain('asterisk-22');
});

test('each version has its channel drivers', () => {
  for (const pbx of pbxesIn({ OFFHOOK_ASTERISK_11: '/opt/eleven' }))
    expect(() => checkTech(pbx)).not.toThrow();
  expect(() => checkTech({ version: 22, tech: 'SIP' })).toThrow('Asterisk 22 has no chan_sip');
  expect(() => checkTech({ version: 11, tech: 'PJSIP' })).toThrow('Asterisk 11 has no chan_pjsip');
});

test('what 11 calls otherwise is called so', () => {
  expect(parkAction(eleven, 'SIP/201-1', 'SIP/101-1', 1000)).toEqual({
    Action: 'Park',
    Channel: 'SIP/201-1',
    Channel2: 'SIP/101-1',
    Timeout: '1000',
  });
  expect(parkAction({ version: 16 }, 'a', 'b')).toEqual({
    Action: 'Park',
    Channel: 'a',
    TimeoutChannel: 'b',
  });
  expect([queueJoinEvent(eleven), queueJoinEvent({ version: 22 })]).toEqual(['Join', 'QueueCallerJoin']);
});

test('11 parks by its core, reports queue members, and loads what later versions have in the core', async () => {
  const old = await configurationOf(eleven);
  expect(old('features.conf')).toMatch(/^\[general\]\n(?:.+\n)*parkext => 700\n/);
  expect(old('queues.conf').match(/^eventwhencalled = yes$/gm)?.length).toBe(
    old('queues.conf').match(/^joinempty/gm)?.length,
  );
  expect(old('modules.conf')).toContain('load = chan_local.so\n');
  const later = await configurationOf({ version: 16, tech: 'SIP' });
  expect(later('features.conf')).not.toContain('parkext');
  expect(later('modules.conf')).not.toContain('chan_local');
});
