import { clientDefaults } from '../../../ami/options.ts';
import { isHeldByAgent } from '../../../cti/call.ts';
import { type CommandResult, refused } from '../../../cti/command.ts';
import type { CtiEvent } from '../../../cti/event.ts';
import type { CallStory } from '../../calls/story/callStory.ts';
import { consultationDenial } from './consultation.ts';
import {
  agentLeg,
  type CallCommandOf,
  type CallControl,
  type ControlContext,
  type ControlResult,
} from '../control/control.ts';
import { pairOf } from './pair.ts';
import { refusalOf } from '../control/refusal.ts';
import { callEvent, type Settlement } from '../control/settled.ts';
import { targetRefusal } from './target.ts';

/** It plays the feature code into the call: within 0.4 s the other party is on hold, or it never will be. */
const holdsMs = 2_000;
/** Where the number could go on, Asterisk waits for further digits (`transferdigittimeout`, 3 s). */
const dialsMs = 8_000;

/**
 * Consults by Atxfer: Asterisk puts the other party on hold and calls the colleague with the agent's own leg, so that nothing rings
 * at the agent's. It answers Success in any case; without the right to transfer in the call's Dial (`t`, `T`), or without the
 * feature code in features.conf, nothing happens.
 */
export const atxfer = {
  name: 'atxfer',
  needsParty: true,

  denial(context, story) {
    if (context.dialect.family === '1.x' || !context.capabilities.may('Atxfer')) return 'rightMissing';
    // On 11 it is said neither when it begins nor when it does not; and held, the agent's leg is not with the other party.
    if (isHeldByAgent(story.call)) return 'notYetAnswered';
    if (context.atxferDoesNothing.has(story.call.direction)) return 'rightMissing';
    return consultationDenial(context, story);
  },

  async run(context, story, { number, keys }: CallCommandOf<'MakeConsultCall'>): Promise<ControlResult> {
    const refusal = await targetRefusal(context, number);
    if (refusal !== undefined) return refusal;
    // The digits are played as tones: there is none for +, and # ends the number.
    if (!/^[0-9*]+$/u.test(number)) return 'unable';
    const leg = agentLeg(context, story);
    if (leg === undefined) return refused('callEnded');
    let event: Settlement | undefined;
    try {
      event = await callEvent(context, story, ['PutHoldAction', 'RingFinished'], holdsMs, () =>
        context.send({
          name: 'Atxfer',
          fields: [
            ['Channel', leg.name],
            ['Exten', number],
            ['Context', context.options.originateContext],
          ],
        }),
      );
    } catch (error) {
      const result = refusalOf(error, clientDefaults.actionTimeoutMs);
      return result.status === 'refused' && result.code === 'refusedByPbx' ? 'unable' : result;
    }
    if (event === undefined) {
      // Whether it may is said in the Dial that made the call: for calls of the other direction it may be otherwise.
      context.atxferDoesNothing.add(story.call.direction);
      return 'unable';
    }
    if (event.type === 'RingFinished') return refused('callEnded');
    const result = await consultationBegun(context, story);
    if (keys !== undefined && result.status === 'done' && result.callId !== undefined) {
      context.adapter.setKeys(result.callId, keys, context.edges.clock.now());
    }
    return result;
  },
} satisfies CallControl<'MakeConsultCall'>;

async function consultationBegun(context: ControlContext, story: CallStory): Promise<CommandResult> {
  const isOver = new Set<CtiEvent['type']>(['EndHoldAction', 'RingFinished']);
  const begun = pairOf(context, story)?.second.call.id;
  if (begun !== undefined) return { status: 'done', callId: begun };
  const event = await context.waitFor(
    (heard) =>
      'call' in heard &&
      (heard.call.consultFor === story.call.id ||
        (heard.call.id === story.call.id && isOver.has(heard.type))),
    dialsMs,
  );
  if (event === undefined || !('call' in event)) return { status: 'timedOut', afterMs: dialsMs };
  if (event.call.consultFor === story.call.id) return { status: 'done', callId: event.call.id };
  // Asterisk did not know the number where this call is, and gave the other party back.
  return refused(event.type === 'RingFinished' ? 'callEnded' : 'unknownNumber');
}
