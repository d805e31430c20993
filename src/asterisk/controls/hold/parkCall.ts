import { clientDefaults } from '../../../ami/options.ts';
import { type CommandResult, done, refused } from '../../../cti/command.ts';
import { agentLeg, type CallControl, remoteLeg } from '../control.ts';
import { parkAction } from './park.ts';
import { refusalOf } from '../refusal.ts';
import { callEvent } from '../settled.ts';

const confirmMs = 5_000;

/** Leaves the other party in the car park for anybody: the call leaves this line, as by a transfer. */
export const parkCall = {
  name: 'park',

  denial({ capabilities }, story) {
    if (!capabilities.may('Park')) return 'rightMissing';
    if (story.call.conference !== undefined) return 'inConference';
    if (story.isConsulting) return 'consultationOpen';
    return story.isConnected ? undefined : 'notYetAnswered';
  },

  async run(context, story): Promise<CommandResult> {
    const { adapter, edges } = context;
    const callId = story.call.id;
    if (story.parkedAt !== undefined) {
      // Held by parking: it is where it is to be, and from now on anybody's.
      adapter.setMovingOn(callId, true);
      adapter.end(callId, edges.clock.now());
      return done;
    }
    const remote = remoteLeg(context, story);
    const own = agentLeg(context, story);
    if (remote === undefined) return refused('callEnded');
    const ended = callEvent(context, story, ['RingFinished'], confirmMs);
    adapter.setMovingOn(callId, true);
    try {
      await context.send(parkAction(context.dialect.family, remote.name, own?.name ?? remote.name));
    } catch (error) {
      adapter.setMovingOn(callId, false);
      return refusalOf(error, clientDefaults.actionTimeoutMs);
    }
    if ((await ended) !== undefined) return done;
    adapter.setMovingOn(callId, false);
    return { status: 'timedOut', afterMs: confirmMs };
  },
} satisfies CallControl<'ParkCall'>;
