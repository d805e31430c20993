import type { Call } from '../../src/cti/call.ts';
import { type Line, newLine } from '../../src/cti/line.ts';
import { isInTalk } from '../../src/cti/secondCall.ts';
import type { RingingView } from '../../src/ipc/smallWindow.ts';
import type { Settings } from '../../src/settings/schema.ts';
import type { Translate } from '../../src/words/words.ts';
import { isRingingIn } from '../actions/wish.ts';
import { asksForFullScreen, meansUsed, type RingingMeans, type RingingRules } from './means.ts';
import { type Note, ringingNote } from './note.ts';

export type RingingSettings = RingingRules &
  Pick<Settings, 'phoneRings' | 'ringVolume' | 'ringDevice'> &
  Partial<Pick<Settings, 'protocol'>>;

export interface RingingOptions {
  readonly settings: () => RingingSettings;
  readonly isFullScreen: () => Promise<boolean>;
  readonly isPanelInFront: () => boolean;
  readonly notify: (notes: readonly Note[]) => void;
  /** The page of the window is what sounds. */
  readonly window: { load(): Promise<unknown> };
  /** What the page of the ringing window is to show and sound is another. */
  readonly onView: (view: RingingView) => void;
  readonly t: Translate;
}

/** One call that rings, and how it is signalled. Decided once, when it begins: nothing comes and goes while it rings. */
interface Ring {
  readonly means: Set<RingingMeans>;
}

/** Tells calls that come in: by notification, window and sound, each where its rule says so, for as long as it rings. */
export class Ringing {
  readonly #options: RingingOptions;
  readonly #rings = new Map<string, Ring>();
  #line: Line = newLine('', '');
  #told = JSON.stringify({ calls: [], sound: null } satisfies RingingView);

  constructor(options: RingingOptions) {
    this.#options = options;
  }

  update(line: Line): void {
    this.#line = line;
    const ringing = line.calls.filter(isRingingIn);
    for (const id of this.#rings.keys()) if (!ringing.some((call) => call.id === id)) this.#rings.delete(id);
    for (const { id } of ringing) if (!this.#rings.has(id)) this.#begin(id);
    this.#tell();
  }

  view(): RingingView {
    const { ringVolume, ringDevice } = this.#options.settings();
    const sounding = this.#by('sound');
    // In a talk the phone gives its own small sign, and a bell would be in both parties' ears.
    const sounds = sounding.length > 0 && !this.#line.calls.some(isInTalk);
    return {
      calls: this.#by('window').map((call) => ({ call, sounds: sounds && sounding.includes(call) })),
      sound: sounds ? { volume: ringVolume, device: ringDevice } : null,
    };
  }

  /** The call that a page means by an id, while it rings. */
  call(callId: string): Call | undefined {
    return this.#by().find(({ id }) => id === callId);
  }

  /** For this call there is no more sound; everything else goes on. */
  silence(callId: string): void {
    this.#rings.get(callId)?.means.delete('sound');
    this.#tell();
  }

  /** The window was closed: for the calls in it, it stays so. */
  dismissWindow(): void {
    for (const { means } of this.#rings.values()) means.delete('window');
    this.#tell();
  }

  #begin(id: string): void {
    const { settings, isFullScreen } = this.#options;
    const rules = settings();
    const ring: Ring = { means: new Set() };
    this.#rings.set(id, ring);
    if (!asksForFullScreen(rules)) {
      this.#decide(ring, rules, false);
      return;
    }
    void isFullScreen().then((fullScreen) => {
      this.#decide(ring, rules, fullScreen);
      this.#tell();
    });
  }

  #decide(ring: Ring, rules: RingingSettings, fullScreen: boolean): void {
    // The phone in the app has no other bell than this one.
    const phoneRings = rules.phoneRings && rules.protocol !== 'computer';
    for (const means of meansUsed(rules, { fullScreen, phoneRings })) ring.means.add(means);
    // Who looks at the panel sees it there.
    if (this.#options.isPanelInFront()) ring.means.delete('window');
  }

  /** The calls that ring and are signalled by this; a call of which it is not known whether it still stands is not. */
  #by(means?: RingingMeans): readonly Call[] {
    const { calls, link } = this.#line;
    if (link.state !== 'online') return [];
    return calls.filter(({ id, checking }) => {
      const ring = this.#rings.get(id);
      return ring !== undefined && checking !== true && (means === undefined || ring.means.has(means));
    });
  }

  #tell(): void {
    const { notify, onView, t, window } = this.#options;
    notify(this.#by('notification').map((call) => ringingNote(call, t)));
    const view = this.view();
    const text = JSON.stringify(view);
    if (text === this.#told) return;
    this.#told = text;
    onView(view);
    if (view.sound !== null) void window.load();
  }
}
