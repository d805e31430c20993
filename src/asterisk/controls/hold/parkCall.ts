import { type CommandResult, done, refused } from '../../../cti/command.ts';
import { agentLeg, type CallControl, remoteLeg } from '../control/control.ts';
import { parkAction } from './park.ts';
import { during } from '../control/during.ts';
import { callEvent, confirmMs } from '../control/settled.ts';

/** Leaves the other party in the car park for anybody: the call leaves this line, as by a transfer. */
export const parkCall = {
  name: 'park',
  needsParty: true,

  denial(context, story) {
    if (!context.capabilities.may('Park')) return 'rightMissing';
    if (story.call.conference !== undefined) return 'inConference';
    if (story.isConsulting) return 'consultationOpen';
    if (!story.isConnected) return 'notYetAnswered';
    // The other party has hung up, and the agent's leg is about to follow.
    const isThere = story.parkedAt !== undefined || remoteLeg(context, story) !== undefined;
    return isThere ? undefined : 'partyGone';
  },

  async run(context, story): Promise<CommandResult> {
    const { adapter, edges } = context;
    const callId = story.call.id;
    if (story.parkedAt !== undefined) {
      // Held by parking: it is already there, and from now on anyone may retrieve it.
      return during(context, story, { to: 'leave' }, () => {
        adapter.end(callId, edges.clock.now());
        return Promise.resolve(done);
      });
    }
    const remote = remoteLeg(context, story);
    const own = agentLeg(context, story);
    if (remote === undefined) return refused('callEnded');
    return during(context, story, { to: 'leave' }, async () => {
      const ended = await callEvent(context, story, ['RingFinished'], confirmMs, () =>
        context.send(parkAction(context.dialect.family, remote.name, own?.name ?? remote.name)),
      );
      return ended === undefined ? { status: 'timedOut', afterMs: confirmMs } : done;
    });
  },
} satisfies CallControl<'ParkCall'>;
