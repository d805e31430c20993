import { z } from 'zod';
import type { LogEntry } from '../../src/world/edges.ts';
import { type Files, systemCode, writeAtomically } from '../../src/world/atomicFile.ts';
import { type SettingsChanges, settingsChangesSchema } from '../../src/settings/schema.ts';

export interface UnsavedSettingsEdges {
  readonly files: Files;
  readonly log: (entry: LogEntry) => void;
}

const fileSchema = z.object({ version: z.literal(1), settings: settingsChangesSchema });

/**
 * What was changed in the settings window and neither saved nor discarded: it outlives the end of the session, in a file of its own,
 * and is in the form again when that is next opened. Never the secret. Losing it costs some typing, so it is never more than logged.
 */
export class UnsavedSettings {
  readonly #path: string;
  readonly #edges: UnsavedSettingsEdges;
  #changes: SettingsChanges = {};
  /** What the file holds; empty: there is none. */
  #written = '';

  constructor(path: string, edges: UnsavedSettingsEdges) {
    this.#path = path;
    this.#edges = edges;
  }

  get changes(): SettingsChanges {
    return this.#changes;
  }

  async load(): Promise<void> {
    try {
      this.#written = await this.#edges.files.read(this.#path);
      this.#changes = fileSchema.parse(JSON.parse(this.#written)).settings;
    } catch (error) {
      const code = systemCode(error);
      if (code !== 'ENOENT') this.#edges.log({ level: 'warn', what: 'unsaved settings not read', code });
    }
  }

  /** @param changes every field that is not as it is saved; `null`: there is nothing to keep */
  keep(changes: SettingsChanges | null): void {
    // What was typed for a number and is none has no place in JSON.
    const kept = Object.entries(changes ?? {}).filter(([, value]) => !Number.isNaN(value));
    this.#changes = Object.fromEntries(kept);
  }

  /** Resolves when the file is as it should be at the end, or could not be; never rejects. */
  async flushed(): Promise<void> {
    const { files, log } = this.#edges;
    const isNothing = Object.keys(this.#changes).length === 0;
    const text = isNothing ? '' : JSON.stringify({ version: 1, settings: this.#changes });
    if (text === this.#written) return;
    try {
      await (isNothing ? files.remove(this.#path) : writeAtomically(files, this.#path, text));
      this.#written = text;
    } catch (error) {
      log({ level: 'warn', what: 'unsaved settings not written', error });
    }
  }
}
