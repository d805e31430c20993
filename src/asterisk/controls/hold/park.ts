import type { AmiAction } from '../../../ami/wire/action.ts';
import { type CommandResult, done, refused } from '../../../cti/command.ts';
import { callPhone, phoneAnswersMs } from '../control/callPhone.ts';
import { agentLeg, type CallControl, remoteLeg } from '../control/control.ts';
import { during } from '../control/during.ts';
import { callEvent, confirmMs } from '../control/settled.ts';

/** How long a party waits in its parking space before the PBX rings the agent's phone with it, ms. */
const parkedMs = 10 * 60_000;

/**
 * Holds by parking the other party: all that the least account and every phone allow. The agent's leg ends meanwhile; the call
 * does not.
 */
export const hold = {
  name: 'park',
  needsParty: true,

  denial(context, story) {
    if (story.call.conference !== undefined) return 'inConference';
    if (!context.capabilities.may('Park') || !context.capabilities.may('Originate')) return 'rightMissing';
    if (story.call.state !== 'talking' && story.call.phase !== 'heldByRemote') return 'notYetAnswered';
    return undefined;
  },

  async run(context, story): Promise<CommandResult> {
    const remote = remoteLeg(context, story);
    const own = agentLeg(context, story);
    if (remote === undefined || own === undefined) return refused('callEnded');
    return during(context, story, { to: 'park' }, async () => {
      const event = await callEvent(context, story, ['PutHoldAction', 'RingFinished'], confirmMs, () =>
        context.send(parkAction(context.dialect.family, remote.name, own.name)),
      );
      if (event === undefined) return { status: 'timedOut', afterMs: confirmMs };
      return event.type === 'PutHoldAction' ? done : refused('callEnded');
    });
  },
} satisfies CallControl<'HoldCall'>;

/**
 * Never with AnnounceChannel: one that has just ended crashes Asterisk 16 and 22. A TimeoutChannel that has ended does no harm. On
 * 11 Channel2 is required (features.c, `manager_park`), and a dead one is answered with an error.
 */
export function parkAction(family: '1.x' | '2.x', remote: string, own: string): AmiAction {
  return {
    name: 'Park',
    fields: [
      ['Channel', remote],
      [family === '1.x' ? 'Channel2' : 'TimeoutChannel', own],
      ['Timeout', parkedMs],
    ],
  };
}

/** Brings a parked party back: a new leg of the agent's phone, picked up automatically if the phone can, dials the parking space. */
export const resume = {
  name: 'park',

  appliesTo: (story) => story.parkedAt !== undefined,

  denial(context, story) {
    if (!context.capabilities.may('Originate')) return 'rightMissing';
    return story.call.phase === 'resuming' ? 'commandInProgress' : undefined;
  },

  async run(context, story): Promise<CommandResult> {
    const space = story.parkedAt;
    if (space === undefined) return refused('parkingNotFound');
    const outcome = await callPhone(
      context,
      story,
      { context: context.options.parkingLotContext, exten: space },
      // Back on hold: the leg that should have brought it back has ended.
      ({ type, call }) => (type === 'CallInfoChanged' ? call.phase === 'onHold' : type !== 'AbonentBusy'),
    );
    if ('refusal' in outcome) {
      const { refusal } = outcome;
      // The space is not an extension of that context: the settings name the wrong one.
      return refusal.status === 'refused' && refusal.code === 'unknownNumber'
        ? refused('parkingNotFound', refusal.detail)
        : refusal;
    }
    const { event } = outcome;
    if (event === undefined) {
      context.adapter.setPhase(story.call.id, 'onHold', context.edges.clock.now());
      return { status: 'timedOut', afterMs: phoneAnswersMs };
    }
    if (event.type === 'EndHoldAction') return done;
    return refused(event.type === 'RingFinished' ? 'callEnded' : 'phoneNotAnswered');
  },
} satisfies CallControl<'ResumeCall'>;
