import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Call } from '../../src/cti/call.ts';
import type { CtiCommand } from '../../src/cti/command.ts';
import type { Commands } from '../line/commands.ts';
import type { LineStore } from '../line/store.ts';
import { t } from '../parts/words.ts';
import { type PressCommandType, likeliest, permission } from './actions.ts';
import { focusOf, neighbourOf } from './focus.ts';
import { groupsOf, partiesWith } from './pair.ts';
import type { SecondCall } from './secondCall.ts';

export interface CallsView {
  /** The call that the agent picked; undefined: the most urgent one is in focus. */
  readonly picked?: string | undefined;
}

export interface CallsModel extends Pick<StoreApi<CallsView>, 'getState' | 'getInitialState' | 'subscribe'> {
  readonly focused: () => Call | undefined;
  readonly pick: (callId: string) => void;
  readonly step: (by: 1 | -1) => void;
  /** Carries a command out, or says at the call why it cannot be. `withCallId` is for commands on two calls. */
  readonly act: (callId: string, command: PressCommandType, withCallId?: string) => void;
  /** The likeliest command of the call in focus. */
  readonly actLikeliest: () => void;
}

export function createCallsModel(line: LineStore, commands: Commands, second: SecondCall): CallsModel {
  const store = createStore<CallsView>(() => ({}));
  const calls = (): readonly Call[] => line.getState().line.calls;
  const focused = (): Call | undefined => focusOf(calls(), store.getState().picked);

  // A pick lasts until the picture changes: another call came, went, or is talked on now.
  line.subscribe((view, previous) => {
    const { picked } = store.getState();
    if (picked !== undefined && isAnotherPicture(previous.line.calls, view.line.calls, picked)) {
      store.setState({ picked: undefined });
    }
    // What could not be done in one phase says nothing about the next.
    for (const { id, phase } of view.line.calls) {
      const before = previous.line.calls.find((call) => call.id === id);
      const isPress = commands.getState().troubles[id]?.code === 'otherParty';
      if (before !== undefined && before.phase !== phase && !isPress) commands.forget(id);
    }
  });

  const act = (callId: string, type: PressCommandType, withCallId?: string): void => {
    const { line: now } = line.getState();
    const call = now.calls.find(({ id }) => id === callId);
    if (call === undefined || callId in commands.getState().pending) return;
    const { allowed, reason } = permission(call.features, type, now.link);
    if (allowed) carryOut(callId, type, withCallId);
    else if (reason !== undefined) commands.complain(callId, { code: reason, text: t(`refusal.${reason}`) });
  };

  const carryOut = (callId: string, type: PressCommandType, withCallId?: string): void => {
    if (type === 'AnswerCall') {
      second.decide({ kind: 'answer', callId }, (holdOthers) => {
        void commands.run(callId, { type, callId, ...(holdOthers ? { holdOthers } : {}) });
      });
    } else void commands.run(callId, commandOn(callId, type, withCallId));
  };

  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    focused,
    pick: (picked) => store.setState({ picked }),
    step: (by) => {
      const call = focused();
      if (call === undefined) return;
      // A conference is one step.
      const firsts = groupsOf(calls()).flatMap(([first]) => first ?? []);
      const next = neighbourOf(firsts, partiesWith(call, calls())[0]?.id, by);
      if (next !== undefined) store.setState({ picked: next.id });
    },
    act,
    actLikeliest: () => {
      const call = focused();
      if (call !== undefined) act(call.id, likeliest(call));
    },
  };
}

function commandOn(
  callId: string,
  type: Exclude<PressCommandType, 'AnswerCall'>,
  withCallId?: string,
): CtiCommand {
  if (type === 'TransferCall' || type === 'StartConference') {
    return withCallId === undefined ? { type, callId } : { type, callId, withCallId };
  }
  return { type, callId };
}

function isAnotherPicture(before: readonly Call[], after: readonly Call[], picked: string): boolean {
  if (before === after) return false;
  if (before.length !== after.length) return true;
  return after.some(
    ({ id, state }) =>
      id !== picked && state === 'talking' && before.find((call) => call.id === id)?.state !== 'talking',
  );
}
