import { chmod, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { noPolicy } from '../../src/settings/policy.ts';
import { policyPath, readPolicy } from './policyFile.ts';

const place = { user: 'anna', env: {} };
let path: string;
beforeEach(async () => {
  path = join(await mkdtemp(join(tmpdir(), 'offhook-policy-')), 'policy.json');
});

describe('the administrator’s file', () => {
  it('is where only they may write', () => {
    expect(policyPath('linux', {})).toBe('/etc/offhook/policy.json');
    expect(policyPath('darwin', {})).toBe('/Library/Application Support/Offhook/policy.json');
    expect(policyPath('win32', { ProgramData: 'D:\\Data' })).toContain('D:\\Data');
  });

  it('need not be there', async () => {
    expect(await readPolicy(path, place, true)).toEqual({ ok: true, policy: noPolicy });
  });

  it('that others may write is refused', async () => {
    await writeFile(path, '{"version":1,"by":"IT","locked":{"tls":true}}');
    await chmod(path, 0o666);
    expect(await readPolicy(path, place, true)).toEqual({ ok: false, detail: 'others may write it' });
    expect(await readPolicy(path, place, false)).toMatchObject({
      ok: true,
      policy: { locked: { tls: true } },
    });
  });

  it('that cannot be read says so', async () => {
    expect(await readPolicy(tmpdir(), place, false)).toEqual({ ok: false, detail: 'EISDIR' });
  });
});
