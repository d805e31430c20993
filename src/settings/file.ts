import { basename } from 'node:path';
import { type Files, type StagedFile, setAside, stage, systemCode } from '../world/atomicFile.ts';
import { type GoodSettings, LastGoodSettings } from './lastGood.ts';
import { lockedBy, noPolicy, ownOf, pick, type Policy } from './policy.ts';
import { type Settings, defaultSettings, settingsKeys } from './schema.ts';
import { validateFields } from './validate.ts';

/** Keys of the file that this version does not know, with their values: kept when it is written, without effect. */
export type UnknownSettings = Readonly<Record<string, unknown>>;

/** What came of reading the settings file. Reading never fails: defaults are in force where it cannot be used. */
export interface StoredSettings {
  readonly settings: Settings;
  readonly unknown: UnknownSettings;
  readonly setAside?: SetAside;
  /** There is no file: nothing has been decided yet. */
  readonly isNew?: true;
}

export interface SetAside {
  /** Name of the file; it gets another one before anything is saved. */
  readonly file: string;
  /** For support: what was wrong with it. */
  readonly detail: string;
  /** There is a copy of the last settings that were in order, from this time on, ms since 1970. */
  readonly goodAtMs?: number;
}

/** What came of taking the last good settings back. */
export interface RestoredSettings {
  readonly stored: StoredSettings;
  readonly atMs: number;
  /** The name that the damaged file has now; absent where there was none. */
  readonly keptAs?: string;
}

/** The settings file: JSON, read once at the start, replaced as a whole when something is saved. */
export class SettingsFile {
  readonly #files: Files;
  readonly #path: string;
  readonly #nowWallMs: () => number;
  readonly #policy: Policy;
  readonly #lastGood: LastGoodSettings;
  #unknown: UnknownSettings = {};
  /** What the agent chose before the administrator locked it: kept, to be in force again when it is unlocked. */
  #beforeLocked: Partial<Settings> = {};
  /** An unusable file still stands in the place of the one to be written. */
  #inTheWay = false;
  /** What was read cannot be used, or is gone. */
  #isLost = false;

  constructor(files: Files, path: string, nowWallMs: () => number, policy = noPolicy) {
    this.#files = files;
    this.#path = path;
    this.#nowWallMs = nowWallMs;
    this.#policy = policy;
    this.#lastGood = new LastGoodSettings(files, path, nowWallMs);
  }

  /** In force where the agent has chosen nothing. */
  get #base(): Settings {
    return { ...defaultSettings, ...this.#policy.preset, ...lockedBy(this.#policy) };
  }

  async read(): Promise<StoredSettings> {
    let text: string;
    this.#isLost = false;
    try {
      text = await this.#files.read(this.#path);
    } catch (error) {
      const code = systemCode(error);
      return code === 'ENOENT' ? this.#missing() : this.#unusable(code);
    }
    const parsed = parseSettings(text);
    if (!parsed.ok) return this.#unusable(parsed.detail);
    await this.#keep(text);
    const { settings, given, unknown } = parsed;
    const locked = lockedBy(this.#policy);
    this.#unknown = unknown;
    this.#beforeLocked = pick(
      settings,
      given.filter((key) => key in locked),
    );
    return { settings: { ...this.#base, ...pick(settings, given), ...locked }, unknown };
  }

  /** Writes the settings beside the file; `commit` puts them in its place. @throws {FileNotWritten} */
  async stage(settings: Settings): Promise<StagedFile> {
    const text = JSON.stringify(
      { ...this.#unknown, ...this.#beforeLocked, ...ownOf(settings, this.#policy) },
      null,
      2,
    );
    const copy = await this.#lastGood.stage(text);
    const staged = await stage(this.#files, this.#path, `${text}\n`).catch(async (error: unknown) => {
      await copy?.discard();
      throw error;
    });
    return {
      commit: async () => {
        await this.#makeWay();
        await staged.commit();
        this.#isLost = false;
        // The settings are saved. A copy that could not take its place does at the next start.
        await copy?.commit().catch(() => undefined);
      },
      discard: async () => {
        await staged.discard();
        await copy?.discard();
      },
    };
  }

  /**
   * Puts the last good settings in the place of a file that cannot be used, which is kept under another name.
   * @returns `undefined` where nothing is damaged, or there are no good ones
   * @throws {FileNotWritten} and then it can be tried again
   */
  async restore(): Promise<RestoredSettings | undefined> {
    const good = this.#isLost ? await this.#good() : undefined;
    if (good === undefined) return undefined;
    const staged = await stage(this.#files, this.#path, good.text);
    let keptAs: string | undefined;
    try {
      keptAs = await this.#makeWay();
      await staged.commit();
    } catch (error) {
      await staged.discard();
      throw error;
    }
    const stored = await this.read();
    return { stored, atMs: good.atMs, ...(keptAs === undefined ? {} : { keptAs }) };
  }

  /** What cannot be used gets another name. @returns that, where there was something */
  async #makeWay(): Promise<string | undefined> {
    if (!this.#inTheWay) return undefined;
    const aside = await setAside(this.#files, this.#path, this.#nowWallMs());
    this.#inTheWay = false;
    return basename(aside);
  }

  /** It stays where it is until something is saved: a later start must not take the settings for never made, nor a newer Offhook lose them. */
  async #unusable(detail: string): Promise<StoredSettings> {
    this.#inTheWay = true;
    return this.#lost(detail, await this.#good());
  }

  /** Somebody's settings are gone where there is a copy of them; without a copy none have been made yet. */
  async #missing(): Promise<StoredSettings> {
    const good = await this.#good();
    if (good === undefined) return { settings: this.#base, unknown: {}, isNew: true };
    return this.#lost('ENOENT', good);
  }

  #lost(detail: string, good: GoodSettings | undefined): StoredSettings {
    this.#isLost = true;
    const file = basename(this.#path);
    const offer = good === undefined ? {} : { goodAtMs: good.atMs };
    return { settings: this.#base, unknown: {}, setAside: { file, detail, ...offer } };
  }

  async #good(): Promise<GoodSettings | undefined> {
    const good = await this.#lastGood.read();
    return good !== undefined && parseSettings(good.text).ok ? good : undefined;
  }

  /** Without a copy everything goes on: what is in order now needs none. */
  async #keep(text: string): Promise<void> {
    const copy = await this.#lastGood.stage(withoutMark(text)).catch(() => undefined);
    await copy?.commit().catch(() => undefined);
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
    json = JSON.parse(withoutMark(text));
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

/** Windows editors put a byte order mark before it. */
function withoutMark(text: string): string {
  return text.replace(/^\uFEFF/, '');
}
