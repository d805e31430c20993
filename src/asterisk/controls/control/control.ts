import type { AmiAction } from '../../../ami/wire/action.ts';
import type { AmiPacket } from '../../../ami/wire/packet.ts';
import type {
  CallCommand,
  CallCommandType,
  CommandResult,
  LineCommand,
  LineCommandType,
} from '../../../cti/command.ts';
import type { Call } from '../../../cti/call.ts';
import type { DenialCode } from '../../../cti/denial.ts';
import type { CtiEvent } from '../../../cti/event.ts';
import type { Line } from '../../../cti/line.ts';
import type { AsteriskAdapter } from '../../calls/adapter.ts';
import type { CallStory } from '../../calls/story/callStory.ts';
import type { ChannelSnapshot } from '../../dialect/snapshot.ts';
import type { Capabilities } from '../../pbx/capabilities.ts';
import type { AsteriskChannel } from '../../pbx/channel.ts';
import type { DialPlanLines } from '../../pbx/dialPlan.ts';
import type { Dialect } from '../../dialect/dialect.ts';
import type { Edges } from '../../../world/edges.ts';
import type { Listening } from './eventWaiters.ts';
import type { LineOptions } from '../../options/lineOptions.ts';

/** What the phone has shown that it cannot. Learnt by trying; it outlives the connection, as the phone does. */
export interface PhoneAbilities {
  /** It does not pick up automatically when asked to. */
  ignoresAutoAnswer: boolean;
  /** It does not obey a NOTIFY that tells it to talk or to hold. */
  ignoresNotify: boolean;
}

/** Every phone, until it has shown otherwise. */
export const ableInAll: Readonly<PhoneAbilities> = { ignoresAutoAnswer: false, ignoresNotify: false };

/** What a control works with: one line on one PBX, logged in. */
export interface ControlContext {
  readonly options: LineOptions;
  readonly edges: Edges;
  readonly adapter: AsteriskAdapter;
  readonly dialect: Dialect;
  /** Asked for again when the PBX says that a right is gone. */
  capabilities: Capabilities;
  readonly phone: PhoneAbilities;
  /** Which dial-plan lines of ours the PBX has, as of the last time it was asked. */
  dialPlan: DialPlanLines;
  /**
   * Atxfer was seen to do nothing on calls of this direction: their Dial gives no right to transfer. `swap`: so was the feature
   * code that changes between the two.
   */
  readonly atxferDoesNothing: Set<Call['direction'] | 'swap'>;
  /** Why another command would not work on a call now. */
  denial(type: CallCommandType, story: CallStory): DenialCode | undefined;
  /** Carries another command out as a part of this one. */
  perform(command: CallCommand): Promise<CommandResult>;
  /** The line as everybody sees it: what waits in the car park, who rings. */
  line(): Line;
  /** @throws AmiError as rejection, see `AsteriskClient.send` */
  send(action: AmiAction): Promise<AmiPacket>;
  /** What the PBX says of a channel now; `undefined`: nothing, or it has ended. Never rejects. */
  ask(channelName: string): Promise<ChannelSnapshot | undefined>;
  /** From now on, for the first event that `wanted` takes. */
  listen(wanted: (event: CtiEvent) => boolean): Listening;
  /** The first event that `wanted` takes; `undefined` when none came in time. The wait begins at once. */
  waitFor(wanted: (event: CtiEvent) => boolean, timeoutMs: number): Promise<CtiEvent | undefined>;
}

/** The command of that name: the type of a command may stand for several. */
export type CallCommandOf<Type extends CallCommandType> = CallCommand extends infer Command
  ? Command extends { readonly type: infer Types }
    ? Type extends Types
      ? Command & { readonly type: Type }
      : never
    : never
  : never;

/**
 * How an attempt came out. `unable`: this phone or PBX cannot, as was just found out and is remembered where it will stay so; the
 * call is as it was, and the next control may try.
 */
export type ControlResult = CommandResult | 'unable';

/** One way to carry out a command on a call. */
export interface CallControl<Type extends CallCommandType = CallCommandType> {
  /** Stable; the settings and the connection test know the control by it. */
  readonly name: string;
  /** It is the phone in the app that does it: for lines that have one. */
  readonly bySoftphone?: true;
  /** Whether this control is for a call like this at all, e.g. one that it holds itself; without it, for any. */
  appliesTo?(story: CallStory): boolean;
  /** It needs somebody at the other end, not the PBX itself. */
  readonly needsParty?: true;
  /** `undefined`: it would work now. */
  denial(context: ControlContext, story: CallStory): DenialCode | undefined;
  run(context: ControlContext, story: CallStory, command: CallCommandOf<Type>): Promise<ControlResult>;
}

/**
 * The leg on which the agent is: the one that talks, else one that is up; of several the last, as a leg that resumes or picks up comes
 * after the one it replaces.
 */
export function agentLeg(context: ControlContext, story: CallStory): AsteriskChannel | undefined {
  const legs = agentLegs(context, story);
  return (
    legs.findLast(({ bridgeId }) => bridgeId !== undefined) ??
    legs.findLast(({ state }) => state === 'up') ??
    legs.at(-1)
  );
}

/** All of them: several phones of the agent's may ring for one call. */
export function agentLegs({ adapter }: ControlContext, story: CallStory): AsteriskChannel[] {
  return [...story.agentLegs].flatMap((uniqueId) => adapter.channels.get(uniqueId) ?? []);
}

export function remoteLeg({ adapter }: ControlContext, story: CallStory): AsteriskChannel | undefined {
  return adapter.channels.get(story.remote);
}

/** The way to carry out a command of the line. */
export interface LineControl<Type extends LineCommandType = LineCommandType> {
  denial(context: ControlContext, line: Line): DenialCode | undefined;
  run(
    context: ControlContext,
    command: Extract<LineCommand, { readonly type: Type }>,
  ): Promise<CommandResult>;
}
