import { describe, expect, it } from 'vitest';
import { isCallEvent } from '../../cti/event.ts';
import { dial } from '../controls/dial/dial.ts';
import { ControlBench } from '../testing/controlBench.ts';
import { eventTexts } from '../testing/eventText.ts';

const texts = (bench: ControlBench): string[] => eventTexts(bench.events.filter(isCallEvent));

describe('a hold on Asterisk 11 that is reported by its music alone', () => {
  const talking = (): ControlBench => {
    const bench = new ControlBench({ family: '1.x' });
    bench.talk();
    bench.events.length = 0;
    return bench;
  };

  it("is the agent's when the other party hears music", () => {
    const bench = talking();
    bench.hear({ type: 'musicStarted', channel: bench.caller });
    expect(bench.story.call).toMatchObject({ state: 'held', heldBy: 'agent' });
    bench.hear({ type: 'musicStopped', channel: bench.caller });
    expect(bench.story.call.state).toBe('talking');
  });

  it("is the other side's when the agent hears music", () => {
    const bench = talking();
    bench.hear({ type: 'musicStarted', channel: bench.phone });
    expect(bench.story.call).toMatchObject({ state: 'held', heldBy: 'remote' });
    bench.hear({ type: 'musicStopped', channel: bench.phone });
    expect(bench.story.call.state).toBe('talking');
  });

  it('is reported once where Hold reports it too, and Hold has the last word', () => {
    for (const musicFirst of [true, false]) {
      const bench = talking();
      const music = { type: 'musicStarted', channel: bench.caller } as const;
      const hold = { type: 'held', channel: bench.phone } as const;
      bench.hear(...(musicFirst ? [music, hold] : [hold, music]));
      bench.hear({ type: 'musicStopped', channel: bench.caller });
      expect(bench.story.call.state, 'the music of a hold may stop and start').toBe('held');
      bench.hear({ type: 'unheld', channel: bench.phone });
      expect(bench.events.map(({ type }) => type)).toEqual(['PutHoldAction', 'EndHoldAction']);
    }
  });

  it('is none before the call talks, nor of anybody else', () => {
    const bench = new ControlBench({ family: '1.x' });
    bench.ring();
    bench.hear({ type: 'musicStarted', channel: bench.caller });
    expect(bench.story.call.state).toBe('ringing');
    const other = talking();
    other.hear({ type: 'musicStarted', channel: { uniqueId: '9.9', name: 'SIP/202-00000009' } });
    expect(other.story.call.state).toBe('talking');
  });
});

