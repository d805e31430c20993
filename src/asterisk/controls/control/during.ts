import { clientDefaults } from '../../../ami/options.ts';
import type { CommandResult } from '../../../cti/command.ts';
import type { Intent } from '../../calls/story/away.ts';
import type { CallStory } from '../../calls/story/callStory.ts';
import type { ControlContext, ControlResult } from './control.ts';
import { refusalOf } from './refusal.ts';

/** Acts on calls while the adapter knows what for. An action that failed is the result, as any other control has it. */
export function during<Result extends ControlResult>(
  { adapter, edges }: ControlContext,
  stories: CallStory | readonly CallStory[],
  intent: Intent,
  act: () => Promise<Result>,
): Promise<Result | CommandResult> {
  const ids = [stories].flat().map(({ call }) => call.id);
  return adapter.during<Result | CommandResult>(
    ids,
    intent,
    () => edges.clock.now(),
    async () => {
      try {
        return await act();
      } catch (error) {
        return refusalOf(error, clientDefaults.actionTimeoutMs);
      }
    },
  );
}
