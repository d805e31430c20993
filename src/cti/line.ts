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
        calls: line.calls.map((call) => ({ ...call, checking: true, features: noFeatures })),
      };
    case 'ActiveCallSnapshot':
      return { ...line, calls: standing(event.calls) };
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

function reduceCall(line: Line, event: CallEvent): Line {
  const { call } = event;
  const before = line.calls.find((known) => known.id === call.id);
  if (!isLegal(before, event)) return { ...line, ignored: line.ignored + 1 };
  if (before === undefined) return { ...line, calls: [...line.calls, call] };
  if (call.state === 'ended') return { ...line, calls: line.calls.filter((known) => known.id !== call.id) };
  return { ...line, calls: line.calls.map((known) => (known.id === call.id ? call : known)) };
}
