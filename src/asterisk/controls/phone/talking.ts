import { done } from '../../../cti/command.ts';
import type { CallStory } from '../../calls/story/callStory.ts';
import {
  agentLeg,
  agentLegs,
  type CallControl,
  type ControlContext,
  type ControlResult,
} from '../control/control.ts';
import { callEvent, confirmMs } from '../control/settled.ts';
import { areKeys, pressed } from '../control/keys.ts';
import { pairOf } from '../transfer/pair.ts';
import { phoneDoes, softphone, withoutPhone } from './dialog.ts';

/** The phone in the app sends silence, which needs no right. No event of the PBX reports it: the phone's word counts. */
export const phoneMute = {
  name: softphone,
  bySoftphone: true,
  denial: denialWithoutLeg,
  run: (context, story) => setMuted(context, story, true),
} satisfies CallControl<'MuteCall'>;

export const phoneUnmute = {
  name: softphone,
  bySoftphone: true,
  denial: denialWithoutLeg,
  run: (context, story) => setMuted(context, story, false),
} satisfies CallControl<'UnmuteCall'>;

/** Keys go out as telephone events (RFC 4733) of the agent's own leg: to the other end, the PBX itself included. */
export const phoneKeys = {
  name: softphone,
  bySoftphone: true,
  denial: (context, story) => (agentLeg(context, story)?.state === 'up' ? undefined : 'notYetAnswered'),

  async run(context, story, command) {
    if (!areKeys(command.digits)) return 'unable';
    let sent = 0;
    for (const key of command.digits) {
      const { outcome } = await phoneDoes(context, story, { do: 'press', key });
      // Once a key is out, another control would begin again with the first.
      if (outcome !== 'done') return sent === 0 ? withoutPhone(outcome) : { status: 'timedOut', afterMs: 0 };
      sent += 1;
      context.adapter.pressed(story.call.id, key, context.edges.clock.now());
    }
    return pressed(context, story, command);
  },
} satisfies CallControl<'SendDtmf'>;

/** Declines, and ends a call that is the agent's leg alone: at once, by the phone itself. What else there is to end, the PBX ends. */
export const phoneDrop = {
  name: softphone,
  bySoftphone: true,

  appliesTo: ({ call, isWaitingAlone, agentLegs: legs }) =>
    legs.size === 1 && !isWaitingAlone && call.conference === undefined && call.phase !== 'resuming',
  // Said of the account where nothing can end a call, so that the next control is asked.
  denial: (context, story) => (isShared(context, story) ? 'rightMissing' : undefined),

  async run(context, story): Promise<ControlResult> {
    let outcome: ControlResult = 'unable';
    const settled = await callEvent(context, story, ['RingFinished'], confirmMs, async () => {
      const deed = await phoneDoes(context, story, { do: 'end' });
      if (deed.outcome === 'done') outcome = { status: 'timedOut', afterMs: confirmMs };
      return deed.outcome === 'done';
    });
    return settled === undefined ? outcome : done;
  },
} satisfies CallControl<'DropCall'>;

function denialWithoutLeg(context: ControlContext, story: CallStory): 'notYetAnswered' | undefined {
  return agentLeg(context, story) === undefined ? 'notYetAnswered' : undefined;
}

async function setMuted(context: ControlContext, story: CallStory, muted: boolean): Promise<ControlResult> {
  const { outcome, leg } = await phoneDoes(context, story, { do: muted ? 'mute' : 'unmute' });
  if (outcome !== 'done' || leg === undefined) return withoutPhone(outcome);
  context.adapter.setMuted(story.call.id, muted ? leg.uniqueId : undefined, context.edges.clock.now());
  return done;
}

/** The leg serves another call as well: its end would be the end of that, or a transfer. */
function isShared(context: ControlContext, story: CallStory): boolean {
  if (pairOf(context, story) !== undefined) return true;
  const own = new Set(agentLegs(context, story));
  return context.adapter
    .stories()
    .some((other) => other !== story && agentLegs(context, other).some((leg) => own.has(leg)));
}
