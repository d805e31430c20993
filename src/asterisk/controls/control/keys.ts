import { type CallCommand, type CommandResult, done } from '../../../cti/command.ts';
import { maxKeysLength } from '../../../cti/number/number.ts';
import type { CallStory } from '../../calls/story/callStory.ts';
import type { ControlContext } from './control.ts';

const keys = /^[0-9*#A-D]+$/u;

export function areKeys(digits: string): boolean {
  return digits.length <= maxKeysLength && keys.test(digits);
}

/** All keys of a command are out: what the call keeps of them may be less, a PIN say. */
export function pressed(
  { adapter, edges }: ControlContext,
  story: CallStory,
  { keysLeft }: Extract<CallCommand, { readonly type: 'SendDtmf' }>,
): CommandResult {
  if (keysLeft !== undefined && story.call.keys?.endsWith(keysLeft) === true) {
    adapter.setKeys(story.call.id, keysLeft === '' ? undefined : keysLeft, edges.clock.now());
  }
  return done;
}
