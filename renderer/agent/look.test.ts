// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { type Agent, offline } from '../../src/cti/agent.ts';
import { aCallIn, aSnapshot } from '../testing/story.ts';
import { agentLook } from './look.ts';

const { line } = aSnapshot();
const look = (agent: Partial<Agent>): ReturnType<typeof agentLook> =>
  agentLook({ link: line.link, agent: { ...offline, since: 5, ...agent } }, undefined);

describe('the agent’s state looks', () => {
  it.each<[Agent['status'], string, string]>([
    ['ready', 'ready', 'Ready'],
    ['notReady', 'paused', 'Not ready'],
    ['afterCallWork', 'work', 'After-call work'],
    ['offline', 'neutral', 'Offline'],
    ['ringing', 'ringing', 'Ringing'],
    ['talking', 'talking', 'On a call'],
  ])('%s in %s, as "%s"', (status, tone, word) => {
    expect(look({ status })).toMatchObject({ tone, word });
  });

  it('different in each state also without colours: no two share an icon', () => {
    const statuses = ['ready', 'notReady', 'afterCallWork', 'offline'] as const;
    const icons = statuses.map((status) => look({ status }).icon);
    expect(new Set(icons).size).toBe(statuses.length);
  });

  it('with its reason and how long, when not ready', () => {
    expect(look({ status: 'notReady', reason: 'Lunch' })).toMatchObject({ brief: 'Lunch', runningSince: 5 });
    expect(look({ status: 'notReady' })).not.toHaveProperty('brief');
    expect(look({ status: 'notReady', since: 0 })).not.toHaveProperty('runningSince');
  });

  it.each(['ready', 'notReady', 'afterCallWork', 'offline'] as const)('with how long it is %s', (status) => {
    expect(look({ status })).toMatchObject({ runningSince: 5 });
  });

  it('like the call in focus, with what comes after it', () => {
    const talking = aCallIn('talking');
    expect(agentLook(line, talking)).toMatchObject({ tone: 'talking', word: 'Talking' });
    expect(agentLook(line, talking)).not.toHaveProperty('detail');
    const agent: Agent = { status: 'talking', since: 5, chosen: 'notReady' };
    expect(agentLook({ ...line, agent }, talking)).toMatchObject({ detail: 'then not ready' });
  });

  it('like none without a link, whatever was known of it', () => {
    const broken = { ...line, link: { state: 'connecting', attempt: 2 } } as const;
    expect(agentLook(broken, undefined)).toMatchObject({ word: 'Not connected', hollow: true });
  });
});
