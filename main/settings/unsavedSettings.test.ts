import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { nodeFiles } from '../../src/world/atomicFile.ts';
import type { PolicyRead } from '../../src/settings/policy.ts';
import { readOnlyFolder } from '../../src/settings/testing/troubledFiles.ts';
import { mine, SettingsBench } from './testing/settingsBench.ts';

const bench = new SettingsBench();

describe('changes that are not saved', () => {
  it('are in the view after the end of the session, as far as the administrator left them open', async () => {
    const { unsaved } = await bench.open();
    unsaved.keep({ agentName: 'Anna', queues: ['sales'], url: 'elsewhere', port: Number.NaN });
    await unsaved.flushed();
    const policy: PolicyRead = {
      ok: true,
      policy: { by: 'IT', preset: {}, locked: { url: 'pbx.example.org' } },
    };
    const { host } = await bench.open(nodeFiles, nodeFiles, policy);
    expect(host.view().unsaved).toEqual({ agentName: 'Anna', queues: ['sales'] });
    expect(host.settings.agentName).toBe('');
  });

  it('are gone when settings are saved, or they are discarded', async () => {
    const { host, unsaved } = await bench.open();
    unsaved.keep({ agentName: 'Anna' });
    await unsaved.flushed();
    expect(existsSync(bench.unsavedPath)).toBe(true);
    await host.save({ settings: { ...mine, agentName: 'Anna' }, secret: 'hunter2' });
    expect(host.view().unsaved).toBeUndefined();
    unsaved.keep({ agentName: 'Ben' });
    unsaved.keep(null);
    await unsaved.flushed();
    expect(existsSync(bench.unsavedPath)).toBe(false);
  });

  it('cost nothing but themselves where their file is damaged or cannot be written', async () => {
    await writeFile(bench.unsavedPath, '{"version":1,"settings":{"port":"x"}}');
    const { host } = await bench.open();
    expect(host.view().unsaved).toBeUndefined();
    const { unsaved } = await bench.open(readOnlyFolder);
    unsaved.keep({ agentName: 'Anna' });
    await expect(unsaved.flushed()).resolves.toBeUndefined();
  });
});