describe('the other party in a parking space', () => {
  it('is on hold when the line put it there, also from the phone', () => {
    const bench = new ControlBench();
    bench.talk();
    bench.hear({ type: 'parked', parkee: bench.caller, space: '703', parker: bench.device });
    expect(bench.story).toMatchObject({ parkedAt: '703', call: { state: 'held', heldBy: 'agent' } });
    bench.hear({ type: 'hungUp', channel: bench.phone, cause: 16 });
    expect(bench.story.call.state).toBe('held');
  });

  it('is not, when somebody else put it there: then the call ends with its leg', () => {
    const bench = new ControlBench();
    bench.talk();
    bench.hear({ type: 'parked', parkee: bench.caller, space: '703', parker: 'PJSIP/102' });
    expect(bench.story.call.state).toBe('talking');
    bench.hear({ type: 'hungUp', channel: bench.phone, cause: 16 });
    expect(bench.adapter.stories()).toEqual([]);
  });

  it('may be fetched on the phone: the same call, whatever its leg was taken for', () => {
    const bench = new ControlBench();
    const { id } = bench.park().call;
    const leg = { uniqueId: '9.1', name: 'PJSIP/101-00000091', exten: '701' };
    bench.hear(
      { type: 'created', channel: { ...leg, state: 'ring' } },
      { type: 'unparked', parkee: bench.caller, retrieverName: leg.name },
      { type: 'bridgeEntered', bridgeId: 'b2', channel: { ...leg, state: 'up' } },
      { type: 'bridgeEntered', bridgeId: 'b2', channel: { ...bench.caller, state: 'up' } },
    );
    expect(bench.adapter.stories().map(({ call }) => [call.id, call.state])).toEqual([[id, 'talking']]);
  });

  it('may be told to be fetched before there is word of the leg that fetches it', () => {
    const bench = new ControlBench();
    const { id } = bench.park().call;
    const leg = { uniqueId: '9.1', name: 'PJSIP/101-00000091' };
    bench.hear(
      { type: 'unparked', parkee: bench.caller, retrieverName: leg.name, retrieverId: leg.uniqueId },
      { type: 'created', channel: { ...leg, state: 'down', exten: 's' } },
      { type: 'dialBegun', dest: leg, dialString: '101' },
      { type: 'changed', channel: { ...leg, state: 'ringing' } },
      { type: 'changed', channel: { ...leg, state: 'up' } },
      { type: 'bridgeEntered', bridgeId: 'b2', channel: { ...bench.caller, state: 'up' } },
      { type: 'bridgeEntered', bridgeId: 'b2', channel: { ...leg, state: 'up' } },
    );
    expect(bench.adapter.stories().map(({ call }) => [call.id, call.state])).toEqual([[id, 'talking']]);
    bench.hear({ type: 'hungUp', channel: leg, cause: 16 });
    expect(texts(bench).at(-1)).toMatch(/^1 RingFinished answered/);
  });

  it('that a colleague fetches has moved on', () => {
    const bench = new ControlBench();
    bench.park();
    const colleague = { uniqueId: '9.2', name: 'PJSIP/102-00000092' };
    bench.hear(
      { type: 'created', channel: { ...colleague, state: 'ring' } },
      { type: 'unparked', parkee: bench.caller, retrieverName: colleague.name },
    );
    expect(texts(bench).at(-1)).toBe('1 RingFinished transferred cause=16');
  });

  it('that was taken elsewhere without a word has moved on when it talks again', () => {
    const bench = new ControlBench();
    bench.park();
    const colleague = { uniqueId: '9.2', name: 'PJSIP/102-00000092', state: 'up' } as const;
    bench.hear(
      { type: 'bridgeEntered', bridgeId: 'b3', channel: colleague },
      { type: 'bridgeEntered', bridgeId: 'b3', channel: bench.caller },
    );
    expect(texts(bench).at(-1)).toBe('1 RingFinished transferred cause=16');
  });

  it('that rings the agent again is on its way back, and waits nowhere any more', () => {
    const bench = new ControlBench();
    const story = bench.park();
    const again = { uniqueId: '9.3', name: 'PJSIP/101-00000093' };
    bench.hear(
      { type: 'created', channel: { ...again, state: 'down' } },
      { type: 'dialBegun', caller: bench.caller, dest: again, dialString: '101' },
    );
    expect(story).toMatchObject({ parkedAt: undefined, call: { state: 'held', phase: 'resuming' } });
    // No one answers: it is over for this line.
    bench.hear({ type: 'hungUp', channel: again, cause: 16 });
    expect(texts(bench).at(-1)).toBe('1 RingFinished answered cause=16');
  });
});

describe('a click-to-call on hold by parking', () => {
  it('lives through a resume whose leg never came', async () => {
    const bench = new ControlBench();
    await dial(bench.context, '201');
    const leg = { uniqueId: 'offhook-id-2', name: 'PJSIP/101-00000001' };
    bench.hear(
      { type: 'created', channel: { ...leg, state: 'down' } },
      { type: 'changed', channel: { ...leg, state: 'up' } },
      { type: 'created', channel: bench.caller },
      { type: 'dialBegun', caller: leg, dest: bench.caller, dialString: '201' },
      { type: 'bridgeEntered', bridgeId: 'b', channel: bench.caller },
      { type: 'bridgeEntered', bridgeId: 'b', channel: leg },
      { type: 'parked', parkee: bench.caller, space: '701', parker: bench.device },
      { type: 'hungUp', channel: leg, cause: 16 },
    );
    const { id } = bench.story.call;
    bench.adapter.expectLeg(id, 'resume', 'offhook-back');
    bench.adapter.confirmLeg(id, 'x-9');
    bench.hear({ type: 'originated', actionId: 'x-9', success: false, reason: 0 });
    expect(bench.story.call).toMatchObject({ id, state: 'held', phase: 'onHold' });
  });
});

