import { describe, expect, it } from 'vitest';
import { ControlBench } from '../../testing/controlBench.ts';
import { pickUpRinging, retrieveParked } from './takeCall.ts';

const colleague = { uniqueId: '7.2', name: 'PJSIP/102-00000007', exten: '' };

function withParked(): ControlBench {
  const bench = new ControlBench();
  const party = { space: '703', number: '202', name: 'Customer Beta', since: 0, parkedBy: '102' };
  bench.line = { ...bench.line, parked: [party] };
  return bench;
}

function withRinging(): ControlBench {
  const bench = new ControlBench();
  bench.hear({ type: 'created', channel: { ...colleague, state: 'ringing' } });
  const ringing = { id: '7.2', extension: '102', number: '202', name: 'Customer Beta' };
  bench.line = { ...bench.line, ringingColleagues: [ringing] };
  return bench;
}

describe('a party in the car park', () => {
  it('is fetched by dialling the space, as a call with their number and name', async () => {
    const bench = withParked();
    expect(await retrieveParked.run(bench.context, { type: 'RetrieveParkedCall', space: '703' })).toEqual({
      status: 'done',
      callId: 'id-1',
    });
    expect(bench.sent[0]?.fields.slice(0, 3)).toEqual([
      ['Channel', 'PJSIP/101'],
      ['Context', 'parkedcalls'],
      ['Exten', '703'],
    ]);
    expect(bench.story.call).toMatchObject({ number: '202', name: 'Customer Beta', phase: 'agentRinging' });
  });

  it('that this line has put there on hold is the same call again', async () => {
    const bench = new ControlBench();
    const { id } = bench.park().call;
    const run = retrieveParked.run(bench.context, { type: 'RetrieveParkedCall', space: '701' });
    await bench.settle();
    expect(bench.story.call).toMatchObject({ id, phase: 'resuming' });
    expect(bench.adapter.stories()).toHaveLength(1);
    bench.hear({ type: 'hungUp', channel: bench.caller, cause: 16 });
    expect(await run).toEqual({ status: 'refused', code: 'callEnded' });
  });

  it('is not looked for where no one waits: no page dials other numbers of that context', async () => {
    const bench = withParked();
    expect(await retrieveParked.run(bench.context, { type: 'RetrieveParkedCall', space: '700' })).toEqual({
      status: 'refused',
      code: 'parkingNotFound',
    });
    expect(bench.sent).toEqual([]);
  });

  it('whose space is not in the context of the settings is not found', async () => {
    const bench = withParked();
    bench.on('Originate', { error: 'Extension does not exist.' });
    expect(
      await retrieveParked.run(bench.context, { type: 'RetrieveParkedCall', space: '703' }),
    ).toMatchObject({ code: 'parkingNotFound' });
    expect(bench.adapter.stories()).toEqual([]);
  });
});

describe("a colleague's ringing call", () => {
  const leg = { uniqueId: 'offhook-id-2', name: 'PJSIP/101-00000009' };
  const caller = { uniqueId: '7.1', name: 'PJSIP/202-00000006', callerNumber: '202' };
  const take = { type: 'PickUpRingingCall', id: '7.2' } as const;

  it('is taken by a leg of this phone, as one call that comes in', async () => {
    const bench = withRinging();
    const run = pickUpRinging.run(bench.context, take);
    await bench.settle();
    expect(bench.sent[0]?.fields).toContainEqual(['Data', 'PJSIP/102-00000007']);
    expect(bench.story.call).toMatchObject({
      direction: 'incoming',
      state: 'ringing',
      number: '202',
      name: 'Customer Beta',
    });
    bench.hear(
      { type: 'created', channel: { ...leg, state: 'down' } },
      {
        type: 'changed',
        channel: { ...leg, state: 'up', connectedNumber: '101', connectedName: 'Anna Agent' },
      },
      { type: 'created', channel: caller },
      { type: 'bridgeEntered', bridgeId: 'b', channel: { ...leg, state: 'up' } },
      { type: 'bridgeEntered', bridgeId: 'b', channel: { ...caller, state: 'up' } },
    );
    expect(await run).toEqual({ status: 'done', callId: 'id-1' });
    expect(bench.story.call).toMatchObject({ state: 'talking', number: '202', name: 'Customer Beta' });
    expect(bench.events.map(({ type }) => type).filter((type) => type !== 'CallInfoChanged')).toEqual([
      'RingStarted',
      'CommutationStarted',
    ]);
  });

  it('says why not when this phone is busy', async () => {
    const bench = withRinging();
    const run = pickUpRinging.run(bench.context, take);
    await bench.settle();
    bench.hear(
      { type: 'created', channel: { ...leg, state: 'down' } },
      { type: 'hungUp', channel: leg, cause: 17 },
    );
    expect(await run).toEqual({ status: 'refused', code: 'phoneBusy' });
    expect(bench.adapter.stories()).toEqual([]);
  });

  it('that the phone cannot even be called for is over, too', async () => {
    const bench = withRinging();
    const run = pickUpRinging.run(bench.context, take);
    await bench.settle();
    bench.hear({ type: 'originated', actionId: 'x-1', success: false, reason: 0 });
    expect(await run).toEqual({ status: 'refused', code: 'phoneUnreachable' });
  });

  it('says so when the caller has given up meanwhile', async () => {
    const bench = withRinging();
    const run = pickUpRinging.run(bench.context, take);
    await bench.settle();
    bench.hear(
      { type: 'created', channel: { ...leg, state: 'down' } },
      { type: 'changed', channel: { ...leg, state: 'up' } },
      { type: 'hungUp', channel: leg, cause: 16 },
    );
    expect(await run).toEqual({ status: 'refused', code: 'callEnded' });
  });

  it.each([
    ['of somebody who is no colleague', '7.9'],
    ['that has ended', '7.3'],
  ])('%s is not taken', async (_what, id) => {
    const bench = withRinging();
    const gone = { id: '7.3', extension: '103', number: '202', name: '' };
    bench.line = { ...bench.line, ringingColleagues: [...bench.line.ringingColleagues, gone] };
    bench.hear({
      type: 'created',
      channel: { uniqueId: '7.9', name: 'PJSIP/900-00000001', state: 'ringing' },
    });
    expect(await pickUpRinging.run(bench.context, { type: 'PickUpRingingCall', id })).toEqual({
      status: 'refused',
      code: 'nobodyRinging',
    });
    expect(bench.sent).toEqual([]);
  });

  it('is offered while somebody rings', () => {
    const bench = withRinging();
    expect(pickUpRinging.denial(bench.context, bench.line)).toBeUndefined();
    expect(pickUpRinging.denial(bench.context, { ...bench.line, ringingColleagues: [] })).toBe(
      'nobodyRinging',
    );
    const less = new ControlBench({ may: [] });
    expect(pickUpRinging.denial(less.context, bench.line)).toBe('rightMissing');
  });
});
