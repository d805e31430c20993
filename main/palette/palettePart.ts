import { clipboard } from 'electron';
import type { paletteChannels } from '../../src/ipc/palette.ts';
import type { Base, Following } from '../base/base.ts';
import type { DeskPart } from '../desktop/deskPart.ts';
import type { HandlersOf } from '../ipc/ipc.ts';
import type { LinePart } from '../line/linePart.ts';
import type { DirectoryPart } from '../directory/directoryPart.ts';
import type { SettingsPart } from '../settings/settingsPart.ts';
import { numberToDial } from '../shortcuts/selectedText.ts';
import type { Palette } from './palette.ts';
import type { PeopleSource } from './people.ts';

export interface PalettePart extends Following {
  /** Opens the quick command, or closes it. Never rejects. */
  readonly toggle: () => Promise<void>;
  readonly handlers: HandlersOf<typeof paletteChannels>;
}

export interface PalettePartOptions {
  readonly settings: SettingsPart;
  readonly line: LinePart;
  readonly desk: Pick<DeskPart, 'presses' | 'tell'>;
  /** Names beside those of the line and the recent calls. */
  readonly favourites: PeopleSource;
  readonly directory: Pick<DirectoryPart, 'search'>;
}

/** The quick command, which is loaded when it is first wanted. */
export function createPalette(
  base: Base,
  { settings, line, desk, favourites, directory }: PalettePartOptions,
): PalettePart {
  const { log, push, t, windows } = base;
  let loaded: Promise<Palette> | undefined;

  const make = async (): Promise<Palette> => {
    const [{ Palette }, { PaletteWindow }, { peopleOfContacts }] = await Promise.all([
      import('./palette.ts'),
      import('./paletteWindow.ts'),
      import('./people.ts'),
    ]);
    return new Palette({
      line: line.host,
      favourites,
      contacts: async (name) => {
        const answer = await directory.search(name);
        return answer.status === 'ok' ? peopleOfContacts(answer.contacts) : [];
      },
      presses: desk.presses,
      settings: settings.settings,
      numberSelected: () => numberToDial(clipboard, process.platform),
      window: new PaletteWindow(windows, t('palette.title')),
      onOpened: (text) => push('palette:opened', text),
      onView: (view) => push('palette:changed', view),
      tell: desk.tell,
      words: base,
    });
  };
  const load = (): Promise<Palette> => (loaded ??= make());

  return {
    toggle: async () => {
      try {
        await (await load()).toggle();
      } catch (error) {
        log.write({ level: 'error', what: 'quick command', error });
      }
    },
    onLine: () => void loaded?.then((palette) => palette.follow()),
    handlers: {
      'palette:start': async () => (await load()).start(),
      'palette:read': async (text) => (await load()).read(text),
      'palette:act': async (key) => (await load()).act(key),
      'palette:close': async () => (await load()).close(),
    },
  };
}
