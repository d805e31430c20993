import { refused } from '../../cti/command.ts';
import type { ControlContext } from './control/control.ts';
import { callDenial, runOnCall } from './index.ts';

/** What is not derived from the rest. */
export type ControlFacts = Omit<ControlContext, 'atxferDoesNothing' | 'denial' | 'perform'>;

/** @param current the context in force: a command that is under way while the link breaks is a part of nothing any more */
export function controlContext(
  facts: ControlFacts,
  current: () => ControlContext | undefined,
): ControlContext {
  return {
    ...facts,
    atxferDoesNothing: new Set(),
    denial: (type, story) => {
      const context = current();
      return context && callDenial(type, context, story);
    },
    perform: async (command) => {
      const context = current();
      const story = facts.adapter.story(command.callId);
      if (story === undefined) return refused('unknownCall');
      return context === undefined ? refused('connectionLost') : runOnCall(context, story, command);
    },
  };
}
