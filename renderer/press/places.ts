import type { RingingColleague } from '../../src/cti/agent.ts';
import type { Call } from '../../src/cti/call.ts';
import type { Line } from '../../src/cti/line.ts';
import { type Meaning, partyIn, type PressGuard, type Showing } from '../../src/cti/pressGuard.ts';
import { isOffered, likeliest } from '../state/actions.ts';
import { speedDials } from '../../src/cti/people/favourite.ts';
import type { ShownFavourite } from '../../src/ipc/favourites.ts';
import { dockItems } from './dockItems.ts';
import { favouriteDeed, meaningOfFavourite } from './favouriteDeed.ts';
import { focusOf } from '../state/focus.ts';
import { groupsOf, partiesWith } from '../state/pair.ts';
import type { Tool } from '../state/tool.ts';
import type { LineView } from '../line/lineView.ts';
import { recentRows } from '../state/recentRows.ts';
import { settleMs } from '../state/settle.ts';
import { enterDeed, type EnterFacts } from './enter.ts';
import { callKeys, itemForKey } from './keyItems.ts';
import { meaningOf, meaningOfDialling } from './meaning.ts';

/** The two ways of the transfer sheet, by hand and by key. */
type WayPlace = 'way:MakeConsultCall' | 'way:BlindTransferCall';

/** Everything of the panel that can be pressed without looking again. Lists have a number behind: `line:2`. */
export type PlaceName =
  | `dock:${number}`
  | `further:${number}`
  | `line:${number}`
  | `party:${number}`
  | `ended:${number}`
  | `recent:${number}`
  | `colleague:${number}`
  | `favourite:${number}`
  | `parked:${number}`
  | WayPlace
  | `key:${string}`
  | 'enter'
  | 'tones';

export interface PlacesFacts extends EnterFacts {
  readonly view: LineView;
  readonly tool: Tool | undefined;
  /** The agent has just chosen another call. */
  readonly chosen: boolean;
  /** The agent has just changed the number in the field. */
  readonly typed: boolean;
  readonly favourites: readonly ShownFavourite[];
}

/** Favourites ring at their own place. */
export function colleaguesWhoRing({
  ringingColleagues,
}: Pick<Line, 'ringingColleagues'>): readonly RingingColleague[] {
  return ringingColleagues.filter(({ favourite }) => favourite !== true);
}

/** No call is made yet; a press would make one. */
const idle: Meaning = { does: 'call', reaches: [{ id: 'number' }], isIdle: true };
const opensKeypad: Meaning = { does: 'keypad', reaches: [] };

/** Tells the guard what each place means now. */
export function showPlaces(guard: PressGuard, facts: PlacesFacts): void {
  const { calls, picked, chosen, typed, view } = facts;
  const focused = focusOf(calls, picked);
  const of = (meaning: Meaning, afterMs = settleMs): Showing & { meaning: Meaning } => ({
    meaning,
    settleMs: afterMs,
    chosen,
  });
  if (focused === undefined) {
    guard.showRow('dock', [of(idle), of(opensKeypad)]);
    guard.showList('further', []);
  } else {
    const { main, end, further } = dockItems(focused, calls);
    guard.showRow(
      'dock',
      [...main, end].map((item) => of(meaningOf(item, calls))),
    );
    guard.showList(
      'further',
      further.map((item) => of(meaningOf(item, calls))),
    );
  }
  for (const key of callKeys) {
    const item = focused === undefined ? undefined : itemForKey(key, focused, calls);
    const meaning = item === undefined ? undefined : meaningOf(item, calls);
    guard.show(`key:${key}`, { meaning, settleMs: 0, chosen });
  }
  const toFocused = (does: string): Meaning | undefined =>
    focused === undefined ? undefined : { does, reaches: partiesWith(focused, calls).map(partyIn) };
  guard.show('key:d', { meaning: toFocused('keys'), settleMs: 0, chosen });
  guard.show('tones', { meaning: toFocused('tones'), settleMs: 0, chosen });
  const enter = enterMeaning(facts);
  // Dialling is what Enter does when nothing else is there, and who types a number knows it.
  const enterSettlesMs = typed || enter === idle ? 0 : settleMs;
  guard.show('enter', { meaning: enter, settleMs: enterSettlesMs, chosen: chosen || typed });
  showWays(guard, facts);
  showLines(guard, calls, focused);
  showNumbers(guard, view);
  showFavourites(guard, facts, focused);
}

