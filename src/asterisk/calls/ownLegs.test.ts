import { describe, expect, it } from 'vitest';
import { isCallEvent } from '../../cti/event.ts';
import type { ChannelFacts } from '../dialect/channelEvent.ts';
import { dial } from '../controls/dial/dial.ts';
import { resume } from '../controls/hold/park.ts';
import { pickUp } from '../controls/dial/pickUp.ts';
import { ControlBench } from '../testing/controlBench.ts';
import { eventTexts } from '../testing/eventText.ts';

/** Asterisk 11 ignores ChannelId: which new channel of the phone our Originate made can only be guessed, until more is reported. */
const on11 = (): ControlBench => new ControlBench({ family: '1.x' });

const texts = (bench: ControlBench): string[] => eventTexts(bench.events.filter(isCallEvent));

const ownLeg: ChannelFacts = {
  uniqueId: '5.1',
  name: 'SIP/101-00000051',
  callerNumber: '101',
  callerName: 'Agent One',
  exten: '',
};
const dest: ChannelFacts = {
  uniqueId: '5.2',
  name: 'SIP/202-00000052',
  callerNumber: '202',
  callerName: 'Customer Beta',
  exten: '',
};

/** Our leg comes, is lifted, and the other party is dialled and answers. */
function goesThrough(bench: ControlBench, actionId: string): void {
  bench.hear(
    { type: 'created', channel: { ...ownLeg, state: 'down' } },
    { type: 'changed', channel: { ...ownLeg, state: 'ringing' } },
    { type: 'changed', channel: { ...ownLeg, state: 'up' } },
    { type: 'originated', actionId, success: true, reason: 4, uniqueId: '5.1', exten: '202' },
    { type: 'created', channel: { ...dest, state: 'down' } },
    { type: 'dialBegun', caller: ownLeg, dest, dialString: '202' },
    { type: 'changed', channel: { ...dest, state: 'up' } },
    { type: 'bridgeEntered', bridgeId: 'out', channel: ownLeg },
    { type: 'bridgeEntered', bridgeId: 'out', channel: dest },
  );
}

describe('a call dialled from the panel on Asterisk 11', () => {
  it('takes the new channel of the phone for its leg', async () => {
    const bench = on11();
    await dial(bench.context, '202');
    goesThrough(bench, 'x-1');
    bench.hear({ type: 'hungUp', channel: dest, cause: 16 }, { type: 'hungUp', channel: ownLeg, cause: 16 });
    expect(texts(bench)).toEqual([
      '1 CallInfoChanged agentRinging outgoing 202 ""',
      '1 CallInfoChanged key',
      '1 CallInfoChanged calling',
      '1 RingStarted 202 "Customer Beta"',
      '1 CommutationStarted',
      '1 RingFinished answered cause=16',
    ]);
  });

  it('gives a channel back that turns out to be an incoming call, and takes the next one', async () => {
    const bench = on11();
    await dial(bench.context, '202');
    // Somebody calls in the very moment: their leg is the next new channel of the phone.
    bench.hear(
      { type: 'created', channel: bench.caller },
      { type: 'created', channel: { ...bench.phone, state: 'down' } },
    );
    expect(bench.story.agentLegs, 'taken by guess').toEqual(new Set(['1.2']));
    bench.hear(
      { type: 'dialBegun', caller: bench.caller, dest: bench.phone, dialString: '101' },
      { type: 'changed', channel: { ...bench.phone, state: 'ringing' } },
    );
    const [ours, theirs] = bench.adapter.stories();
    expect(ours).toMatchObject({ call: { direction: 'outgoing', phase: 'agentRinging' } });
    expect(ours?.agentLegs.size).toBe(0);
    expect(theirs).toMatchObject({ call: { direction: 'incoming', number: '201', name: 'Customer Alpha' } });

    goesThrough(bench, 'x-1');
    expect(ours?.call).toMatchObject({ state: 'talking', number: '202', name: 'Customer Beta' });
    bench.hear(
      { type: 'dialEnded', caller: bench.caller, status: 'CANCEL' },
      { type: 'hungUp', channel: bench.phone, cause: 16 },
    );
    expect(bench.adapter.stories()).toEqual([ours]);
    expect(texts(bench).filter((text) => !text.includes('CallInfoChanged'))).toEqual([
      '2 RingStarted incoming 201 "Customer Alpha"',
      '1 RingStarted 202 "Customer Beta"',
      '1 CommutationStarted',
      '2 RingFinished cancelled cause=16',
    ]);
  });

  it('leaves a call alone that the agent dials on the phone meanwhile', async () => {
    const bench = on11();
    await dial(bench.context, '202');
    const byHand = { ...ownLeg, uniqueId: '6.1', name: 'SIP/101-00000061', exten: '203' };
    bench.hear({ type: 'created', channel: { ...byHand, state: 'down' } });
    expect(bench.story.agentLegs.size).toBe(0);
    goesThrough(bench, 'x-1');
    expect(bench.story.call.state).toBe('talking');
  });

  it('whose phone cannot be reached ends, and no one waits for its leg any more', async () => {
    const bench = on11();
    await dial(bench.context, '202');
    bench.hear({ type: 'originated', actionId: 'x-1', success: false, reason: 0 });
    expect(bench.events.at(-1)).toMatchObject({
      type: 'RingFinished',
      call: { endReason: 'phoneUnreachable' },
    });
    bench.ring();
    expect(bench.story.call).toMatchObject({ direction: 'incoming', state: 'ringing' });
  });

  it('of two that are dialled at once gets its own leg, in whatever order the PBX makes them', async () => {
    const bench = on11();
    await dial(bench.context, '201');
    await dial(bench.context, '202');
    const [first, second] = bench.adapter.stories();
    const firstLeg = { ...ownLeg, uniqueId: '7.1', name: 'SIP/101-00000071' };
    bench.hear(
      // The leg of the second comes first.
      { type: 'created', channel: { ...ownLeg, state: 'down' } },
      { type: 'created', channel: { ...firstLeg, state: 'down' } },
      { type: 'changed', channel: { ...ownLeg, state: 'up' } },
      { type: 'originated', actionId: 'x-2', success: true, reason: 4, uniqueId: '5.1', exten: '202' },
    );
    expect(second?.agentLegs).toEqual(new Set(['5.1']));
    expect(first?.agentLegs).toEqual(new Set(['7.1']));
    expect(bench.adapter.stories()).toEqual([first, second]);
    bench.hear(
      { type: 'changed', channel: { ...firstLeg, state: 'up' } },
      { type: 'originated', actionId: 'x-1', success: true, reason: 4, uniqueId: '7.1', exten: '201' },
    );
    expect(first?.call).toMatchObject({ number: '201', phase: 'calling' });
    expect(second?.call).toMatchObject({ number: '202', phase: 'calling' });
    expect(bench.events.map(({ type }) => type)).not.toContain('RingFinished');
  });
});

