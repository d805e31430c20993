import { expect, it } from 'vitest';
import { aCall, aLine, talking } from '../desktop/testing/calls.ts';
import { statusOf } from './status.ts';

const facts = {
  version: '0.1.0',
  agentName: 'Anna Kovac',
  pbx: { kind: 'asterisk', name: 'pbx-1' },
  nowMonoMs: 62_500,
} as const;

it('reports the line and its calls', () => {
  const call = aCall({ ...talking, startedAt: Date.UTC(2026, 0, 1), queue: 'support', muted: true });
  expect(statusOf({ ...facts, line: aLine([call]) })).toEqual({
    running: true,
    version: '0.1.0',
    extension: '101',
    agentName: 'Anna Kovac',
    pbx: { kind: 'asterisk', name: 'pbx-1' },
    link: { state: 'online' },
    agent: { status: 'offline' },
    calls: [
      {
        id: 'a',
        direction: 'incoming',
        state: 'talking',
        phase: 'talking',
        number: '+442079460958',
        name: 'Maria Svensson',
        queue: 'support',
        muted: true,
        startedAt: '2026-01-01T00:00:00.000Z',
        talkS: 62,
        holdS: 0,
        can: call.features.can,
      },
    ],
  });
});

it('says why there is no link', () => {
  const line = aLine([], {
    link: { state: 'refused', fault: { code: 'loginRefused', detail: 'secret detail' } },
  });
  const { link } = statusOf({ ...facts, line });
  expect(link).toEqual({ state: 'refused', fault: 'loginRefused' });
});