/** A press, or its speed-dial key, may call, ask about a call, or take one that rings there. */
function showFavourites(
  guard: PressGuard,
  { favourites, view, chosen }: PlacesFacts,
  focused: Call | undefined,
): void {
  const meanings = favourites.map((favourite) =>
    meaningOfFavourite(favourite, favouriteDeed(favourite, view.line, focused)),
  );
  guard.showList(
    'favourite',
    meanings.map((meaning): Showing => ({ meaning, settleMs, chosen })),
  );
  for (let index = 0; index < speedDials; index += 1)
    guard.show(`key:alt+${index + 1}`, { meaning: meanings[index], settleMs: 0, chosen });
}

function enterMeaning(facts: PlacesFacts): Meaning {
  const { calls, question, tool } = facts;
  const deed = enterDeed(facts);
  switch (deed.kind) {
    case 'question': {
      const ringing = calls.find(
        ({ id }) => question?.second.kind === 'answer' && id === question.second.callId,
      );
      return ringing === undefined
        ? { ...idle, does: 'question' }
        : { does: 'question', reaches: [partyIn(ringing)] };
    }
    case 'answer':
      return { does: 'AnswerCall', reaches: [partyIn(deed.call)] };
    case 'dial': {
      const transferred = calls.find(({ id }) => tool?.kind === 'transfer' && id === tool.callId);
      return transferred === undefined ? idle : { does: 'transfer', reaches: [partyIn(transferred)] };
    }
  }
}

/** Who is transferred may be another, by a transfer at their end or for another call. The number beside it the agent types. */
function showWays(guard: PressGuard, { calls, tool, chosen }: PlacesFacts): void {
  const call = calls.find(({ id }) => tool?.kind === 'transfer' && id === tool.callId);
  for (const does of ['MakeConsultCall', 'BlindTransferCall'] as const) {
    const meaning = call === undefined ? undefined : { does, reaches: [partyIn(call)] };
    guard.show(`way:${does}`, { meaning, settleMs: 0, chosen });
  }
}

/** The buttons on the calls' own lines, and on the parties of a conference. */
function showLines(guard: PressGuard, calls: readonly Call[], focused: Call | undefined): void {
  const lines = groupsOf(calls).map((parties): Showing => {
    const [first] = parties;
    const inFocus = parties.some(({ id }) => id === focused?.id);
    const meaning =
      first === undefined || inFocus || !isOffered(first, likeliest(first))
        ? undefined
        : meaningOf({ kind: 'command', command: likeliest(first), call: first }, calls);
    return { meaning, settleMs };
  });
  guard.showList('line', lines);
  const parties = focused === undefined ? [] : partiesWith(focused, calls);
  const removing = parties.length < 2 ? [] : parties;
  guard.showList(
    'party',
    removing.map((call): Showing => ({ meaning: { does: 'remove', reaches: [partyIn(call)] }, settleMs })),
  );
}

/** Lists of parties who are not in a call: a new entry moves them all. */
function showNumbers(guard: PressGuard, { ended, line, recent }: LineView): void {
  const dials = ({ number }: { readonly number: string }): Showing => ({
    meaning: meaningOfDialling(number),
    settleMs,
  });
  guard.showList('ended', ended.map(dials));
  guard.showList(
    'recent',
    recentRows(recent).map(({ call }) => dials(call)),
  );
  const takes = (id: string): Showing => ({ meaning: { does: 'take', reaches: [{ id }] }, settleMs });
  guard.showList(
    'colleague',
    colleaguesWhoRing(line).map(({ id }) => takes(id)),
  );
  guard.showList(
    'parked',
    line.parked.map(({ space, since }) => takes(`${space} ${since}`)),
  );
}
