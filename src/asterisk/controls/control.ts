import type { AmiAction } from '../../ami/action.ts';
import type { AmiPacket } from '../../ami/packet.ts';
import type { CommandResult } from '../../cti/command.ts';
import type { DenialCode } from '../../cti/denial.ts';
import type { CtiEvent } from '../../cti/event.ts';
import type { AsteriskAdapter } from '../adapter.ts';
import type { CallStory } from '../callStory.ts';
import type { Capabilities } from '../capabilities.ts';
import type { AsteriskChannel } from '../channel.ts';
import type { Dialect } from '../dialect.ts';
import type { Edges } from '../edges.ts';
import type { LineOptions } from '../lineOptions.ts';

/** What a control works with: one line on one PBX, logged in. */
export interface ControlContext {
  readonly options: LineOptions;
  readonly edges: Edges;
  readonly adapter: AsteriskAdapter;
  readonly dialect: Dialect;
  readonly capabilities: Capabilities;
  /** The phone has shown that it does not lift by itself when asked to. */
  phoneIgnoresAutoAnswer: boolean;
  /** @throws AmiError as rejection, see `AsteriskClient.send` */
  send(action: AmiAction): Promise<AmiPacket>;
  /** The first event that `wanted` takes; `undefined` when none came in time. The wait begins at once. */
  waitFor(wanted: (event: CtiEvent) => boolean, timeoutMs: number): Promise<CtiEvent | undefined>;
}

/** One way to carry out a command on a call. */
export interface CallControl {
  /** `undefined`: it would work now. */
  denial(context: ControlContext, story: CallStory): DenialCode | undefined;
  run(context: ControlContext, story: CallStory): Promise<CommandResult>;
}

/** The leg of the agent that came last: a leg that resumes or picks up comes after the one it replaces. */
export function agentLeg({ adapter }: ControlContext, story: CallStory): AsteriskChannel | undefined {
  let leg: AsteriskChannel | undefined;
  for (const uniqueId of story.agentLegs) leg = adapter.channels.get(uniqueId) ?? leg;
  return leg;
}

export function remoteLeg({ adapter }: ControlContext, story: CallStory): AsteriskChannel | undefined {
  return adapter.channels.get(story.remote);
}
