import { describe, expect, it } from 'vitest';
import type { Agent } from '../../src/cti/agent.ts';
import type { Line } from '../../src/cti/line.ts';
import { aCall, aLine, dialing, heldByRemote, onHold, talking } from '../desktop/testing/calls.ts';
import { words } from '../../src/words/words.ts';
import { type TrayState, trayState, trayTip } from './state.ts';

const t = words('en-GB').t;
const agent = (status: Agent['status']): Partial<Line> => ({ agent: { status, since: 0, chosen: 'ready' } });

describe('trayState', () => {
  it.each<[TrayState, Line]>([
    ['ready', aLine()],
    ['ready', aLine([], agent('ready'))],
    ['ready', aLine([], agent('offline'))],
    ['notReady', aLine([], agent('notReady'))],
    ['notReady', aLine([], agent('afterCallWork'))],
    ['ringing', aLine([aCall()])],
    ['ringing', aLine([aCall({ id: 'b', ...talking }), aCall()], agent('talking'))],
    ['talking', aLine([aCall(talking)])],
    ['talking', aLine([aCall({ id: 'b', ...onHold }), aCall(talking)])],
    ['talking', aLine([aCall(dialing)])],
    ['talking', aLine([aCall(heldByRemote)])],
    ['onHold', aLine([aCall(onHold)])],
    ['onHold', aLine([aCall({ ...onHold, heldBy: 'both' })], agent('notReady'))],
    ['notConnected', aLine([aCall()], { link: { state: 'off' } })],
    ['notConnected', aLine([], { link: { state: 'checking', version: '11.0.0' } })],
  ])('is %s', (state, line) => {
    expect(trayState(line)).toBe(state);
  });
});

describe('trayTip', () => {
  it('names the call that the icon is about', () => {
    const calls = [aCall({ id: 'b', name: 'Held', ...onHold }), aCall()];
    expect(trayTip(aLine(calls), 3, t)).toBe('Offhook: Ringing, Maria Svensson');
    expect(trayTip(aLine(calls.slice(0, 1)), 0, t)).toBe('Offhook: On hold, Held');
  });

  it('counts missed calls while there is no other', () => {
    expect(trayTip(aLine(), 0, t)).toBe('Offhook: Ready');
    expect(trayTip(aLine(), 1, t)).toBe('Offhook: Ready, 1 missed call');
    expect(trayTip(aLine([], { link: { state: 'off' } }), 2, t)).toBe(
      'Offhook: Not connected, 2 missed calls',
    );
  });

  it('does not let a caller write on several lines, or endlessly', () => {
    const name = `a\nb\u202e${'x'.repeat(300)}`;
    const tip = trayTip(aLine([aCall({ name })]), 0, t);
    expect(tip).toMatch(/^Offhook: Ringing, a bx+…$/);
    expect(tip.length).toBeLessThan(90);
  });
});