describe('both ends sent apart, as other programs hold by dual Redirect', () => {
  const apart = [
    (bench: ControlBench) => ({ type: 'bridgeLeft', bridgeId: 'b', channel: bench.caller }) as const,
    (bench: ControlBench) => ({ type: 'musicStarted', channel: bench.caller }) as const,
    (bench: ControlBench) => ({ type: 'bridgeLeft', bridgeId: 'b', channel: bench.phone }) as const,
  ];

  it.each([
    [0, 1, 2],
    [0, 2, 1],
    [2, 0, 1],
  ])('are a hold by the agent once the other party has left and hears music (%i %i %i)', (...order) => {
    const bench = new ControlBench();
    bench.talk();
    for (const index of order) bench.hear(apart[index]!(bench));
    expect(bench.story.call).toMatchObject({ state: 'held', heldBy: 'agent' });
    bench.hear(
      { type: 'bridgeEntered', bridgeId: 'c', channel: { ...bench.phone, state: 'up' } },
      { type: 'musicStopped', channel: bench.caller },
      { type: 'bridgeEntered', bridgeId: 'c', channel: { ...bench.caller, state: 'up' } },
    );
    expect(bench.story.call.state).toBe('talking');
    expect(bench.events.map(({ type }) => type).slice(-2)).toEqual(['PutHoldAction', 'EndHoldAction']);
  });

  it('are none without music, nor while one is being passed on, nor in a parking lot', () => {
    const silent = new ControlBench();
    silent.talk();
    silent.hear(apart[0]!(silent), apart[2]!(silent));
    expect(silent.story.call.state).toBe('talking');
    const passedOn = new ControlBench();
    passedOn.talk();
    passedOn.adapter.intend(passedOn.story.call.id, { to: 'leave' });
    for (const event of apart) passedOn.hear(event(passedOn));
    expect(passedOn.story.call.state).toBe('talking');
    const parked = new ControlBench();
    parked.talk();
    parked.hear(...apart.map((event) => event(parked)));
    parked.hear({ type: 'parked', parkee: parked.caller, space: '701', parker: parked.device });
    expect(parked.story.parkedAt).toBe('701');
    expect(parked.story.penned).toBeUndefined();
  });

  it('end with the other party, and a leg that we have sent to wait is told of', () => {
    for (const ours of [true, false]) {
      const left: string[] = [];
      const bench = new ControlBench({ onLegLeft: (name) => left.push(name) });
      bench.talk();
      if (ours) bench.adapter.intend(bench.story.call.id, { to: 'sendApart' });
      bench.comeApart();
      bench.hear({ type: 'hungUp', channel: bench.caller, cause: 16 });
      expect(texts(bench).at(-1)).toBe('1 RingFinished answered cause=16');
      expect(left).toEqual(ours ? ['PJSIP/101-00000002'] : []);
    }
  });

  it('go on without the leg of the agent who puts the handset down', () => {
    const bench = new ControlBench();
    bench.pen();
    bench.hear({ type: 'hungUp', channel: bench.phone, cause: 16 });
    expect(bench.story.call).toMatchObject({ state: 'held', phase: 'onHold' });
    bench.hear({ type: 'hungUp', channel: bench.caller, cause: 16 });
    expect(bench.adapter.stories()).toEqual([]);
  });

  it('of a queue call are the half of the Local channel and the leg: the caller stays in the queue', () => {
    const bench = new ControlBench();
    const half1 = { uniqueId: '2.1', name: 'Local/101@from-queue-00000001;1' };
    const half2 = { uniqueId: '2.2', name: 'Local/101@from-queue-00000001;2' };
    bench.hear(
      { type: 'created', channel: bench.caller },
      { type: 'created', channel: half1 },
      { type: 'created', channel: half2 },
      { type: 'dialBegun', caller: bench.caller, dest: half1, dialString: '101' },
      { type: 'created', channel: { ...bench.phone, state: 'down' } },
      { type: 'dialBegun', caller: half2, dest: { ...bench.phone, state: 'ringing' }, dialString: '101' },
      { type: 'bridgeEntered', bridgeId: 'a', channel: { ...bench.phone, state: 'up' } },
      { type: 'bridgeEntered', bridgeId: 'a', channel: half2 },
      { type: 'bridgeEntered', bridgeId: 'q', channel: half1 },
      { type: 'bridgeEntered', bridgeId: 'q', channel: { ...bench.caller, state: 'up' } },
    );
    expect(bench.story.neighbour).toBe('2.2');
    bench.hear(
      { type: 'bridgeLeft', bridgeId: 'a', channel: half2 },
      { type: 'bridgeLeft', bridgeId: 'a', channel: bench.phone },
      { type: 'musicStarted', channel: half2 },
    );
    expect(bench.story.call.state).toBe('held');
    expect(bench.story).toMatchObject({ penned: '2.2', remote: '1.1' });
    bench.hear({ type: 'hungUp', channel: half2, cause: 16 });
    expect(texts(bench).at(-1)).toBe('1 RingFinished answered cause=16');
  });
});
