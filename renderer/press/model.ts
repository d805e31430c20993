import { createStore, type StoreApi } from 'zustand/vanilla';
import { PressGuard } from '../../src/cti/pressGuard.ts';
import type { CallsModel } from '../state/calls.ts';
import type { SecondCall } from '../state/secondCall.ts';
import type { FavouritesModel } from '../state/favourites.ts';
import type { ToolModel } from '../state/tool.ts';
import type { DialModel } from '../state/dialling.ts';
import type { Commands } from '../line/commands.ts';
import type { LineStore } from '../line/store.ts';
import { t } from '../parts/words.ts';
import { type PlaceName, showPlaces } from './places.ts';

export interface PressView {
  /** The main process's monotonic ms from which on a press at a place counts. */
  readonly countsFromMs: Readonly<Record<string, number>>;
}

export interface PressModel extends Pick<StoreApi<PressView>, 'getState' | 'getInitialState' | 'subscribe'> {
  /**
   * Does what a button or a key is for, unless somebody else has only just come under it: then it says so at the place of `told`, a call's
   * id or another place of commands.
   * @returns whether it was done
   */
  readonly press: (place: PlaceName, told: string, act: () => void) => boolean;
}

/** How long it stands there that a press did not count, ms. */
const toldMs = 5000;

interface PressParts {
  readonly line: LineStore;
  readonly commands: Commands;
  readonly calls: CallsModel;
  readonly dial: DialModel;
  readonly second: SecondCall;
  readonly tool: ToolModel;
  readonly favourites: FavouritesModel;
}

/** The one way of every press in the panel to the line. */
export function createPressModel(
  { line, commands, calls, dial, second, tool, favourites }: PressParts,
  setTimer: (then: () => void, ms: number) => unknown = setTimeout,
): PressModel {
  const store = createStore<PressView>(() => ({ countsFromMs: {} }));
  const guard = new PressGuard(line.now);
  let seen = {
    line: line.getState().line,
    picked: calls.getState().picked,
    text: dial.getState().text,
  };

  const follow = (): void => {
    const view = line.getState();
    if (view.status !== 'live') return;
    const { picked } = calls.getState();
    // A pick that comes with other news of the line was lost by it, not made by the agent.
    const chosen = picked !== undefined && picked !== seen.picked && view.line === seen.line;
    const { text } = dial.getState();
    const typed = text !== '' && text !== seen.text;
    seen = { line: view.line, picked, text };
    showPlaces(guard, {
      view,
      calls: view.line.calls,
      picked,
      chosen,
      typed,
      dial: dial.getState(),
      question: second.getState().question,
      tool: tool.getState().open,
      favourites: favourites.getState().all,
    });
    store.setState({ countsFromMs: guard.waiting() });
  };
  for (const one of [line, calls, dial, second, tool, favourites]) one.subscribe(follow);
  follow();

  const tellWhy = (place: string): void => {
    const trouble = { code: 'otherParty', text: t('refusal.otherParty') };
    commands.complain(place, trouble);
    setTimer(() => {
      if (commands.getState().troubles[place] === trouble) commands.forget(place);
    }, toldMs);
  };

  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    press: (place, told, act) => {
      const early = guard.tooEarly(place);
      if (early === undefined) act();
      else if (early === 'otherParty') {
        if (place === 'tones') guard.prolong(place);
        tellWhy(told);
      }
      return early === undefined;
    },
  };
}
