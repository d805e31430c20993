import { push, request } from './channel/channel.ts';
import { paletteWindow } from './channel/pages.ts';

/** What the window of the quick command shows for a text. The page knows no commands: it gives back the key of a deed. */
export interface PaletteView {
  /** What was read. */
  readonly text: string;
  readonly deeds: readonly PaletteDeed[];
  /** Enter does the first of them; otherwise one has to be chosen. */
  readonly isSure: boolean;
  /** Why Enter does nothing without a choice. */
  readonly why?: string | undefined;
}

/** One row: exactly what would be done, and to whom. */
export interface PaletteDeed {
  readonly key: string;
  readonly text: string;
  /** The number, the route, what else becomes of it. */
  readonly facts: readonly string[];
  /** Why it is not possible now. */
  readonly denied?: PaletteTrouble | undefined;
  /** What is to be said before it is done: then Enter is pressed twice. */
  readonly warning?: string | undefined;
}

export interface PaletteTrouble {
  readonly code: string;
  readonly text: string;
  /** What the PBX said, for support. */
  readonly detail?: string | undefined;
}

/** What came of a deed. */
export type PaletteOutcome =
  | { readonly status: 'done'; readonly text: string }
  | { readonly status: 'failed'; readonly trouble: PaletteTrouble };

/** The longest text of the line, and the longest key of a deed. */
const maxLength = 1024;

/** The window of the quick command can ask what a text does, have one of those deeds done, and go. It cannot name a command. */
export const paletteChannels = {
  /** What the line has in it when the page is there. */
  'palette:start': request<() => string>(paletteWindow),
  'palette:read': request<(text: string) => PaletteView>(paletteWindow, ({ z }) => [
    z.string().max(maxLength),
  ]),
  'palette:act': request<(key: string) => PaletteOutcome>(paletteWindow, ({ z }) => [
    z.string().max(maxLength),
  ]),
  'palette:close': request<() => void>(paletteWindow),
  /** The window comes up with this text in the line. */
  'palette:opened': push<string>(paletteWindow),
  /** The line has changed, and with it what the text does. */
  'palette:changed': push<PaletteView>(paletteWindow),
};
