import type { ImportResult, SaveResult, SettingsDraft, SettingsView } from '../../src/ipc/settings.ts';
import { FileNotWritten, type StagedFile } from '../../src/world/atomicFile.ts';
import type { SetAside, SettingsFile, StoredSettings } from '../../src/settings/file.ts';
import { type Settings, type SettingsFieldError, defaultSettings } from '../../src/settings/schema.ts';
import { openQuestions } from '../../src/settings/setUp.ts';
import { contradicted, lockedBy, noPolicy, type Policy, type PolicyRead } from '../../src/settings/policy.ts';
import { validateFields, warningsOf } from '../../src/settings/validate.ts';
import { phoneHostOf } from '../../src/settings/table/phone.ts';
import { isOfLine, settingNames } from '../../src/settings/table/fields.ts';
import { hostKey, missingSecret } from '../../src/settings/table/secret.ts';
import { clashingFields, missingFields } from '../../src/settings/table/together.ts';
import { SecretNotAvailable, type Secrets } from '../keyring/secrets.ts';
import type { UnsavedSettings } from './unsavedSettings.ts';

export interface SettingsHostOptions {
  readonly file: SettingsFile;
  readonly secrets: Secrets;
  /** That of the phone in the app. */
  readonly phoneSecrets?: Secrets;
  readonly unsaved: UnsavedSettings;
  /** What the administrator decided, or why that is not known. */
  readonly policy?: PolicyRead;
  /** Rejects when the file cannot be read. */
  readonly readFile: (path: string) => Promise<Uint8Array>;
  /** What was saved is in force from here on. `lineChanged`: the connection has to be made again for it. */
  readonly onSaved: (view: SettingsView, lineChanged: boolean) => void;
}

/** The settings that are in force, and how they change: all of a draft, secret included, or nothing of it. */
export class SettingsHost {
  readonly #options: SettingsHostOptions;
  #settings: Settings = defaultSettings;
  #unknownKeys: readonly string[] = [];
  #setAside: SetAside | undefined;
  #restored: SettingsView['restored'];
  #isNew = false;
  /** Read from a connector's file, and in no window: the renderer never has a secret that was not typed there. */
  #imported: { readonly host: string; readonly secret: string } | undefined;
  #saving: Promise<unknown> = Promise.resolve();

  constructor(options: SettingsHostOptions) {
    this.#options = options;
  }

