import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../src/settings/schema.ts';
import { mine, SettingsBench } from './testing/settingsBench.ts';

const bench = new SettingsBench();

describe('the settings of a connector', () => {
  const xml = (attributes: string): Promise<string> => {
    const file = join(bench.folder, 'connector.xml');
    return writeFile(file, `<settings><asterisk ${attributes} /></settings>`).then(() => file);
  };

  it('are for the form: nothing is in force, stored or shown of the secret, before they are saved', async () => {
    const { host, secrets } = await bench.open();
    const result = await host.import(
      await xml('url="pbx.example.org" userName="panel" secret="hunter2!" chat="1"'),
    );
    expect(result).toEqual({
      status: 'read',
      view: { ...host.view(), importedSecretFor: 'pbx.example.org' },
      settings: { url: 'pbx.example.org', userName: 'panel' },
      attributes: [
        { name: 'url', fate: 'taken' },
        { name: 'userName', fate: 'taken' },
        { name: 'secret', fate: 'taken' },
        { name: 'chat', fate: 'unknown' },
      ],
    });
    expect(JSON.stringify(result)).not.toContain('hunter2!');
    expect(host.settings).toEqual(defaultSettings);
    await expect(secrets.get('pbx.example.org')).rejects.toThrow('no secret');

    expect((await host.save({ settings: mine })).status).toBe('saved');
    expect(await secrets.get('pbx.example.org')).toBe('hunter2!');
    expect(host.view().importedSecretFor).toBeUndefined();
  });

  it('give their secret to no other host, and not over one that was typed', async () => {
    const { host } = await bench.open();
    await host.import(await xml('url="pbx.example.org" secret="hunter2!"'));
    const elsewhere = { settings: { ...mine, url: 'evil.example' } };
    expect(host.completed(elsewhere)).toEqual(elsewhere);
    expect(host.completed({ settings: mine, secret: 'typed' })).toEqual({ settings: mine, secret: 'typed' });
    const inCapitals = { ...mine, url: ' PBX.example.org' };
    expect(host.completed({ settings: inCapitals })).toMatchObject({ secret: 'hunter2!' });
    expect(host.completed({ settings: mine })).toEqual({ settings: mine, secret: 'hunter2!' });
    expect(await host.save(elsewhere)).toMatchObject({ status: 'invalid', fields: [{ path: 'secret' }] });
  });

  it('without a host are for the one that is set', async () => {
    const { host } = await bench.open();
    await host.save({ settings: mine, secret: 'old' });
    await host.import(await xml('secret="hunter2!"'));
    expect(host.view().importedSecretFor).toBe('pbx.example.org');
  });

  it('that cannot be read are reported, and change nothing', async () => {
    const { host } = await bench.open();
    expect(await host.import(join(bench.folder, 'absent.xml'))).toEqual({
      status: 'failed',
      code: 'fileUnreadable',
    });
    expect(await host.import(await xml('url="a'))).toEqual({ status: 'failed', code: 'notXml' });
    await writeFile(join(bench.folder, 'other.xml'), '<settings />');
    expect(await host.import(join(bench.folder, 'other.xml'))).toEqual({
      status: 'failed',
      code: 'noConnector',
    });
    expect(host.view().importedSecretFor).toBeUndefined();
  });
});
