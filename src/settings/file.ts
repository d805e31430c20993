import { basename } from 'node:path';
import { type Files, type StagedFile, setAside, stage, systemCode } from '../world/atomicFile.ts';
import { noPolicy, ownOf, pick, type Policy } from './policy.ts';
import { type Settings, defaultSettings, settingsKeys } from './schema.ts';
import { validateFields } from './validate.ts';

/** Keys of the file that this version does not know, with their values: kept when it is written, without effect. */
export type UnknownSettings = Readonly<Record<string, unknown>>;

/** What came of reading the settings file. Reading never fails: defaults are in force where it cannot be used. */
export interface StoredSettings {
  readonly settings: Settings;
  readonly unknown: UnknownSettings;
  readonly setAside?: SetAside;
  /** There is no file: nobody has decided anything yet. */
  readonly isNew?: true;
}

export interface SetAside {
  /** Name of the file; it gets another one before anything is saved. */
  readonly file: string;
  /** For support: what was wrong with it. */
  readonly detail: string;
}

/** The settings file: JSON, read once at the start, replaced as a whole when something is saved. */
export class SettingsFile {
  readonly #files: Files;
  readonly #path: string;
  readonly #nowWallMs: () => number;
  readonly #policy: Policy;
  #unknown: UnknownSettings = {};
  /** What the agent chose before the administrator locked it: kept, to be in force again when it is unlocked. */
  #beforeLocked: Partial<Settings> = {};
  /** An unusable file still stands in the place of the one to be written. */
  #inTheWay = false;

  constructor(files: Files, path: string, nowWallMs: () => number, policy = noPolicy) {
    this.#files = files;
    this.#path = path;
    this.#nowWallMs = nowWallMs;
    this.#policy = policy;
  }

  /** In force where the agent has chosen nothing. */
  get #base(): Settings {
    return { ...defaultSettings, ...this.#policy.preset, ...this.#policy.locked };
  }

  async read(): Promise<StoredSettings> {
    let text: string;
    try {
      text = await this.#files.read(this.#path);
    } catch (error) {
      const code = systemCode(error);
      return code === 'ENOENT' ? { settings: this.#base, unknown: {}, isNew: true } : this.#unusable(code);
    }
    const parsed = parseSettings(text);
    if (!parsed.ok) return this.#unusable(parsed.detail);
    const { settings, given, unknown } = parsed;
    const { locked } = this.#policy;
    this.#unknown = unknown;
    this.#beforeLocked = pick(
      settings,
      given.filter((key) => key in locked),
    );
    return { settings: { ...this.#base, ...pick(settings, given), ...locked }, unknown };
  }

  /** Writes the settings beside the file; `commit` puts them in its place. @throws {FileNotWritten} */
  async stage(settings: Settings): Promise<StagedFile> {
    if (this.#inTheWay) {
      await setAside(this.#files, this.#path, this.#nowWallMs());
      this.#inTheWay = false;
    }
    const text = JSON.stringify(
      { ...this.#unknown, ...this.#beforeLocked, ...ownOf(settings, this.#policy) },
      null,
      2,
    );
    return stage(this.#files, this.#path, `${text}\n`);
  }

  /** It stays where it is until something is saved: a later start must not take the settings for never made, nor a newer Offhook lose them. */
  #unusable(detail: string): StoredSettings {
    this.#inTheWay = true;
    return { settings: this.#base, unknown: {}, setAside: { file: basename(this.#path), detail } };
  }
}

type Parsed =
  | {
      readonly ok: true;
      readonly settings: Settings;
      /** Settings that stand in the file; the others have their defaults. */
      readonly given: readonly string[];
      readonly unknown: UnknownSettings;
    }
  | { readonly ok: false; readonly detail: string };

/** The settings in the text of a file. `detail` names what is wrong with it, never quoting values. */
export function parseSettings(text: string): Parsed {
  let json: unknown;
  try {
    // Windows editors put a byte order mark before it.
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return { ok: false, detail: 'not JSON' };
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    return { ok: false, detail: 'not a JSON object' };
  }
  const version = 'version' in json ? json.version : 1;
  if (typeof version === 'number' && version > 1) {
    return { ok: false, detail: `of a newer Offhook (version ${version})` };
  }
  const isKnown = (key: string): boolean => (settingsKeys as readonly string[]).includes(key);
  const entries = Object.entries(json);
  const validation = validateFields(Object.fromEntries(entries.filter(([key]) => isKnown(key))));
  if (!validation.ok) {
    return { ok: false, detail: validation.fields.map(({ path, code }) => `${path}: ${code}`).join(', ') };
  }
  const unknown = Object.fromEntries(entries.filter(([key]) => !isKnown(key)));
  const given = entries.map(([key]) => key).filter(isKnown);
  return { ok: true, settings: validation.settings, given, unknown };
}
