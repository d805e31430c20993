import { clientDefaults } from '../../ami/options.ts';
import type { AmiAction } from '../../ami/action.ts';
import { type CommandResult, done, refused } from '../../cti/command.ts';
import { agentLeg, type CallControl, remoteLeg } from './control.ts';
import { agentLegAction, phoneRingsMs } from './originate.ts';
import { refusalOf } from './refusal.ts';

/** How long a party waits in its parking space before the PBX rings the agent's phone with it, ms. */
const parkedMs = 10 * 60_000;
const confirmMs = 5_000;

/**
 * Holds by parking the other party: all that the least account and every phone allow. The agent's leg ends meanwhile; the call
 * does not.
 */
export const hold = {
  name: 'park',

  denial(context, story) {
    if (story.call.conference !== undefined) return 'inConference';
    if (!context.capabilities.may('Park') || !context.capabilities.may('Originate')) return 'rightMissing';
    if (story.call.state !== 'talking' && story.call.phase !== 'heldByRemote') return 'notYetAnswered';
    return undefined;
  },

  async run(context, story): Promise<CommandResult> {
    const { adapter, edges } = context;
    const callId = story.call.id;
    const remote = remoteLeg(context, story);
    const own = agentLeg(context, story);
    if (remote === undefined || own === undefined) return refused('callEnded');
    const held = context.waitFor(
      (event) =>
        'call' in event &&
        event.call.id === callId &&
        (event.type === 'PutHoldAction' || event.type === 'RingFinished'),
      confirmMs,
    );
    adapter.setParking(callId, true, edges.clock.now());
    let result: CommandResult;
    try {
      await context.send(parkAction(context.dialect.family, remote.name, own.name));
      const event = await held;
      if (event === undefined) result = { status: 'timedOut', afterMs: confirmMs };
      else result = event.type === 'PutHoldAction' ? done : refused('callEnded');
    } catch (error) {
      result = refusalOf(error, clientDefaults.actionTimeoutMs);
    }
    adapter.setParking(callId, false, edges.clock.now());
    return result;
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

/** Brings a parked party back: a new leg of the agent's phone, lifted by itself where the phone can, dials the parking space. */
export const resume = {
  name: 'park',

  appliesTo: (story) => story.parkedAt !== undefined,

  denial(context, story) {
    if (!context.capabilities.may('Originate')) return 'rightMissing';
    return story.call.phase === 'resuming' ? 'commandInProgress' : undefined;
  },

  async run(context, story): Promise<CommandResult> {
    const { adapter, edges, options } = context;
    const callId = story.call.id;
    const space = story.parkedAt;
    if (space === undefined) return refused('parkingNotFound');
    const { action, channelId } = agentLegAction(context, {
      context: options.parkingLotContext,
      exten: space,
    });
    const settled = context.waitFor((event) => {
      if (!('call' in event) || event.call.id !== callId) return false;
      // Back on hold: the leg that should have brought it back has ended.
      return event.type === 'CallInfoChanged' ? event.call.phase === 'onHold' : event.type !== 'AbonentBusy';
    }, phoneRingsMs + confirmMs);
    adapter.expectLeg(callId, 'resume', channelId);
    adapter.setPhase(callId, 'resuming', edges.clock.now());
    try {
      const answer = await context.send(action);
      adapter.confirmLeg(callId, answer.actionId ?? '');
    } catch (error) {
      adapter.unexpectLeg(callId);
      adapter.setPhase(callId, 'onHold', edges.clock.now());
      const result = refusalOf(error, clientDefaults.actionTimeoutMs);
      // The space is not an extension of that context: the settings name the wrong one.
      return result.status === 'refused' && result.code === 'unknownNumber'
        ? refused('parkingNotFound', result.detail)
        : result;
    }
    const event = await settled;
    adapter.unexpectLeg(callId);
    if (event === undefined) {
      adapter.setPhase(callId, 'onHold', edges.clock.now());
      return { status: 'timedOut', afterMs: phoneRingsMs + confirmMs };
    }
    if (event.type === 'EndHoldAction') return done;
    return refused(event.type === 'RingFinished' ? 'callEnded' : 'phoneNotAnswered');
  },
} satisfies CallControl<'ResumeCall'>;
