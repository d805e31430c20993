import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { RunProgram } from '../os/programs.ts';
import { readSystemPolicy } from './systemPolicy.ts';

const place = { user: 'anna', env: { SystemRoot: 'D:\\Windows' } };
const key = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Offhook';
const failing =
  (code: string | number): RunProgram =>
  () =>
    Promise.reject(Object.assign(new Error('failed'), { code }));

describe('the policy of the system', () => {
  it('is there on Windows and macOS only', async () => {
    expect(await readSystemPolicy('linux', place, failing('ENOENT'))).toBeUndefined();
  });

  it('is asked for in the registry by the system’s own program, without a shell', async () => {
    let asked: unknown;
    const run: RunProgram = (name, args) => {
      asked = [name.replaceAll('/', '\\'), ...args];
      return Promise.resolve(`\r\n${key}\r\n    by    REG_SZ    IT\r\n\r\n`);
    };
    expect(await readSystemPolicy('win32', place, run)).toMatchObject({ ok: true, policy: { by: 'IT' } });
    expect(asked).toEqual(['D:\\Windows\\System32\\reg.exe', 'query', key, '/s', '/reg:64']);
  });

  it('need not be in the registry', async () => {
    expect(await readSystemPolicy('win32', place, failing(1))).toBeUndefined();
  });

  it('says where it is wrong, and that it cannot be read', async () => {
    const run: RunProgram = () => Promise.resolve(`\r\n${key}\\locked\r\n    port    REG_DWORD    0x0\r\n`);
    expect(await readSystemPolicy('win32', place, run)).toEqual({
      ok: false,
      detail: 'registry: by: invalid_type',
    });
    expect(await readSystemPolicy('win32', place, failing('ENOENT'))).toEqual({
      ok: false,
      detail: 'registry: ENOENT',
    });
  });
});

describe('the profile of macOS', () => {
  let managed: string;
  const file = 'org.offhook.panel.plist';
  beforeEach(async () => {
    managed = await mkdtemp(join(tmpdir(), 'offhook-managed-'));
  });
  const answers = (json: unknown): { run: RunProgram; asked: string[][] } => {
    const asked: string[][] = [];
    const run: RunProgram = (name, args) => {
      asked.push([name, ...args]);
      return Promise.resolve(JSON.stringify(json));
    };
    return { run, asked };
  };

  it('need not be there; then nothing is started', async () => {
    const { run, asked } = answers({});
    expect(await readSystemPolicy('darwin', place, run, managed)).toBeUndefined();
    expect(asked).toEqual([]);
  });

  it('is the person’s before the computer’s', async () => {
    await mkdir(join(managed, 'anna'));
    await writeFile(join(managed, file), 'bplist00');
    await writeFile(join(managed, 'anna', file), 'bplist00');
    const { run, asked } = answers({ version: 1, by: 'IT', locked: { tls: true }, PayloadUUID: '1-2' });
    const read = await readSystemPolicy('darwin', place, run, managed);
    if (process.getuid?.() !== 0) {
      expect(read).toEqual({ ok: false, detail: 'profile: others may write it' });
      return;
    }
    expect(read).toEqual({ ok: true, policy: { by: 'IT', preset: {}, locked: { tls: true } } });
    expect(asked).toEqual([['/usr/bin/plutil', '-convert', 'json', '-o', '-', join(managed, 'anna', file)]]);
  });

  it('says where it is wrong', async () => {
    await writeFile(join(managed, file), 'bplist00');
    const read = await readSystemPolicy(
      'darwin',
      place,
      answers({ version: 1, by: 'IT', lockd: {} }).run,
      managed,
    );
    const detail = process.getuid?.() === 0 ? ': unrecognized_keys' : 'others may write it';
    expect(read).toEqual({ ok: false, detail: `profile: ${detail}` });
  });
});
