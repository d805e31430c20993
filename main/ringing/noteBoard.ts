import type { Note } from './note.ts';

/** A notification that is on the screen, or was put there and closed by the person. */
export interface ShownNote {
  /** Takes it off the screen; nothing where it is gone already. */
  withdraw(): void;
}

export type ShowNote = (note: Note) => ShownNote;

/** Quiet ones at a time; missed calls before them are in the list of calls. */
const maxQuiet = 5;

/**
 * What of the notifications is on the screen. Each is shown once: one that the person closed does not come back while the same call rings, and
 * one whose text becomes known better (a name) is replaced.
 */
export class NoteBoard {
  readonly #show: ShowNote;
  readonly #ringing = new Map<string, { readonly text: string; readonly shown: ShownNote }>();
  readonly #quiet: ShownNote[] = [];

  constructor(show: ShowNote) {
    this.#show = show;
  }

  /** Shows exactly these. */
  ringing(notes: readonly Note[]): void {
    const wanted = new Map(notes.map((note) => [note.id, note]));
    for (const [id, { shown }] of this.#ringing) {
      if (wanted.has(id)) continue;
      this.#ringing.delete(id);
      shown.withdraw();
    }
    for (const note of notes) {
      const text = `${note.title}\n${note.body}`;
      const known = this.#ringing.get(note.id);
      if (known?.text === text) continue;
      known?.shown.withdraw();
      this.#ringing.set(note.id, { text, shown: this.#show(note) });
    }
  }

  /** One that asks for nothing: it stays until it is seen. */
  quiet(note: Note): void {
    this.#quiet.push(this.#show(note));
    if (this.#quiet.length > maxQuiet) this.#quiet.shift()?.withdraw();
  }

  /** The agent has looked at the panel: what they were told is known. */
  quietSeen(): void {
    for (const shown of this.#quiet.splice(0)) shown.withdraw();
  }
}
