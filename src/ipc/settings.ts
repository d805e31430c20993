import type { Greeting, LineCheckStep } from '../cti/lineCheck.ts';
import type { ImportedAttribute } from '../settings/connectorXml.ts';
import type { Settings, SettingsChanges, SettingsFieldError, SettingsWarning } from '../settings/schema.ts';
import type { NameOfKind } from '../settings/table/fields.ts';
import type { SetUpQuestion } from '../settings/setUp.ts';
import type { z } from 'zod';
import { push, request, type Shapes } from './channel/channel.ts';
import { panel, panelAndSettings, settingsWindow } from './channel/pages.ts';

export type { SetUpQuestion } from '../settings/setUp.ts';
export type {
  SettingsChanges,
  SettingsFieldCode,
  SettingsFieldError,
  SettingsWarning,
} from '../settings/schema.ts';

/** The settings without the secret, which the renderer may set and never read. */
export interface SettingsView {
  readonly settings: Settings;
  /** For the host of these settings. */
  readonly hasSecret: boolean;
  /** There is one all the same. `anyHost`: it came from the environment, and is for the host that is saved first. */
  readonly otherSecretFor?: 'anotherHost' | 'anyHost';
  /** There is a password for the phone in the app, for the address that is saved. */
  readonly hasPhonePassword?: true;
  /** `locked`: in a keyring that a person has to open first. */
  readonly secretStore: 'keyring' | 'locked' | 'memoryOnly';
  /** A secret that was read from a file waits for this host, until the settings are saved. */
  readonly importedSecretFor?: string;
  /** Settings that are taken but not obeyed, or obeyed with a warning. */
  readonly warnings: readonly SettingsWarning[];
  /** What the administrator decided: who they are, and the settings that no one else can change. */
  readonly policy?: { readonly by: string; readonly locked: readonly string[] };
  /** The administrator's file cannot be used; for them, what is wrong with it. */
  readonly policyFault?: string;
  /** What is open before there is a line; absent where nothing is. */
  readonly setUp?: {
    readonly questions: readonly SetUpQuestion[];
    /** Nothing has been saved here yet, and practising was not chosen either. */
    readonly isFirstStart: boolean;
  };
  /** Changes that were neither saved nor discarded when the session ended. */
  readonly unsaved?: SettingsChanges;
  /** The settings file cannot be used, or is gone, and defaults are in force. `goodAtMs`: the last good settings, of then, can be restored. */
  readonly setAside?: { readonly file: string; readonly detail: string; readonly goodAtMs?: number };
  /** The settings of then were restored, in place of a damaged file that has this name now. */
  readonly restored?: { readonly atMs: number; readonly keptAs?: string };
}

/** Fields that hold the path of a file. */
export type FileField = NameOfKind<'file'>;

export interface SettingsDraft {
  readonly settings: Settings;
  /** `undefined`: keep the stored one. */
  readonly secret?: string;
  /** Of the phone in the app; `undefined`: keep the stored one. */
  readonly phonePassword?: string;
}

export type SaveResult =
  | { readonly status: 'saved'; readonly view: SettingsView }
  /** Nothing was saved; each field that must change is named, `secret` among them. */
  | { readonly status: 'invalid'; readonly fields: readonly SettingsFieldError[] }
  | {
      readonly status: 'failed';
      readonly code: 'notWritable' | 'diskFull' | 'secretNotStored';
      readonly detail: string;
    };

/** What was found in the file of a connector; nothing is saved by that. */
export type ImportResult =
  | { readonly status: 'notChosen' }
  | {
      readonly status: 'read';
      readonly view: SettingsView;
      /** What is to be taken into the form. */
      readonly settings: Partial<Settings>;
      readonly attributes: readonly ImportedAttribute[];
    }
  | { readonly status: 'failed'; readonly code: 'fileUnreadable' | 'tooLarge' | 'notXml' | 'noConnector' };

const draft = ({ z, settingsDraft }: Shapes): z.ZodType<SettingsDraft> => {
  // A manager secret travels in one AMI line of at most 1,024 bytes, so 200 characters of any script fit.
  const secret = z
    .string()
    .min(1)
    .max(200)
    .regex(/^\P{Cc}*$/u);
  return z.strictObject({
    settings: settingsDraft,
    secret: secret.exactOptional(),
    phonePassword: secret.exactOptional(),
  });
};

/** The settings, and what keeps their secret. */
export const settingsChannels = {
  'settings:open': request<() => void>(panel),
  'settings:read': request<() => SettingsView>(panelAndSettings),
  'settings:save': request<(draft: SettingsDraft) => SaveResult>(settingsWindow, (shapes) => [draft(shapes)]),
  /** What is changed in the form and not saved, to be there again if the session ends now; `null`: nothing. */
  'settings:keep': request<(changes: SettingsChanges | null) => void>(
    settingsWindow,
    ({ settingsChanges }) => [settingsChanges.nullable()],
  ),
  /** Tests a draft without saving it; the steps come as `settings:testStep`, the answer holds them all. */
  'settings:test': request<(draft: SettingsDraft) => readonly LineCheckStep[]>(settingsWindow, (shapes) => [
    draft(shapes),
  ]),
  /** Whether an Asterisk answers where a draft says that it is, or, where that is wanted, takes the account. */
  'settings:greet': request<(draft: SettingsDraft, logIn: boolean) => Greeting>(settingsWindow, (shapes) => [
    draft(shapes),
    shapes.z.boolean(),
  ]),
  /** Lets the person choose a file for a field; `null` when they chose none. Nothing of the file itself is returned. */
  'settings:chooseFile': request<(field: FileField) => string | null>(settingsWindow, ({ fileField }) => [
    fileField,
  ]),
  /** Lets the person choose the XML settings of a connector, and reads them into the form. */
  'settings:import': request<() => ImportResult>(settingsWindow),
  /** In place of a settings file that cannot be used; nothing changes where there is none to restore. */
  'settings:restore': request<() => SaveResult>(panelAndSettings),
  /**
   * What becomes of the call that is talked on, from now on without asking. Where it cannot be written it is in force all the same,
   * until Offhook is closed.
   */
  'settings:rememberSecondCall': request<(choice: 'hold' | 'leave') => SaveResult>(panel, ({ z }) => [
    z.enum(['hold', 'leave']),
  ]),
  /** Has the system ask for the keyring's password; whether it is open after that. */
  'keyring:unlock': request<() => boolean>(panelAndSettings),
  'settings:testStep': push<LineCheckStep>(settingsWindow),
  'settings:changed': push<SettingsView>(panelAndSettings),
};
