import { type Call, clocks } from '../../src/cti/call.ts';
import type { Line } from '../../src/cti/line.ts';
import type { PbxIdentity } from '../../src/ipc/line.ts';

/** What `--status` prints: one line of JSON. Scripts hang on the names; new ones may be added. */
export interface LineStatus {
  readonly running: true;
  readonly version: string;
  readonly extension: string;
  readonly agentName: string;
  readonly pbx: PbxIdentity;
  readonly link: { readonly state: Line['link']['state']; readonly fault?: string };
  readonly agent: { readonly status: Line['agent']['status']; readonly reason?: string };
  readonly calls: readonly CallStatus[];
}

/** One call. Times in ISO 8601 UTC, lengths in whole seconds. */
type CallStatus = Pick<Call, 'id' | 'direction' | 'state' | 'phase' | 'number' | 'name'> & {
  readonly queue?: string;
  readonly did?: string;
  readonly muted: boolean;
  readonly startedAt: string;
  readonly talkS: number;
  readonly holdS: number;
  /** The commands that would work now. */
  readonly can: Call['features']['can'];
};

export interface StatusFacts {
  readonly version: string;
  readonly line: Line;
  readonly agentName: string;
  readonly pbx: PbxIdentity;
  readonly nowMonoMs: number;
}

export function statusOf({ version, line, agentName, pbx, nowMonoMs }: StatusFacts): LineStatus {
  const { link, agent } = line;
  const { fault } = { fault: undefined, ...link };
  return {
    running: true,
    version,
    extension: line.extension,
    agentName,
    pbx,
    link: { state: link.state, ...(fault === undefined ? {} : { fault: fault.code }) },
    agent: { status: agent.status, ...(agent.reason === undefined ? {} : { reason: agent.reason }) },
    calls: line.calls.map((call) => callStatus(call, nowMonoMs)),
  };
}

function callStatus(call: Call, nowMonoMs: number): CallStatus {
  const { id, direction, state, phase, number, name, queue, did, muted, startedAt, features } = call;
  const { talkMs, holdMs } = clocks(call, nowMonoMs);
  return {
    id,
    direction,
    state,
    phase,
    number,
    name,
    ...(queue === undefined ? {} : { queue }),
    ...(did === undefined ? {} : { did }),
    muted: muted === true,
    startedAt: new Date(startedAt).toISOString(),
    talkS: Math.floor(talkMs / 1000),
    holdS: Math.floor(holdMs / 1000),
    can: features.can,
  };
}
