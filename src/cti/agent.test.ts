import { describe, expect, it } from 'vitest';
import { type Agent, agentStatuses, otherState } from './agent.ts';

const agent = (status: Agent['status'], chosen: Agent['chosen']): Agent => ({ status, chosen, since: 0 });

describe('one key for ready and not ready', () => {
  it.each([
    ['a ready agent', agent('ready', 'ready'), 'notReady'],
    ['an agent who is not ready', agent('notReady', 'notReady'), 'ready'],
    ['after-call work that would lead to ready', agent('afterCallWork', 'ready'), 'ready'],
    ['after-call work that would lead to not ready', agent('afterCallWork', 'notReady'), 'ready'],
    ['a call after which the agent is ready', agent('talking', 'ready'), 'notReady'],
    ['a call after which the agent is not ready', agent('talking', 'notReady'), 'ready'],
    ['a ringing phone', agent('ringing', 'ready'), 'notReady'],
    ['an agent whom somebody else paused', agent('notReady', 'ready'), 'ready'],
  ] as const)('makes of %s: %s -> %s', (_who, before, state) => {
    expect(otherState(before)).toBe(state);
  });

  it('never chooses what is chosen already and in force', () => {
    for (const chosen of ['ready', 'notReady'] as const)
      expect(otherState(agent(chosen, chosen))).not.toBe(chosen);
  });

  it('pressed twice during a call gives back what was chosen', () => {
    for (const status of ['talking', 'ringing', 'offline'] as const)
      for (const chosen of ['ready', 'notReady'] as const) {
        const once = agent(status, otherState(agent(status, chosen)));
        expect(otherState(once), `${status} ${chosen}`).toBe(chosen);
      }
  });

  it('always makes an agent ready who takes no calls', () => {
    for (const status of agentStatuses)
      for (const chosen of ['ready', 'notReady'] as const) {
        const takesNone = status === 'notReady' || status === 'afterCallWork';
        if (takesNone) expect(otherState(agent(status, chosen)), status).toBe('ready');
      }
  });
});
