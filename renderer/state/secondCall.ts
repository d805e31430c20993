import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Call } from '../../src/cti/call.ts';
import { holdable, isInTalk } from '../../src/cti/secondCall.ts';
import type { SettingsView } from '../../src/ipc/settings.ts';
import type { LineStore } from '../line/store.ts';
import { type Bridge, tell } from '../parts/bridge.ts';

/** The second call: one that rings and is answered, or one that is dialled while another is talked on. */
export type Second =
  { readonly kind: 'answer'; readonly callId: string } | { readonly kind: 'dial'; readonly number: string };

interface Question {
  readonly second: Second;
  /** The call that would be put on hold. */
  readonly talkingId: string;
  /** Monotonic ms: since when it is asked. */
  readonly sinceMonoMs: number;
}

export interface SecondCallView {
  readonly choice: SettingsView['settings']['secondCall'];
  readonly question?: Question | undefined;
  /** The answer is to hold for the next time, too. */
  readonly remember: boolean;
}

/** What happens to the active call when there is a second one: asked once, remembered. */
export interface SecondCall extends Pick<
  StoreApi<SecondCallView>,
  'getState' | 'getInitialState' | 'subscribe'
> {
  /** Goes on at once where nothing is talked on, nothing can be held or the agent has chosen; asks otherwise. */
  readonly decide: (second: Second, go: (holdOthers: boolean) => void) => void;
  readonly answer: (holdOthers: boolean) => void;
  readonly setRemember: (remember: boolean) => void;
  /** Leaves everything as it is. */
  readonly close: () => void;
}

export function createSecondCall(bridge: Bridge, line: LineStore): SecondCall {
  const store = createStore<SecondCallView>(() => ({ choice: 'ask', remember: true }));
  let goOn: ((holdOthers: boolean) => void) | undefined;

  const close = (): void => {
    goOn = undefined;
    store.setState({ question: undefined });
  };

  bridge.on('settings:changed', ({ settings }) => store.setState({ choice: settings.secondCall }));
  bridge.request('settings:read').then(
    ({ settings }) => store.setState({ choice: settings.secondCall }),
    // The panel works without its settings; it asks, then.
    () => undefined,
  );
  line.subscribe(({ line: { calls } }) => {
    const { question } = store.getState();
    if (question !== undefined && !stillOpen(question, calls)) close();
  });

  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    decide: (second, go) => {
      close();
      const answered = second.kind === 'answer' ? second.callId : undefined;
      const talking = holdable(line.getState().line.calls, answered);
      const { choice } = store.getState();
      if (talking === undefined || choice === 'leave') go(false);
      else if (choice === 'hold') go(true);
      else {
        goOn = go;
        store.setState({
          question: { second, talkingId: talking.id, sinceMonoMs: line.now() },
          remember: true,
        });
      }
    },
    answer: (holdOthers) => {
      const go = goOn;
      const { remember } = store.getState();
      close();
      if (go === undefined) return;
      if (remember) {
        const choice = holdOthers ? 'hold' : 'leave';
        store.setState({ choice });
        // What could not be written down holds until the app is closed.
        tell(bridge.request('settings:rememberSecondCall', choice), () => undefined);
      }
      go(holdOthers);
    },
    setRemember: (remember) => store.setState({ remember }),
    close,
  };
}

function stillOpen({ second, talkingId }: Question, calls: readonly Call[]): boolean {
  const talking = calls.find(({ id }) => id === talkingId);
  if (talking === undefined || !isInTalk(talking)) return false;
  return second.kind === 'dial' || calls.some(({ id, state }) => id === second.callId && state === 'ringing');
}
