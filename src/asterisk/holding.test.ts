import { describe, expect, it } from 'vitest';
import { isCallEvent } from '../cti/event.ts';
import { dial } from './controls/dial.ts';
import { ControlBench } from './testing/controlBench.ts';
import { eventTexts } from './testing/eventText.ts';

const texts = (bench: ControlBench): string[] => eventTexts(bench.events.filter(isCallEvent));

describe('a hold on Asterisk 11 that is told by its music alone', () => {
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

  it('is told once where Hold tells it too, and Hold has the last word', () => {
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
    // Nobody answers: it is over for this line.
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
