import type { Call } from '../../src/cti/call.ts';
import { type Line, newLine } from '../../src/cti/line.ts';
import { isMissed } from '../../src/cti/outcome.ts';
import type { Settings } from '../../src/settings/schema.ts';
import type { Translate } from '../../src/words/words.ts';
import { missedNote } from '../ringing/note.ts';
import type { NoteBoard } from '../ringing/noteBoard.ts';
import type { MiniWindow } from '../ringing/miniWindow.ts';
import type { Ringing } from '../ringing/ringing.ts';
import type { TrayFacts } from '../tray/menu.ts';
import { holdsOthers } from './secondCall.ts';

export interface SignalsOptions {
  readonly settings: () => Settings;
  readonly isPanelInFront: () => boolean;
  readonly tray: { update(facts: TrayFacts): void } | undefined;
  readonly notes: Pick<NoteBoard, 'quiet' | 'quietSeen'>;
  readonly ringing: Pick<Ringing, 'update'>;
  readonly mini: Pick<MiniWindow, 'update' | 'look'>;
  /** Shows how many calls were missed at the app's icon, where the system has a place for it. */
  readonly badge: (missed: number) => void;
  readonly t: Translate;
}

/** What is shown of the line outside the panel: in the tray, by notifications, by ringing, at the app's icon. */
export class Signals {
  readonly #options: SignalsOptions;
  #line: Line = newLine('', '');
  #missed = 0;

  constructor(options: SignalsOptions) {
    this.#options = options;
  }

  /** Missed calls that the agent has not looked at. */
  get missed(): number {
    return this.#missed;
  }

  update(line: Line): void {
    this.#line = line;
    this.#options.ringing.update(line);
    this.#options.mini.update(line);
    this.refresh();
  }

  /** A call is over. Who looks at the panel sees there what became of it. */
  ended(call: Call): void {
    const { isPanelInFront, notes, t } = this.#options;
    if (!isMissed(call) || isPanelInFront()) return;
    this.#count(this.#missed + 1);
    const note = missedNote(call, t);
    if (note !== undefined) notes.quiet(note);
  }

  /** The agent has the panel before their eyes. */
  seen(): void {
    this.#options.notes.quietSeen();
    this.#count(0);
  }

  /** Something beside the line has changed: the settings. */
  refresh(): void {
    const { mini, settings, tray } = this.#options;
    mini.look();
    const { pauseReasons, secondCall } = settings();
    tray?.update({
      line: this.#line,
      missed: this.#missed,
      pauseReasons,
      holdOthers: holdsOthers(this.#line, secondCall),
    });
  }

  #count(missed: number): void {
    if (missed === this.#missed) return;
    this.#missed = missed;
    this.#options.badge(missed);
    this.refresh();
  }
}
