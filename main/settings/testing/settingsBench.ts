import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach } from 'vitest';
import type { SettingsView } from '../../../src/ipc/settings.ts';
import { type Files, nodeFiles } from '../../../src/world/atomicFile.ts';
import { SettingsFile } from '../../../src/settings/file.ts';
import type { PolicyRead } from '../../../src/settings/policy.ts';
import { type Settings, defaultSettings } from '../../../src/settings/schema.ts';
import { Secrets } from '../../keyring/secrets.ts';
import { SettingsHost } from '../settingsHost.ts';
import { UnsavedSettings } from '../unsavedSettings.ts';
import { FakeKeyring, openGate } from '../../testing/fakeKeyring.ts';

export const mine: Settings = {
  ...defaultSettings,
  url: 'pbx.example.org',
  userName: 'panel',
  extension: '101',
  tls: true,
};

/** Settings and secrets in a folder of their own, with a keyring that the test can break. */
export class SettingsBench {
  folder = '';
  keyring = new FakeKeyring();
  saved: { view: SettingsView; lineChanged: boolean }[] = [];

  /** Registers what is done before each test of the file. */
  constructor() {
    beforeEach(async () => {
      this.folder = await mkdtemp(join(tmpdir(), 'offhook-settings-host-'));
      this.keyring = new FakeKeyring();
      this.saved = [];
    });
  }

  get path(): string {
    return join(this.folder, 'settings.json');
  }

  get unsavedPath(): string {
    return join(this.folder, 'settings.unsaved.json');
  }

  /** The host as after a start of the app: what was saved before is read again. */
  async open(
    files: Files = nodeFiles,
    secretFiles = files,
    policy?: PolicyRead,
  ): Promise<{ host: SettingsHost; secrets: Secrets; phoneSecrets: Secrets; unsaved: UnsavedSettings }> {
    const kept = {
      keyring: this.keyring,
      gate: openGate,
      files: secretFiles,
      platform: 'linux' as const,
      nowWallMs: () => 0,
      log: () => undefined,
      onSecret: () => undefined,
      shown: Promise.resolve(),
    };
    const secrets = new Secrets({ ...kept, path: join(this.folder, 'secret.json') });
    const phoneSecrets = new Secrets({ ...kept, path: join(this.folder, 'phoneSecret.json') });
    await Promise.all([secrets.load(), phoneSecrets.load()]);
    const unsaved = new UnsavedSettings(this.unsavedPath, { files, log: () => undefined });
    await unsaved.load();
    const host = new SettingsHost({
      file: new SettingsFile(files, this.path, () => 0, policy?.ok === true ? policy.policy : undefined),
      ...(policy === undefined ? {} : { policy }),
      secrets,
      phoneSecrets,
      unsaved,
      readFile: (file) => readFile(file),
      onSaved: (view, lineChanged) => this.saved.push({ view, lineChanged }),
    });
    await host.load();
    return { host, secrets, phoneSecrets, unsaved };
  }
}
