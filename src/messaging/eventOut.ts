import type { Call } from '../cti/call.ts';
import { type CtiEvent, isCallEvent } from '../cti/event.ts';
import type { Line } from '../cti/line.ts';
import { currentCall } from './commandIn.ts';
import { eventType, type WireState, wireState } from './protocol.ts';
import { wireAgentOf, wireCallOf, type WireContext, wireFeatures, wireStateOf } from './wireCall.ts';

/** An event for a page, without the envelope that is the page's own. */
export interface PageEvent {
  readonly eventType: number;
  readonly content: string;
  readonly privateData?: Readonly<Record<string, string>>;
}

/** What all pages get alike; each page puts it into its own envelope. */
export class EventOut {
  readonly #states = new Map<string, WireState>();
  readonly #userContactUId: string;

  /**
   * @param calls those that stand when the page comes
   * @param userContactUId the contact whom the page gave when it opened the connection
   */
  constructor(calls: readonly Call[] = [], userContactUId = '') {
    this.#userContactUId = userContactUId;
    this.#know(calls);
  }

  /**
   * What an event of the line is to a page. Features go before the call that they belong to: a page's buttons live by event 11, and
   * one that comes late leaves them dead.
   * @param line as it is after the event
   */
  translate(event: CtiEvent, line: Line): readonly PageEvent[] {
    const { at } = event;
    if (isCallEvent(event)) return this.#ofCall(event.type, event, line);
    switch (event.type) {
      case 'LineStateChanged':
        // Of every call, also of those whose own features stay: each one's bits have the line's in them.
        return this.#lineAndCallStates(line);
      case 'AgentStateChanged':
        return [this.agentState(line)];
      case 'DtmfEntered':
        return [{ eventType: eventType.dtmfEntered, content: JSON.stringify(event.digits) }];
      case 'ActiveCallSnapshot':
        this.#know(line.calls);
        return [this.activeCalls(line, at), ...this.#lineAndCallStates(line)];
      case 'Connected':
      case 'Disconnected':
        return this.#lineAndCallStates(line);
      default:
        return [];
    }
  }

  activeCalls(line: Line, at: CtiEvent['at']): PageEvent {
    const current = currentCall(line.calls);
    const wire = (call: Call): unknown => wireCallOf(call, this.#context(call, line, at));
    const content = {
      CurrentCall: current === undefined ? null : wire(current),
      ActiveCalls: line.calls.map(wire),
    };
    return { eventType: eventType.activeCalls, content: JSON.stringify(content) };
  }

  agentState({ agent }: Line): PageEvent {
    return { eventType: eventType.agentState, content: JSON.stringify(wireAgentOf(agent)) };
  }

  lineState({ features }: Line): PageEvent {
    const content = { callFeaturesSet: wireFeatures(features) };
    return { eventType: eventType.lineState, content: JSON.stringify(content) };
  }

  #lineAndCallStates(line: Line): readonly PageEvent[] {
    return [this.lineState(line), ...line.calls.map((call) => this.#callState(call, line))];
  }

  #know(calls: readonly Call[]): void {
    this.#states.clear();
    for (const call of calls) this.#states.set(call.id, wireStateOf(call));
  }

  #callState(call: Call, line: Line): PageEvent {
    const content = { callFeaturesSet: wireFeatures(line.features, call.features), callId: call.id };
    return { eventType: eventType.lineState, content: JSON.stringify(content) };
  }

  #ofCall(
    type: Extract<CtiEvent, { readonly call: Call }>['type'],
    event: Extract<CtiEvent, { readonly call: Call }>,
    line: Line,
  ): readonly PageEvent[] {
    const { call, at } = event;
    // To the page a hold is the agent's; a call that the other party holds goes on, as it does in the panel's buttons.
    const told = 'by' in event && event.by === 'remote' ? 'CallInfoChanged' : type;
    const content = JSON.stringify(wireCallOf(call, this.#context(call, line, at)));
    if (call.state === 'ended') this.#states.delete(call.id);
    else this.#states.set(call.id, wireStateOf(call));
    const beside = besideTheCall(call);
    const happened: PageEvent = {
      eventType: eventType[told],
      content,
      ...(Object.keys(beside).length === 0 ? {} : { privateData: beside }),
    };
    return call.state === 'ended'
      ? [happened, this.lineState(line)]
      : [this.#callState(call, line), happened];
  }

  #context(call: Call, { features }: Line, at: CtiEvent['at']): WireContext {
    return {
      line: features,
      oldState: this.#states.get(call.id) ?? wireState.none,
      wallMs: at.wallMs,
      monoMs: at.monoMs,
      userContactUId: this.#userContactUId,
    };
  }
}

/** What the protocol's call has no field for: what the other end is where it is no person, how often it has rung, packet fields. */
function besideTheCall({ application, rings, privateData }: Call): Readonly<Record<string, string>> {
  return {
    ...(application === undefined ? {} : { application }),
    ...(rings === undefined ? {} : { rings: String(rings) }),
    ...privateData,
  };
}