  get #policy(): Policy {
    const { policy } = this.#options;
    return policy?.ok === true ? policy.policy : noPolicy;
  }

  get settings(): Settings {
    return this.#settings;
  }

  /** The administrator decided it. */
  isLocked(name: keyof Settings): boolean {
    return name in this.#policy.locked;
  }

  /** The settings file cannot be used: which phone system the agent has is not known. `undefined`: it can, or the administrator says which. */
  get lost(): string | undefined {
    const isKnown = this.#settings.url !== '' || this.#settings.filePath !== '';
    return isKnown ? undefined : this.#setAside?.detail;
  }

  async load(): Promise<void> {
    this.#take(await this.#options.file.read());
  }

  #take({ settings, unknown, setAside, isNew }: StoredSettings): void {
    this.#settings = settings;
    this.#unknownKeys = Object.keys(unknown);
    this.#setAside = setAside;
    this.#isNew = isNew === true;
  }

  view(): SettingsView {
    const { secrets } = this.#options;
    const hasSecret = secrets.hasFor(this.#settings.url);
    const otherSecretFor = secrets.isForAnyHost ? 'anyHost' : 'anotherHost';
    return {
      settings: this.#settings,
      hasSecret,
      ...(secrets.hasAny && !hasSecret ? { otherSecretFor } : {}),
      ...(this.#hasPhonePassword(this.#settings) ? { hasPhonePassword: true } : {}),
      secretStore: secrets.store,
      warnings: warningsOf(this.#settings, this.#unknownKeys),
      ...(this.#imported === undefined ? {} : { importedSecretFor: this.#imported.host }),
      ...this.#policyView(),
      ...this.#setUpView(),
      ...this.#unsavedView(),
      ...(this.#setAside === undefined ? {} : { setAside: this.#setAside }),
      ...(this.#restored === undefined ? {} : { restored: this.#restored }),
    };
  }

  #policyView(): Pick<SettingsView, 'policy' | 'policyFault'> {
    const { policy } = this.#options;
    if (policy?.ok === false) return { policyFault: policy.detail };
    const { by, locked } = this.#policy;
    return by === '' ? {} : { policy: { by, locked: Object.keys(locked) } };
  }

  #setUpView(): Pick<SettingsView, 'setUp'> {
    const hasSecret = this.#options.secrets.hasFor(this.#settings.url);
    const questions = openQuestions(this.#settings, this.#policy.locked, hasSecret);
    return questions.length === 0 ? {} : { setUp: { questions, isFirstStart: this.#isNew } };
  }

  /** Without what the administrator has decided meanwhile. */
  #unsavedView(): Pick<SettingsView, 'unsaved'> {
    const { locked } = this.#policy;
    const changes = Object.entries(this.#options.unsaved.changes).filter(([key]) => !(key in locked));
    return changes.length === 0 ? {} : { unsaved: Object.fromEntries(changes) };
  }

  /** Reads the file of a connector; what it says is for the form, and in force once that is saved. */
  async import(path: string): Promise<ImportResult> {
    const bytes = await this.#options.readFile(path).catch(() => undefined);
    if (bytes === undefined) return { status: 'failed', code: 'fileUnreadable' };
    const { ConnectorXmlError, readConnectorXml } = await import('../../src/settings/connectorXml.ts');
    try {
      const { settings: all, secret, attributes: fates } = readConnectorXml(bytes);
      const { locked } = this.#policy;
      const settings = Object.fromEntries(Object.entries(all).filter(([key]) => !(key in locked)));
      const attributes = fates.map(
        ({ name, fate }) => ({ name, fate: name in locked ? 'locked' : fate }) as const,
      );
      const host = (settings as Partial<Settings>).url ?? this.#settings.url;
      this.#imported = secret === undefined ? undefined : { host, secret };
      return { status: 'read', view: this.view(), settings, attributes };
    } catch (error) {
      if (error instanceof ConnectorXmlError) return { status: 'failed', code: error.code };
      throw error;
    }
  }

  /** With the secret that was imported for its host, where none was typed. */
  completed(draft: SettingsDraft): SettingsDraft {
    const imported = this.#imported;
    const isForIts = imported !== undefined && hostKey(imported.host) === hostKey(draft.settings.url);
    return draft.secret === undefined && isForIts ? { ...draft, secret: imported.secret } : draft;
  }

  /** Saves take turns; each sees what the one before it left. */
  save(draft: SettingsDraft): Promise<SaveResult> {
    const saved = this.#saving.then(() => this.#save(this.completed(draft)));
    this.#saving = saved.catch(() => undefined);
    return saved;
  }

  /** Takes the last good settings in place of a file that cannot be used; nothing changes where there are none. */
  restore(): Promise<SaveResult> {
    const restored = this.#saving.then(async (): Promise<SaveResult> => {
      try {
        const taken = await this.#options.file.restore();
        if (taken === undefined) return { status: 'saved', view: this.view() };
        const { stored, ...about } = taken;
        this.#take(stored);
        this.#restored = about;
      } catch (error) {
        return { status: 'failed', ...failureOf(error) };
      }
      this.#options.onSaved(this.view(), true);
      return { status: 'saved', view: this.view() };
    });
    this.#saving = restored.catch(() => undefined);
    return restored;
  }

  /** What the panel lets the agent choose. In force at once, also when it cannot be written; the line goes on as it is. */
  remember(choice: Partial<Pick<Settings, 'secondCall' | 'favourites'>>): Promise<SaveResult> {
    const saved = this.#saving.then(async (): Promise<SaveResult> => {
      this.#settings = { ...this.#settings, ...choice, ...lockedBy(this.#policy) };
      this.#options.onSaved(this.view(), false);
      try {
        await (await this.#options.file.stage(this.#settings)).commit();
      } catch (error) {
        return { status: 'failed', ...failureOf(error) };
      }
      return { status: 'saved', view: this.view() };
    });
    this.#saving = saved.catch(() => undefined);
    return saved;
  }

  async #save({ settings: draft, secret, phonePassword }: SettingsDraft): Promise<SaveResult> {
    const validation = validateFields(draft);
    if (!validation.ok) return { status: 'invalid', fields: validation.fields };
    const { settings } = validation;
    const fields = [
      ...contradicted(settings, this.#policy).map((path) => ({ path, code: 'locked' as const })),
      ...missingFields(settings),
      ...clashingFields(settings),
      ...this.#missingSecret(settings, secret),
      ...this.#missingPhonePassword(settings, phonePassword),
      ...(await this.#unreadableFiles(settings)),
    ];
    if (fields.length > 0) return { status: 'invalid', fields };
    const staged: StagedFile[] = [];
    try {
      // Both are on the disk before either is in its place: what can fail has not failed by then.
      const kept = secret ?? (await this.#secretToMove(settings));
      if (kept !== undefined && settings.url !== '') {
        const { url, keepSecretUnprotected } = settings;
        staged.push(await this.#options.secrets.stage(kept, url, keepSecretUnprotected));
      }
      const phoneHost = phoneHostOf(settings);
      if (phonePassword !== undefined && phoneHost !== undefined) {
        const { phoneSecrets } = this.#options;
        const { keepSecretUnprotected } = settings;
        const file = await phoneSecrets?.stage(phonePassword, phoneHost, keepSecretUnprotected);
        if (file !== undefined) staged.push(file);
      }
      staged.push(await this.#options.file.stage(settings));
      for (const file of staged) await file.commit();
    } catch (error) {
      for (const file of staged) await file.discard();
      return { status: 'failed', ...failureOf(error) };
    }
    const lineChanged =
      this.#setAside !== undefined ||
      secret !== undefined ||
      phonePassword !== undefined ||
      ofLine(settings) !== ofLine(this.#settings);
    this.#settings = settings;
    this.#setAside = undefined;
    this.#restored = undefined;
    this.#isNew = false;
    this.#imported = undefined;
    this.#options.unsaved.keep(null);
    const view = this.view();
    this.#options.onSaved(view, lineChanged);
    return { status: 'saved', view };
  }

  /** The secret that is known already, where it must be kept in another way from now on. */
  async #secretToMove({ url, keepSecretUnprotected }: Settings): Promise<string | undefined> {
    const { secrets } = this.#options;
    if (keepSecretUnprotected === this.#settings.keepSecretUnprotected || !secrets.hasFor(url))
      return undefined;
    return secrets.get(url).catch(() => undefined);
  }

  #missingSecret(settings: Settings, typed: string | undefined): readonly SettingsFieldError[] {
    if (typed !== undefined) return [];
    const { secrets } = this.#options;
    const code = missingSecret(settings, {
      hasAny: secrets.hasAny,
      hasFor: (host) => secrets.hasFor(host),
    });
    return code === undefined ? [] : [{ path: 'secret', code }];
  }

  #missingPhonePassword(settings: Settings, password: string | undefined): readonly SettingsFieldError[] {
    const { url, protocol, filePath } = settings;
    const isWanted = protocol === 'computer' && url !== '' && filePath === '';
    if (!isWanted || password !== undefined || this.#hasPhonePassword(settings)) return [];
    return [{ path: 'phonePassword', code: 'required' }];
  }

  #hasPhonePassword(settings: Settings): boolean {
    const host = phoneHostOf(settings);
    return host !== undefined && this.#options.phoneSecrets?.hasFor(host) === true;
  }

  async #unreadableFiles(settings: Settings): Promise<readonly SettingsFieldError[]> {
    const { tls, tlsCaFile, protocol, phoneCaFile, directoryCaFile, filePath } = settings;
    const fields = [...(await this.#unusableCertificate(settings))];
    const authorities = [
      ['directoryCaFile', directoryCaFile] as const,
      ...(tls ? [['tlsCaFile', tlsCaFile] as const] : []),
      ...(protocol === 'computer' ? [['phoneCaFile', phoneCaFile] as const] : []),
    ];
    for (const [path, file] of authorities) {
      if (file === '') continue;
      const pem = await this.#read(file);
      if (pem === undefined) fields.push({ path, code: 'fileUnreadable' });
      else if (!pem.includes('-----BEGIN CERTIFICATE-----')) fields.push({ path, code: 'notACertificate' });
    }
    if (filePath !== '' && (await this.#read(filePath)) === undefined) {
      fields.push({ path: 'filePath', code: 'fileUnreadable' });
    }
    return fields;
  }

  /** Certificate and key of the service for CRM pages: both or neither. */
  async #unusableCertificate({
    messagingCertFile: cert,
    messagingKeyFile: key,
  }: Settings): Promise<readonly SettingsFieldError[]> {
    if (cert === '' && key === '') return [];
    const wanted = [
      ['messagingCertFile', cert, /-----BEGIN CERTIFICATE-----/, 'notACertificate'],
      ['messagingKeyFile', key, /-----BEGIN (?:\w+ )?PRIVATE KEY-----/, 'notAKey'],
    ] as const;
    const fields: SettingsFieldError[] = [];
    for (const [path, file, shape, notOne] of wanted) {
      const pem = file === '' ? undefined : await this.#read(file);
      if (file === '') fields.push({ path, code: 'required' });
      else if (pem === undefined) fields.push({ path, code: 'fileUnreadable' });
      else if (!shape.test(pem)) fields.push({ path, code: notOne });
    }
    return fields;
  }

  async #read(path: string): Promise<string | undefined> {
    try {
      return Buffer.from(await this.#options.readFile(path)).toString('latin1');
    } catch {
      return undefined;
    }
  }
}

/** The settings for which the line has to reconnect, for comparison. */
function ofLine(settings: Settings): string {
  return JSON.stringify(settingNames.filter(isOfLine).map((name) => settings[name]));
}

function failureOf(error: unknown): Omit<Extract<SaveResult, { status: 'failed' }>, 'status'> {
  if (error instanceof FileNotWritten) return { code: error.code, detail: error.detail };
  if (error instanceof SecretNotAvailable) return { code: 'secretNotStored', detail: error.message };
  throw error;
}
