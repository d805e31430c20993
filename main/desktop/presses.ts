import type { Call } from '../../src/cti/call.ts';
import { type CommandResult, type CtiCommand, refused } from '../../src/cti/command.ts';
import type { Line } from '../../src/cti/line.ts';
import { type Meaning, partyIn, PressGuard, type Showing } from '../../src/cti/pressGuard.ts';
import type { TrayItem } from '../tray/menu.ts';
import { callMeant, isRingingIn, type Wish, wishes } from '../actions/wish.ts';

export interface DeskPressesOptions {
  readonly line: {
    /** Tells `follow` of all that has happened. */
    snapshot(): unknown;
    execute(command: CtiCommand): Promise<CommandResult>;
  };
  /** Monotonic, ms. */
  readonly nowMs: () => number;
}

/** What a row of the quick command does, and to whom. */
export interface OfferedDeed {
  readonly verb: string;
  /** The call that it is done to. */
  readonly about?: Call | undefined;
  /** Who is called by it. */
  readonly whom?: { readonly number: string } | undefined;
}

/**
 * The one way of every press outside the panel to the line: hotkeys, the command line, the tray, notifications, the quick command and the
 * ringing window.
 * Where somebody else has only just come under a key or a button, nothing is done; the ringing window sees to that for its own buttons.
 */
export class DeskPresses {
  readonly #line: DeskPressesOptions['line'];
  readonly #guard: PressGuard;
  #calls: readonly Call[] = [];
  #ringing: readonly Call[] = [];
  #tray: ReadonlySet<string> = new Set();

  constructor({ line, nowMs }: DeskPressesOptions) {
    this.#line = line;
    this.#guard = new PressGuard(nowMs);
  }

  /** The line is another. */
  follow({ calls }: Pick<Line, 'calls'>): void {
    this.#calls = calls;
    for (const wish of wishes) {
      const meant = callMeant(wish, calls);
      this.#guard.show(
        placeOfWish(wish),
        shown(typeof meant === 'object' ? reaching(wish, meant) : undefined),
      );
    }
    this.#ringing = calls.filter(isRingingIn);
    this.#guard.showList(
      'ringing',
      this.#ringing.map((call) => shown(reaching('ringing', call))),
    );
  }

  /** The tray's menu is another. */
  followTray(items: readonly TrayItem[]): void {
    const places = placesIn(items);
    for (const [place, callId] of places) {
      const call = this.#calls.find(({ id }) => id === callId);
      this.#guard.show(place, shown(call === undefined ? ofTheAgent : reaching('tray', call)));
    }
    for (const place of this.#tray) if (!places.has(place)) this.#guard.show(place, shown(undefined));
    this.#tray = new Set(places.keys());
  }

  /** What a wish without a call is for. */
  wish(wish: Wish, command: CtiCommand): Promise<CommandResult> {
    return this.#execute(placeOfWish(wish), command);
  }

  /** What concerns the agent alone: it reaches no one else, whenever it is pressed. */
  ofAgent(command: Extract<CtiCommand, { type: 'SetAgentState' }>): Promise<CommandResult> {
    return this.#line.execute(command);
  }

  /** What was pressed in the ringing window, which guards its own buttons: only it sees when they change. */
  inWindow(command: CtiCommand): Promise<CommandResult> {
    return this.#line.execute(command);
  }

  /** What was chosen in the tray or at a notification. @param place of the tray */
  act(command: CtiCommand, place?: string): Promise<CommandResult> {
    const index = 'callId' in command ? this.#ringing.findIndex(({ id }) => id === command.callId) : -1;
    return this.#execute(place ?? `ringing:${index}`, command);
  }

  /** The quick command shows these now. @param isTyped the agent has just typed what they are for */
  followPalette(deeds: readonly OfferedDeed[], isTyped: boolean): void {
    this.#guard.showList(
      'palette',
      deeds.map((deed) => ({ ...shown(meaningOfDeed(deed)), chosen: isTyped })),
    );
  }

  /** What was chosen among them. */
  inPalette(index: number, command: CtiCommand): Promise<CommandResult> {
    return this.#execute(`palette:${index}`, command);
  }

  #execute(place: string, command: CtiCommand): Promise<CommandResult> {
    this.#line.snapshot();
    return this.#guard.tooEarly(place) === undefined
      ? this.#line.execute(command)
      : Promise.resolve(refused('otherParty'));
  }
}

function placeOfWish(wish: Wish): string {
  return `wish:${wish}`;
}

function reaching(does: string, call: Call): Meaning {
  return { does, reaches: [partyIn(call)] };
}

function shown(meaning: Meaning | undefined): Showing {
  return { meaning, settleMs: 0 };
}

function meaningOfDeed({ verb, about, whom }: OfferedDeed): Meaning {
  if (about !== undefined) return reaching(verb, about);
  return whom === undefined
    ? { does: verb, reaches: [] }
    : { does: verb, reaches: [{ id: whom.number }], isIdle: true };
}

/** Commands that concern the agent alone. */
const ofTheAgent: Meaning = { does: 'tray', reaches: [{ id: 'agent' }] };

/** The calls that the commands of a menu are for, by the place of their item; `undefined`: for none. */
function placesIn(items: readonly TrayItem[]): ReadonlyMap<string, string | undefined> {
  const found = new Map<string, string | undefined>();
  for (const item of items) {
    if (item.type === 'submenu') for (const [place, id] of placesIn(item.items)) found.set(place, id);
    if (item.type !== 'item' || item.action.type !== 'command') continue;
    const { command, place } = item.action;
    if (place !== undefined) found.set(place, 'callId' in command ? command.callId : undefined);
  }
  return found;
}
