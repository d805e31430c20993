import { describe, expect, it } from 'vitest';
import { agentStatuses } from '../cti/agent.ts';
import type { Call } from '../cti/call.ts';
import { noFeatures } from '../cti/features.ts';
import { instant, newCall } from '../cti/testing/arbitraries.ts';
import { featureBit, wireState } from './protocol.ts';
import { type WireContext, wireAgentOf, wireCallOf, wireFeatures, wireStateOf } from './wireCall.ts';

const rings = newCall('c', 'incoming', instant(0));
const talks: Call = { ...rings, state: 'talking', phase: 'talking', connectedAt: 1_010_000 };
const context: WireContext = {
  line: noFeatures,
  oldState: wireState.none,
  wallMs: 1_060_000,
  monoMs: 60_000,
  userContactUId: '',
};
const can = (...commands: (typeof noFeatures)['can'][number][]) => ({ can: commands, denied: {} });

describe('the state of a call', () => {
  it.each([
    ['ringing', rings, 'alerting'],
    ['dialled', newCall('c', 'outgoing', instant(0)), 'alerting'],
    ['busy', { ...rings, remoteBusy: true }, 'busy'],
    ['talked on', talks, 'connected'],
    ['talked on, though it was busy before', { ...talks, remoteBusy: true }, 'connected'],
    ['on hold', { ...talks, state: 'held', heldBy: 'agent' }, 'held'],
    ['on hold by both', { ...talks, state: 'held', heldBy: 'both' }, 'held'],
    ['on hold by the other side', { ...talks, state: 'held', heldBy: 'remote' }, 'connected'],
    ['in a conference', { ...talks, conference: 'k' }, 'conferenced'],
    ['in a conference on hold', { ...talks, state: 'held', heldBy: 'agent', conference: 'k' }, 'conferenced'],
    ['waiting in a queue', { ...rings, state: 'queued' }, 'none'],
    ['over', { ...talks, state: 'ended' }, 'none'],
  ] as const)('that is %s', (_what, call, state) => {
    expect(wireStateOf(call)).toBe(wireState[state]);
  });
});

describe('a call as pages have it', () => {
  it('has the other party where the protocol wants it', () => {
    expect(wireCallOf(rings, context)).toMatchObject({ callerId: '201', calledId: '101', deviceId: '101' });
    expect(wireCallOf({ ...rings, did: '500' }, context)).toMatchObject({ callerId: '201', calledId: '500' });
    const out = newCall('c', 'outgoing', instant(0));
    expect(wireCallOf({ ...out, did: '500' }, context)).toMatchObject({ callerId: '101', calledId: '201' });
  });

  it('has durations in whole seconds, and the moments that there were', () => {
    const wire = wireCallOf(
      { ...talks, talkMs: 1_999, phaseSinceMonoMs: 50_000, countedAtMonoMs: 60_000 },
      context,
    );
    expect(wire).toMatchObject({
      totalTalkDuration: 1,
      totalHoldDuration: 0,
      startTime: new Date(1_000_000).toISOString(),
      connectionStartTime: new Date(1_010_000).toISOString(),
      currentTalkStartTime: new Date(1_050_000).toISOString(),
      currentHoldStartTime: null,
      endTime: null,
      timeStamp: new Date(1_060_000).toISOString(),
    });
    const held = wireCallOf({ ...talks, state: 'held', heldBy: 'agent', phaseSinceMonoMs: 50_000 }, context);
    expect(held).toMatchObject({
      currentHoldStartTime: new Date(1_050_000).toISOString(),
      currentTalkStartTime: null,
    });
    expect(wireCallOf(rings, context)).toMatchObject({
      connectionStartTime: null,
      currentTalkStartTime: null,
      currentHoldStartTime: null,
    });
  });

  it('did not begin its phase in the future, however clocks differ', () => {
    const wire = wireCallOf({ ...talks, phaseSinceMonoMs: 90_000 }, context);
    expect(wire.currentTalkStartTime).toBe(new Date(context.wallMs).toISOString());
  });

  it('can do what the line or the call can, and nothing once it has ended', () => {
    const call = { ...talks, features: can('DropCall', 'SendDtmf') };
    const both = { ...context, line: can('MakeCall') };
    const bits = featureBit.dial | featureBit.drop | featureBit.dtmf;
    expect(wireCallOf(call, both).callFeaturesSet).toBe(bits);
    expect(wireCallOf({ ...call, state: 'ended' }, both).callFeaturesSet).toBe(0);
  });

  it('has the bit of each feature for one command, and a consultation both of its own', () => {
    expect(wireFeatures(can('HoldCall'))).toBe(featureBit.hold);
    expect(wireFeatures(can('ResumeCall'))).toBe(featureBit.unhold);
    expect(wireFeatures(can('MakeConsultCall'))).toBe(featureBit.setupTransfer | featureBit.consult);
    expect(wireFeatures(can('ParkCall'), noFeatures)).toBe(0);
    expect(wireFeatures()).toBe(0);
  });
});

it('each state of the agent has a code', () => {
  expect(agentStatuses.map((status) => wireAgentOf({ status, since: 0, chosen: 'ready' }))).toEqual([
    ...['Offline', 'Ready', 'NotReady'],
    ...['Busy', 'Busy', 'WrapUp'],
  ]);
});
