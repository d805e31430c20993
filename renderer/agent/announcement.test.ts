// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import type { Agent } from '../../src/cti/agent.ts';
import type { Line } from '../../src/cti/line.ts';
import { aCallIn, aSnapshot } from '../testing/story.ts';
import { agentTold } from './announcement.ts';

const ready: Agent = { status: 'ready', since: 1, chosen: 'ready' };
const paused = (reason: string): Agent => ({ status: 'notReady', reason, since: 2, chosen: 'notReady' });
const work = (until: number): Agent => ({
  status: 'afterCallWork',
  since: 3,
  chosen: 'ready',
  afterCallWorkUntilMonoMs: until,
});
const line = (more: Partial<Line>): Line => aSnapshot(more).line;
const told = (before: Agent, after: Agent): readonly string[] =>
  agentTold(line({ agent: before }), line({ agent: after }), 1000);

describe('of the agent’s state a screen reader says', () => {
  it.each<[string, Agent, Agent, string[]]>([
    ['a pause', ready, paused(''), ['You are not ready']],
    ['a pause with its reason', ready, paused('Lunch'), ['You are not ready: Lunch']],
    ['another reason', paused('Lunch'), paused('Training'), ['You are not ready: Training']],
    ['the end of a pause', paused('Lunch'), ready, ['You are ready']],
    ['the last queue left', ready, { ...ready, status: 'offline' }, ['You are in no queue']],
    [
      'after-call work, with its length',
      { ...ready, status: 'talking' },
      work(31_000),
      ['After-call work, 30 seconds'],
    ],
    ['its extension', work(5000), work(32_000), ['After-call work extended, 31 seconds left']],
    ['its end', work(5000), ready, ['You are ready']],
    ['nothing of what is the same', paused('Lunch'), { ...paused('Lunch'), since: 9 }, []],
    ['nothing of work that goes on', work(5000), { ...work(5000), chosen: 'notReady' }, []],
    ['nothing of a call, which is told with the calls', ready, { ...ready, status: 'talking' }, []],
    ['nothing of being back from a call', { ...ready, status: 'talking' }, ready, []],
  ])('%s', (_what, before, after, texts) => {
    expect(told(before, after)).toEqual(texts);
  });

  it('nothing across a lost link: the link is reported', () => {
    const waiting = {
      state: 'waiting',
      attempt: 1,
      retryAt: 1,
      fault: { code: 'connectionLost' },
    } as const;
    const off = line({ agent: { ...ready, status: 'offline' }, link: waiting });
    expect(agentTold(line({ agent: ready }), off, 0)).toEqual([]);
    expect(agentTold(off, line({ agent: ready }), 0)).toEqual([]);
  });
});

describe('of a colleague’s ringing phone a screen reader says', () => {
  const ringing = [{ id: 'a', extension: '103', number: '', name: 'Maria' }];

  it('once who rings and where', () => {
    expect(agentTold(line({}), line({ ringingColleagues: ringing }), 0)).toEqual(['Maria is calling 103']);
    const more = [...ringing, { id: 'b', extension: '102', number: '+4930901820', name: '' }];
    expect(agentTold(line({ ringingColleagues: ringing }), line({ ringingColleagues: more }), 0)).toEqual([
      '+49 30 901820 is calling 102',
    ]);
  });

  it('nothing in the middle of a call', () => {
    const calls = [aCallIn('talking')];
    expect(agentTold(line({ calls }), line({ calls, ringingColleagues: ringing }), 0)).toEqual([]);
  });
});
