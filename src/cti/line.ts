import { type Agent, offline, type ParkedCall, type Queue, type RingingColleague } from './agent.ts';
import type { Call } from './call.ts';
import type { CallEvent, CtiEvent } from './event.ts';
import { type Features, noFeatures } from './features.ts';
import type { Link } from './link.ts';
import { isLegal } from './transition.ts';

/** One agent's phone on one PBX, with its calls in order of arrival. Ended calls are not kept. */
export interface Line {
  readonly extension: string;
  /** The phone as Asterisk names it, e.g. `PJSIP/101`. */
  readonly device: string;
  readonly link: Link;
  readonly calls: readonly Call[];
  /** Calls that rang here and do not now: the caller waits on in a queue or in the dial plan, which may let them ring again. No card, no ring tone. */
  readonly queued: readonly Call[];
  readonly features: Features;
  readonly agent: Agent;
  readonly queues: readonly Queue[];
  readonly parked: readonly ParkedCall[];
  readonly ringingColleagues: readonly RingingColleague[];
  /** Events that made no sense in the state they came in; a figure for support. */
  readonly ignored: number;
}

export function newLine(extension: string, device: string): Line {
  return {
    extension,
    device,
    link: { state: 'off' },
    calls: [],
    queued: [],
    features: noFeatures,
    agent: offline,
    queues: [],
    parked: [],
    ringingColleagues: [],
    ignored: 0,
  };
}

/** The line after an event. Total: an event that makes no sense is counted and changes nothing else. */
export function reduce(line: Line, event: CtiEvent): Line {
  switch (event.type) {
    case 'Connected':
      return { ...line, link: event.link };
    case 'Disconnected':
      return {
        ...line,
        link: event.link,
        features: noFeatures,
        ringingColleagues: [],
        calls: line.calls.map(inDoubt),
        queued: line.queued.map(inDoubt),
      };
    case 'ActiveCallSnapshot':
      return { ...line, ...divided(standing(event.calls)) };
    case 'LineStateChanged':
      return {
        ...line,
        features: event.features,
        calls: line.calls.map((call) => {
          const features = event.callFeatures[call.id];
          return features === undefined ? call : { ...call, features };
        }),
      };
    case 'AgentStateChanged':
      return { ...line, agent: event.agent };
    case 'QueuesChanged':
      return { ...line, queues: event.queues };
    case 'ParkedCallsChanged':
      return { ...line, parked: event.parked };
    case 'RingingColleaguesChanged':
      return { ...line, ringingColleagues: event.ringing };
    case 'CallerAbandoned':
    case 'CallerReached':
    case 'AnsweredElsewhere':
    case 'DtmfEntered':
    case 'Error':
      return line;
    case 'CallInfoChanged':
    case 'RingStarted':
    case 'CommutationStarted':
    case 'PutHoldAction':
    case 'EndHoldAction':
    case 'AbonentBusy':
    case 'RingFinished':
      return reduceCall(line, event);
  }
}

/** Those that stand, each once. */
function standing(calls: readonly Call[]): readonly Call[] {
  const byId = new Map(calls.map((call) => [call.id, call]));
  return [...byId.values()].filter((call) => call.state !== 'ended');
}

function inDoubt(call: Call): Call {
  return { ...call, checking: true, features: noFeatures };
}

function divided(calls: readonly Call[]): Pick<Line, 'calls' | 'queued'> {
  return {
    calls: calls.filter(({ state }) => state !== 'queued'),
    queued: calls.filter(({ state }) => state === 'queued'),
  };
}

function reduceCall(line: Line, event: CallEvent): Line {
  const { call } = event;
  const known = [...line.calls, ...line.queued];
  const before = known.find(({ id }) => id === call.id);
  if (!isLegal(before, event)) return { ...line, ignored: line.ignored + 1 };
  const isMoved = (before?.state === 'queued') !== (call.state === 'queued');
  const others = known.filter(({ id }) => id !== call.id);
  if (call.state === 'ended') return { ...line, ...divided(others) };
  if (before === undefined || isMoved) return { ...line, ...divided([...others, call]) };
  return { ...line, ...divided(known.map((each) => (each.id === call.id ? call : each))) };
}
