import { clientDefaults } from '../../../ami/options.ts';
import { type CommandResult, refused } from '../../../cti/command.ts';
import type { CtiEvent } from '../../../cti/event.ts';
import type { ControlContext, LineControl } from '../control/control.ts';
import { originateCall } from './dial.ts';
import { agentLegAction, phoneRingsMs } from '../control/originate.ts';
import { resume } from '../hold/park.ts';
import { refusalOf } from '../control/refusal.ts';
import { confirmed, confirmMs } from '../control/settled.ts';

/** Brings a party out of the car park, no matter who left it there: the phone is called, and dials the space. */
export const retrieveParked: LineControl<'RetrieveParkedCall'> = {
  denial: (context, line) =>
    mayOriginate(context) ?? (line.parked.length === 0 ? 'parkingNotFound' : undefined),

  async run(context, { space }): Promise<CommandResult> {
    // Only spaces that are taken: nothing else of that context is dialled for a page.
    const held = context.adapter.stories().find((story) => story.parkedAt === space);
    if (held !== undefined) return resume.run(context, held);
    const party = context.line().parked.find((parked) => parked.space === space);
    if (party === undefined) return refused('parkingNotFound');
    const result = await originateCall(
      context,
      { context: context.options.parkingLotContext, exten: space },
      party.number,
      { name: party.name },
    );
    const isNowhere = result.status === 'refused' && result.code === 'unknownNumber';
    return isNowhere ? refused('parkingNotFound', result.detail) : result;
  },
};

/** Takes a call that rings at a colleague: the phone is called and runs PickupChan on the ringing leg. To the agent it came in. */
export const pickUpRinging: LineControl<'PickUpRingingCall'> = {
  denial: (context, line) =>
    mayOriginate(context) ?? (line.ringingColleagues.length === 0 ? 'nobodyRinging' : undefined),

  async run(context, { id }): Promise<CommandResult> {
    const { adapter, edges } = context;
    // Only legs of the colleagues that the settings name: no other calls are taken.
    const colleague = context.line().ringingColleagues.find((ringing) => ringing.id === id);
    const ringing = adapter.channels.get(id);
    if (colleague === undefined || ringing === undefined) return refused('nobodyRinging');
    const callId = edges.newId();
    const { action, channelId } = agentLegAction(context, { pickUp: ringing.name });
    const { number, name } = colleague;
    adapter.beginCall(callId, number, edges.clock.now(), { direction: 'incoming', name });
    adapter.expectLeg(callId, 'take', channelId);
    let event: CtiEvent | undefined;
    try {
      event = await confirmed(
        context,
        (heard) =>
          'call' in heard &&
          heard.call.id === callId &&
          (heard.type === 'CommutationStarted' || heard.type === 'RingFinished'),
        phoneRingsMs + confirmMs,
        async () => {
          const answer = await context.send(action);
          adapter.taken(callId, answer.actionId ?? '', edges.clock.now());
        },
      );
    } catch (error) {
      adapter.forget(callId);
      return refusalOf(error, clientDefaults.actionTimeoutMs);
    }
    if (event === undefined) return { status: 'timedOut', afterMs: phoneRingsMs + confirmMs };
    if (event.type === 'CommutationStarted') return { status: 'done', callId };
    const reason = 'call' in event ? event.call.endReason : undefined;
    return refused(reason === undefined || reason === 'notReported' ? 'callEnded' : reason);
  },
};

function mayOriginate({ capabilities }: ControlContext): 'rightMissing' | undefined {
  return capabilities.may('Originate') ? undefined : 'rightMissing';
}
