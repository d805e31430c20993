import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CommandResult, CtiCommand, CtiCommandType } from '../../src/cti/command.ts';
import type { Bridge } from '../parts/bridge.ts';
import { t } from '../parts/words.ts';

/** Why a command came to nothing, as it is shown at the place where it was given. */
export interface Trouble {
  readonly code: string;
  readonly text: string;
  /** What the PBX said, for support. */
  readonly detail?: string | undefined;
}

/** Where a command was given, and where its trouble is shown: `dial` for the number field, or the id of a call. */
export type Place = string;

export interface CommandsView {
  readonly pending: Readonly<Record<Place, CtiCommandType>>;
  readonly troubles: Readonly<Record<Place, Trouble>>;
}

export interface Commands extends Pick<StoreApi<CommandsView>, 'getState' | 'getInitialState' | 'subscribe'> {
  /** Settles always and never rejects; what came of it is also told at the place. */
  readonly run: (place: Place, command: CtiCommand) => Promise<Trouble | undefined>;
  readonly complain: (place: Place, trouble: Trouble) => void;
  readonly forget: (place: Place) => void;
}

export function createCommands(bridge: Bridge): Commands {
  const store = createStore<CommandsView>(() => ({ pending: {}, troubles: {} }));

  const complain = (place: Place, trouble: Trouble): void =>
    store.setState(({ troubles }) => ({ troubles: { ...troubles, [place]: trouble } }));

  const forget = (place: Place): void =>
    store.setState((view) => (place in view.troubles ? { troubles: without(view.troubles, place) } : view));

  const run = async (place: Place, command: CtiCommand): Promise<Trouble | undefined> => {
    forget(place);
    store.setState(({ pending }) => ({ pending: { ...pending, [place]: command.type } }));
    const trouble = await settled(bridge, command);
    store.setState(({ pending }) => ({ pending: without(pending, place) }));
    if (trouble !== undefined) complain(place, trouble);
    return trouble;
  };

  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    run,
    complain,
    forget,
  };
}

async function settled(bridge: Bridge, command: CtiCommand): Promise<Trouble | undefined> {
  try {
    return troubleOf(await bridge.request('line:command', command));
  } catch (error) {
    return { code: 'bridgeFailed', text: t('bridge.failed'), detail: String(error) };
  }
}

export function troubleOf(result: CommandResult): Trouble | undefined {
  switch (result.status) {
    case 'done':
      return undefined;
    case 'refused':
      return { code: result.code, text: t(`refusal.${result.code}`), detail: result.detail };
    case 'timedOut':
      return { code: 'timedOut', text: t('dial.timedOut', { count: Math.round(result.afterMs / 1000) }) };
  }
}

function without<Value>(record: Readonly<Record<string, Value>>, key: string): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).filter(([other]) => other !== key));
}
