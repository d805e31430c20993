import { describe, expect, it } from 'vitest';
import { callReporter, sentenceOf, wrongWith } from './callWords.mjs';

const call = (its = {}) => ({
  phase: 'talking',
  number: '201',
  name: 'Ada Brook',
  direction: 'outgoing',
  talkMs: 0,
  holdMs: 0,
  ...its,
});
/** The practice call of `npm start`, as the panel reported it. */
const practised = [
  { type: 'CallInfoChanged', call: call({ phase: 'agentRinging', name: '' }) },
  { type: 'AgentStateChanged' },
  { type: 'CallInfoChanged', call: call({ phase: 'agentRinging', name: '' }) },
  { type: 'RingStarted', call: call({ phase: 'calling' }) },
  { type: 'CallInfoChanged', call: call({ phase: 'ringing' }) },
  { type: 'CommutationStarted', call: call() },
  { type: 'LineStateChanged' },
  { type: 'PutHoldAction', by: 'agent', call: call({ phase: 'onHold' }) },
  { type: 'EndHoldAction', by: 'agent', call: call() },
  { type: 'RingFinished', call: call({ phase: 'ended', outcome: 'answered', talkMs: 2100, holdMs: 1000 }) },
];

describe('the words of a call', () => {
  it('say each thing that happens once, in order', () => {
    const said = [];
    const report = callReporter((sentence) => said.push(sentence));
    for (const event of practised) report(event);
    expect(said).toEqual([
      'Your phone rings first; picked up, it calls 201.',
      'Calling Ada Brook (201).',
      'Their phone rings.',
      'Talking to Ada Brook (201).',
      'Ada Brook (201) is on hold.',
      'Talking to Ada Brook (201) again.',
      'The call is over: 2.1 s talked, 1.0 s on hold.',
    ]);
  });

  it('name who calls, who holds, and how a call ended that was not answered', () => {
    const incoming = call({ direction: 'incoming', phase: 'ringing', name: '', number: '' });
    expect(sentenceOf({ type: 'RingStarted', call: incoming })).toBe('an unknown caller calls.');
    expect(sentenceOf({ type: 'CallInfoChanged', call: incoming })).toBeUndefined();
    expect(sentenceOf({ type: 'PutHoldAction', by: 'remote', call: call({ number: '' }) })).toBe(
      'Ada Brook has put you on hold.',
    );
    expect(sentenceOf({ type: 'RingFinished', call: call({ outcome: 'busy' }) })).toBe(
      'The call is over: busy.',
    );
  });
});

describe('a whole practice call', () => {
  it('is one with each event once, in order, that was answered', () => {
    expect(wrongWith(practised)).toBeUndefined();
  });

  it('is not one that lacks an event, has one twice, or was not answered', () => {
    expect(wrongWith([])).toMatch('seen: none');
    expect(wrongWith(practised.filter(({ type }) => type !== 'PutHoldAction'))).toMatch(
      'expected the events',
    );
    expect(wrongWith([...practised, { type: 'RingStarted', call: call() }])).toMatch('expected the events');
    const busy = { type: 'RingFinished', call: call({ outcome: 'busy' }) };
    expect(wrongWith([...practised.slice(0, -1), busy])).toMatch('not busy');
  });
});
