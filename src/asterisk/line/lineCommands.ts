import type { Call } from '../../cti/call.ts';
import {
  type CallCommand,
  type CallCommandType,
  type CommandResult,
  type CtiCommand,
  isCallCommand,
  type RefusalCode,
  refused,
} from '../../cti/command.ts';
import type { CtiEvent } from '../../cti/event.ts';
import { type Features, joinFeatures, noFeatures, sameFeatures } from '../../cti/features.ts';
import type { Instant } from '../../cti/instant.ts';
import type { Line } from '../../cti/line.ts';
import { isAgentCommand, type Surroundings } from '../agent/surroundings.ts';
import type { CallStory } from '../calls/story/callStory.ts';
import { followUp } from '../controls/hold/followUp.ts';
import { holdOthers } from '../controls/hold/holdOthers.ts';
import { callDenial, runOnCall, runOnLine } from '../controls/index.ts';
import { setVariable } from '../controls/setVariable.ts';
import type { Edges } from '../../world/edges.ts';
import { callFeatures, lineFeatures, type Readiness } from './features.ts';

export interface LineCommandsOptions {
  readonly line: () => Line;
  readonly story: (callId: string) => CallStory | undefined;
  readonly ready: () => Readiness;
  readonly surroundings: Surroundings;
  readonly now: () => Instant;
  readonly log: Edges['log'];
  readonly publish: (event: CtiEvent) => void;
  /** A command on a call was tried, however it came out. */
  readonly onTried: () => void;
}

/** What can be done on a line at each moment, and the doing of it. */
export class LineCommands {
  readonly #options: LineCommandsOptions;
  readonly #running = new Map<string, CallCommandType>();

  constructor(options: LineCommandsOptions) {
    this.#options = options;
  }

  /** Carries a command out. Never rejects: a command is done, refused with a reason, or timed out. */
  async execute(command: CtiCommand): Promise<CommandResult> {
    try {
      return await this.#execute(command);
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      this.#options.log({ level: 'error', what: 'command failed', command: command.type, detail });
      return refused('refusedByPbx', detail);
    }
  }

  /** Never rejects; see the control. Nothing from outside names the variable. */
  async setVariable(callId: string, name: string, value: string): Promise<CommandResult> {
    const ready = this.#options.ready();
    if (typeof ready === 'string') return refused(ready);
    const story = this.#options.story(callId);
    if (story === undefined) return refused('unknownCall');
    return setVariable(ready, story, name, value);
  }

  /** The event with the features of its calls, as everybody gets it. */
  withFeatures(event: CtiEvent): CtiEvent {
    if (event.type === 'ActiveCallSnapshot') {
      const calls = event.calls.map((call) => ({ ...call, features: this.#featuresOf(call.id) }));
      return { ...event, calls };
    }
    if (!('call' in event)) return event;
    const { call } = event;
    const features = call.state === 'ended' ? noFeatures : this.#featuresOf(call.id);
    return { ...event, call: { ...call, features } };
  }

  /** Tells what became possible or impossible since it was last told. */
  refreshFeatures(at: Instant): void {
    const ready = this.#options.ready();
    const line = this.#options.line();
    const features = joinFeatures(
      lineFeatures(ready, line),
      this.#options.surroundings.features(typeof ready === 'string' ? ready : undefined),
    );
    const changed: Record<string, Features> = {};
    for (const call of line.calls) {
      const now = this.#featuresOf(call.id);
      if (!sameFeatures(now, call.features)) changed[call.id] = now;
    }
    if (sameFeatures(features, line.features) && Object.keys(changed).length === 0) return;
    this.#options.publish({ type: 'LineStateChanged', at, features, callFeatures: changed });
  }

  /** What the end of a call triggers: a consultation's end brings the first call back. Never rejects. */
  async followUp(call: Call): Promise<void> {
    const ready = this.#options.ready();
    if (typeof ready === 'string') return;
    try {
      await followUp(ready, call);
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      this.#options.log({ level: 'warn', what: 'not followed up', detail });
    }
  }

  async #execute(command: CtiCommand): Promise<CommandResult> {
    const ready = this.#options.ready();
    if (isAgentCommand(command)) {
      return typeof ready === 'string' ? refused(ready) : this.#options.surroundings.execute(command);
    }
    return isCallCommand(command) ? this.#onCall(command, ready) : this.#onLine(command, ready);
  }

  async #onLine(command: Parameters<typeof runOnLine>[1], ready: Readiness): Promise<CommandResult> {
    const { can, denied } = lineFeatures(ready, this.#options.line());
    if (typeof ready === 'string' || !can.includes(command.type)) {
      return refused(denied[command.type] ?? (typeof ready === 'string' ? ready : 'rightMissing'));
    }
    return (await this.#holdOthers(command)) ?? runOnLine(ready, command);
  }

  async #onCall(command: CallCommand, ready: Readiness): Promise<CommandResult> {
    const { callId } = command;
    const story = this.#options.story(callId);
    if (story === undefined) return refused('unknownCall');
    const features = callFeatures(ready, story, this.#running.get(callId));
    if (typeof ready === 'string' || !features.can.includes(command.type)) {
      return refused(features.denied[command.type] ?? whyNot(ready, story, command.type));
    }
    const failed = await this.#holdOthers(command);
    if (failed !== undefined) return failed;
    const before = this.#running.get(callId);
    this.#running.set(callId, command.type);
    this.refreshFeatures(this.#options.now());
    try {
      return await runOnCall(ready, story, meantBy(command, features));
    } finally {
      if (before === undefined) this.#running.delete(callId);
      else this.#running.set(callId, before);
      this.refreshFeatures(this.#options.now());
      this.#options.onTried();
    }
  }

  /** @returns why the call that is talked on could not be put on hold first; then nothing else is tried */
  #holdOthers(command: CtiCommand): Promise<CommandResult | undefined> {
    return holdOthers(command, this.#options.line().calls, (hold) => this.#execute(hold));
  }

  #featuresOf(callId: string): Features {
    const story = this.#options.story(callId);
    return story === undefined
      ? noFeatures
      : callFeatures(this.#options.ready(), story, this.#running.get(callId));
  }
}

/** A command that is not even offered: it makes no sense in this state, or its right is missing. */
function whyNot(ready: Readiness, story: CallStory, type: CallCommandType): RefusalCode {
  if (typeof ready === 'string') return ready;
  return callDenial(type, ready, story) ?? 'notYetAnswered';
}

/** To go on with a call on hold while another is talked on is to change sides: one talks on one leg at a time. */
function meantBy(command: CallCommand, { can }: Features): CallCommand {
  return command.type === 'ResumeCall' && can.includes('SwapCalls')
    ? { type: 'SwapCalls', callId: command.callId }
    : command;
}