describe('a call that is resumed on Asterisk 11', () => {
  it('does not take an incoming call for the leg that brings it back', async () => {
    const bench = on11();
    const held = bench.park();
    const run = resume.run(bench.context, held);
    await bench.settle();
    const other = {
      uniqueId: '8.1',
      name: 'SIP/202-00000081',
      callerNumber: '202',
      callerName: 'Customer Beta',
    };
    const rings = { uniqueId: '8.2', name: 'SIP/101-00000082', exten: '' };
    bench.hear(
      { type: 'created', channel: other },
      { type: 'created', channel: { ...rings, state: 'down' } },
      { type: 'dialBegun', caller: other, dest: rings, dialString: '101' },
      { type: 'changed', channel: { ...rings, state: 'ringing' } },
    );
    expect(held.agentLegs.size).toBe(0);
    expect(held.helperLegs.size).toBe(0);
    expect(bench.adapter.stories()).toHaveLength(2);
    bench.hear(
      { type: 'created', channel: { ...ownLeg, state: 'down' } },
      { type: 'changed', channel: { ...ownLeg, state: 'up' } },
      { type: 'unparked', parkee: bench.caller, retrieverName: ownLeg.name },
      { type: 'bridgeEntered', bridgeId: 'b2', channel: ownLeg },
      { type: 'bridgeEntered', bridgeId: 'b2', channel: bench.caller },
    );
    expect(await run).toEqual({ status: 'done' });
    expect(held.call).toMatchObject({ state: 'talking', number: '201', name: 'Customer Alpha' });
    expect(bench.adapter.stories()[1]?.call).toMatchObject({ state: 'ringing', number: '202' });
  });
});

describe('a call that is answered from the panel on Asterisk 11', () => {
  it('does not take a second incoming call for the leg that picks it up', async () => {
    const bench = on11();
    const first = bench.ring();
    const run = pickUp.run(bench.context, first);
    await bench.settle();
    const other = { uniqueId: '8.1', name: 'SIP/202-00000081', callerNumber: '202' };
    const rings = { uniqueId: '8.2', name: 'SIP/101-00000082', exten: '' };
    bench.hear(
      { type: 'created', channel: other },
      { type: 'created', channel: { ...rings, state: 'down' } },
      { type: 'dialBegun', caller: other, dest: rings, dialString: '101' },
      { type: 'changed', channel: { ...rings, state: 'ringing' } },
    );
    expect(first.agentLegs).toEqual(new Set(['1.2']));
    expect(bench.adapter.stories()[1]?.call).toMatchObject({ direction: 'incoming', number: '202' });
    await bench.advance(2_000);
    // The leg that never came is not hung up in the place of the one that rings.
    expect(await run).toBe('unable');
    expect(bench.sent.map(({ name }) => name)).toEqual(['Originate']);
  });
});
