import { clientDefaults } from '../../../ami/options.ts';
import { type CommandResult, done, refused } from '../../../cti/command.ts';
import type { CallStory } from '../../calls/story/callStory.ts';
import type { AsteriskChannel } from '../../pbx/channel.ts';
import { snippetContext } from '../../pbx/dialPlan.ts';
import { callPhone, phoneAnswersMs } from '../control/callPhone.ts';
import { agentLeg, type CallControl, type ControlContext } from '../control/control.ts';
import { bridge, sendTo } from '../control/legs.ts';
import { during } from '../control/during.ts';
import { refusalOf } from '../control/refusal.ts';
import { callEvent, confirmMs, type Settlement } from '../control/settled.ts';
import { arriveInSilence } from './silence.ts';

/** How long after the PBX has hung a leg up the event of it comes at the latest. */
const hangupMs = 1_000;

/**
 * Holds by sending both ends apart with one Redirect: the other party to music, the agent's leg to silence. Both stay up, so any
 * phone can, and nothing has to be dialled to resume. Needs two lines in the dial plan.
 */
export const penHold = {
  name: 'holdingPen',
  needsParty: true,

  denial({ capabilities, dialPlan }, story) {
    if (!capabilities.may('Redirect') || !capabilities.may('Bridge')) return 'rightMissing';
    if (story.call.conference !== undefined) return 'inConference';
    if (!dialPlan.hold) return 'dialPlanMissing';
    return story.call.state === 'talking' || story.call.phase === 'heldByRemote'
      ? undefined
      : 'notYetAnswered';
  },

  async run(context, story): Promise<CommandResult> {
    const own = agentLeg(context, story);
    const other = neighbour(context, story);
    if (own === undefined || other === undefined) return refused('callEnded');
    return during(context, story, { to: 'sendApart' }, async () => {
      const event = await callEvent(context, story, ['PutHoldAction', 'RingFinished'], confirmMs, () =>
        sendTo(context, [other, 'hold'], [own, 'silence']),
      );
      if (event === undefined) return { status: 'timedOut', afterMs: confirmMs };
      return event.type === 'PutHoldAction' ? done : refused('callEnded');
    });
  },
} satisfies CallControl<'HoldCall'>;

/** Joins the two again; where the agent has hung up meanwhile, the phone is called first. */
export const penResume = {
  name: 'holdingPen',

  appliesTo: (story) => story.penned !== undefined,

  denial({ capabilities }, story) {
    if (!capabilities.may('Bridge')) return 'rightMissing';
    if (story.agentLegs.size === 0 && !capabilities.may('Originate')) return 'rightMissing';
    return story.call.phase === 'resuming' ? 'commandInProgress' : undefined;
  },

  async run(context, story): Promise<CommandResult> {
    const failed = story.agentLegs.size > 0 ? undefined : await callToWait(context, story);
    if (failed !== undefined) return failed;
    const leg = agentLeg(context, story)?.uniqueId;
    const result = await join(context, story);
    const isEnded = result.status === 'refused' && result.code === 'callEnded';
    if (!isEnded || leg === undefined || !(await isLegGone(context, story, leg))) return result;
    // The agent put the handset down in that moment, and the PBX has not touched the one who waits.
    return (await callToWait(context, story)) ?? join(context, story);
  },
} satisfies CallControl<'ResumeCall'>;

async function join(context: ControlContext, story: CallStory): Promise<CommandResult> {
  const leg = agentLeg(context, story);
  if (leg !== undefined) await arriveInSilence(context, leg);
  const own = agentLeg(context, story);
  const other = context.adapter.channels.get(story.penned);
  if (own === undefined || other === undefined) return refused('callEnded');
  let event: Settlement | undefined;
  try {
    event = await callEvent(context, story, ['EndHoldAction', 'RingFinished'], confirmMs, () =>
      bridge(context, own, other),
    );
  } catch (error) {
    return refusalOf(error, clientDefaults.actionTimeoutMs);
  }
  if (event === undefined) return { status: 'timedOut', afterMs: confirmMs };
  return event.type === 'EndHoldAction' ? done : refused('callEnded');
}

/** The PBX has hung the leg up before it told of it: is that all that is gone? */
async function isLegGone(context: ControlContext, story: CallStory, leg: string): Promise<boolean> {
  if (context.adapter.channels.get(story.penned) === undefined) return false;
  if (story.agentLegs.has(leg)) await context.waitFor(() => !story.agentLegs.has(leg), hangupMs);
  return story.agentLegs.size === 0 && story.penned !== undefined && story.call.state === 'held';
}

/** A new leg of the agent's phone, waiting in silence. @returns why there is none */
async function callToWait(context: ControlContext, story: CallStory): Promise<CommandResult | undefined> {
  const isUp = (): boolean => agentLeg(context, story)?.state === 'up';
  const outcome = await callPhone(
    context,
    story,
    { context: snippetContext(context.options), exten: 'silence' },
    ({ type, call }) =>
      (type === 'CallInfoChanged' && call.phase === 'onHold') || type === 'RingFinished' || isUp(),
  );
  if ('refusal' in outcome) return outcome.refusal;
  const { event } = outcome;
  if (event?.type === 'RingFinished') return refused('callEnded');
  if (isUp()) return undefined;
  context.adapter.setPhase(story.call.id, 'onHold', context.edges.clock.now());
  return event === undefined ? { status: 'timedOut', afterMs: phoneAnswersMs } : refused('phoneNotAnswered');
}

/**
 * Who is beside the agent's leg in its bridge. Of a queue call through a Local channel it is the half of that: the caller stays
 * where they are, and the queue still has the agent in a call.
 */
function neighbour({ adapter }: ControlContext, story: CallStory): AsteriskChannel | undefined {
  return adapter.channels.get(story.neighbour) ?? adapter.channels.get(story.remote);
}
