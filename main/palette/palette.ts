import type { CommandResult, CtiCommand } from '../../src/cti/command.ts';
import { isOne, type NumberReading } from '../../src/cti/number/number.ts';
import type { LineSnapshot } from '../../src/ipc/line.ts';
import type { PaletteOutcome, PaletteTrouble, PaletteView } from '../../src/ipc/palette.ts';
import type { Settings } from '../../src/settings/schema.ts';
import type { Words } from '../../src/words/words.ts';
import type { DeskPresses } from '../desktop/presses.ts';
import { holdsOthers } from '../desktop/secondCall.ts';
import { type Note, troubleNote } from '../ringing/note.ts';
import { type Deed, keyOf } from './deed.ts';
import {
  joinPeople,
  namesMeant,
  peopleOfLine,
  type PeopleSource,
  type Person,
  recentPeople,
} from './people.ts';
import { readPalette, type Reading } from './read.ts';
import { vocabularyOf } from './verbs.ts';
import { deedText, denialOf, viewOf } from './wording.ts';

export interface PaletteOptions {
  readonly line: { snapshot(): LineSnapshot };
  readonly presses: Pick<DeskPresses, 'followPalette' | 'inPalette'>;
  readonly settings: () => Pick<Settings, 'pauseReasons' | 'secondCall'>;
  /** Names beside those of the line and the recent calls. */
  readonly favourites: PeopleSource;
  /** Who in the contacts has such a name. Never rejects. */
  readonly contacts: (name: string) => Promise<readonly Person[]>;
  /** The number that is selected in the program in front. */
  readonly numberSelected: () => Promise<NumberReading>;
  readonly window: {
    readonly isShown: boolean;
    show(rows: number): Promise<void>;
    /** @param rows how many deeds it shows */
    resize(rows: number): void;
    hide(): void;
  };
  /** The window is opened with this text in the line. */
  readonly onOpened: (text: string) => void;
  /** The line has changed, and with it what the text does. */
  readonly onView: (view: PaletteView) => void;
  /** What comes to nothing after the window is gone. */
  readonly tell: (note: Note) => void;
  readonly words: Pick<Words, 't'>;
}

/** One line that takes a command, and whom it is for. What the text does is decided here; the page only shows it and says which. */
export class Palette {
  readonly #options: PaletteOptions;
  readonly #vocabulary: ReturnType<typeof vocabularyOf>;
  #text = '';
  #view = '';
  #contacts: readonly Person[] = [];
  #isActing = false;

  constructor(options: PaletteOptions) {
    this.#options = options;
    this.#vocabulary = vocabularyOf(options.words);
  }

  /** Opens the window, with the number that is selected elsewhere in it; pressed again, closes it. */
  async toggle(): Promise<void> {
    const { window, numberSelected, onOpened } = this.#options;
    if (window.isShown) {
      window.hide();
      return;
    }
    this.#text = textOf(await numberSelected());
    onOpened(this.#text);
    await window.show(this.read(this.#text).deeds.length);
  }

  /** What the line has in it when its page is there. */
  start(): string {
    return this.#text;
  }

  /** What a text does, as it is typed. */
  read(text: string): PaletteView {
    this.#text = text;
    void this.#find(text);
    return this.#show(true);
  }

  /** The line is another. */
  follow(): void {
    if (!this.#options.window.isShown) return;
    const before = this.#view;
    const view = this.#show(false);
    if (this.#view !== before) this.#options.onView(view);
  }

  /** Does what the page was shown under this key, once; a deed that the text does not mean any more is not done. */
  async act(key: string): Promise<PaletteOutcome> {
    const { words, window, tell } = this.#options;
    const { t } = words;
    if (this.#isActing) return failed(denialOf('commandInProgress', t));
    const { deeds } = this.#reading();
    const index = deeds.findIndex((deed) => keyOf(deed) === key);
    const deed = deeds[index];
    if (deed === undefined) return failed(denialOf('otherParty', t));
    const { does } = deed;
    if ('denied' in does) return failed(denialOf(does.denied, t));
    this.#isActing = true;
    try {
      const outcome = await this.#carryOut(index, deed, does.command);
      if (outcome.status === 'failed' && !window.isShown)
        tell(troubleNote(outcome.trouble.text, outcome.trouble.code, undefined, t));
      return outcome;
    } finally {
      this.#isActing = false;
    }
  }

  close(): void {
    this.#options.window.hide();
  }

  async #carryOut(index: number, deed: Deed, command: CtiCommand): Promise<PaletteOutcome> {
    const { presses, words } = this.#options;
    const result = await presses.inPalette(index, command);
    return outcomeOf(result, deedText(deed, words.t), words);
  }

  /** The contacts are in another thread: who is found there comes into the list as a change of the line does. */
  async #find(text: string): Promise<void> {
    const found = await Promise.all(namesMeant(text).map((name) => this.#options.contacts(name)));
    if (this.#text !== text) return;
    this.#contacts = found.flat();
    this.follow();
  }

  #reading(): Reading {
    const { line, settings, favourites } = this.#options;
    const { line: now, recent } = line.snapshot();
    const { pauseReasons, secondCall } = settings();
    return readPalette(this.#text, {
      line: now,
      people: joinPeople(favourites(), recentPeople(recent), peopleOfLine(now), this.#contacts),
      reasons: pauseReasons,
      holdOthers: holdsOthers(now, secondCall),
      vocabulary: this.#vocabulary,
    });
  }

  /** @param isTyped the agent has just typed the text, and means what it does */
  #show(isTyped: boolean): PaletteView {
    const { line, presses, window, words } = this.#options;
    const reading = this.#reading();
    presses.followPalette(reading.deeds, isTyped);
    const view = viewOf(this.#text, reading, line.snapshot().dialRules, words.t);
    this.#view = JSON.stringify(view);
    window.resize(view.deeds.length);
    return view;
  }
}

/** Several are all put into the line, where one is chosen. */
function textOf(reading: NumberReading): string {
  if (isOne(reading)) return reading.number;
  return reading.kind === 'several' ? reading.numbers.map(({ number }) => number).join(' / ') : '';
}

function outcomeOf(result: CommandResult, what: string, { t }: Pick<Words, 't'>): PaletteOutcome {
  switch (result.status) {
    case 'done':
      return { status: 'done', text: t('palette.done', { what }) };
    case 'refused':
      return failed({
        code: result.code,
        text: t(`refusal.${result.code}`),
        ...(result.detail === undefined ? {} : { detail: result.detail }),
      });
    case 'timedOut':
      return failed({ code: 'timedOut', text: t('wish.timedOut') });
  }
}

function failed(trouble: PaletteTrouble): PaletteOutcome {
  return { status: 'failed', trouble };
}
