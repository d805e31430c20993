import { EventEmitter } from 'node:events';
import type { settingsChannels, SettingsView } from '../../src/ipc/settings.ts';
import { SettingsFile } from '../../src/settings/file.ts';
import type { PolicyRead } from '../../src/settings/policy.ts';
import { phoneHostOf } from '../../src/settings/table/phone.ts';
import type { Settings } from '../../src/settings/schema.ts';
import type { Base } from '../base/base.ts';
import type { HandlersOf } from '../ipc/ipc.ts';
import type { KeyringPart } from '../keyring/keyringPart.ts';
import { chooserFor } from '../windows/chooser.ts';
import { SettingsHost } from './settingsHost.ts';
import { UnsavedSettings } from './unsavedSettings.ts';

export interface SettingsEvents {
  /** What was saved is in force from here on. `lineChanged`: the connection has to be made again for it. */
  readonly saved: [settings: Settings, lineChanged: boolean];
}

export interface SettingsPart {
  readonly host: SettingsHost;
  /** As they are now. */
  readonly settings: () => Settings;
  readonly events: EventEmitter<SettingsEvents>;
  /** All but those that try a draft out, which is the line's. */
  readonly handlers: Omit<
    HandlersOf<typeof settingsChannels>,
    'settings:test' | 'settings:greet' | 'keyring:unlock'
  >;
  /** Writes what is changed in the form and not saved. */
  readonly stop: () => Promise<void>;
}

export interface SettingsPartOptions {
  readonly policy: PolicyRead;
  readonly keyring: KeyringPart;
  /** The manager account's secret, where the start gave one. */
  readonly secret: string | undefined;
  /** That of the phone in the app. */
  readonly phonePassword: string | undefined;
}

/** The settings, read and in force. */
export async function createSettings(
  { edges, files, log, push, readFile, userData, windows, ...words }: Base,
  { policy, keyring, secret, phonePassword }: SettingsPartOptions,
): Promise<SettingsPart> {
  const { secrets, phoneSecrets } = keyring;
  const events = new EventEmitter<SettingsEvents>();
  const show = (view: SettingsView): void => {
    log.masksNumbers = view.settings.maskNumbers;
    const { warnings, setAside } = view;
    if (warnings.length > 0) log.write({ level: 'warn', what: 'settings', warnings });
    if (setAside !== undefined) log.write({ level: 'warn', what: 'settings set aside', ...setAside });
    push('settings:changed', view);
  };
  const nowWallMs = (): number => edges.clock.now().wallMs;
  const unsaved = new UnsavedSettings(userData('settings.unsaved.json'), { files, log: log.write });
  const host = new SettingsHost({
    file: new SettingsFile(
      files,
      userData('settings.json'),
      nowWallMs,
      policy.ok ? policy.policy : undefined,
    ),
    policy,
    secrets,
    phoneSecrets,
    unsaved,
    readFile,
    onSaved: (view, lineChanged) => {
      show(view);
      events.emit('saved', view.settings, lineChanged);
    },
  });
  keyring.events.on('storeChanged', () => push('settings:changed', host.view()));
  await Promise.all([host.load(), unsaved.load()]);
  if (secret !== undefined) secrets.hold(secret, host.settings.url);
  if (phonePassword !== undefined) phoneSecrets.hold(phonePassword, phoneHostOf(host.settings) ?? '');
  show(host.view());
  return {
    host,
    settings: () => host.settings,
    events,
    handlers: {
      'settings:open': () => windows.showSettings(),
      'settings:read': () => host.view(),
      'settings:save': (draft) => host.save(draft),
      'settings:keep': (changes) => unsaved.keep(changes),
      'settings:chooseFile': (field) => windows.chooseFile(chooserFor(field, words)),
      'settings:import': async () => {
        const path = await windows.chooseFile(chooserFor('connector', words));
        return path === null ? { status: 'notChosen' } : host.import(path);
      },
      'settings:restore': () => host.restore(),
      'settings:rememberSecondCall': async (choice) => {
        const result = await host.remember({ secondCall: choice });
        if (result.status === 'failed') log.write({ level: 'warn', what: 'settings not written', ...result });
        return result;
      },
    },
    stop: () => unsaved.flushed(),
  };
}
