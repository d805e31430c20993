// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { CommandResult } from '../../src/cti/command.ts';
import { createPanelModel, type PanelModel } from '../model/panelModel.ts';
import { FakeBridge } from '../testing/fakeBridge.ts';
import { aCall, aCallIn, aSnapshot, eventOf } from '../testing/story.ts';

let bridge: FakeBridge;
let model: PanelModel;
const call = aCall();
const other = aCallIn('onHold', { id: 'c2' });

beforeEach(async () => {
  bridge = new FakeBridge(aSnapshot({ calls: [call, other] }));
  model = createPanelModel(bridge, { localNow: () => 0 });
  await vi.waitUntil(() => model.line.getState().status === 'live', { interval: 1 });
  model.tool.open({ kind: 'keypad', callId: 'c1' });
});

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
const press = (keys: string): void => {
  for (const key of keys) model.dtmf.press(key);
};
const digits = (): readonly string[] =>
  bridge.commands().map((command) => (command.type === 'SendDtmf' ? command.digits : command.type));
const view = () => model.dtmf.getState();

describe('keys to the other party', () => {
  it('go out one command after the other, in order, those that pile up together', async () => {
    const answer = bridge.holdCommand();
    press('12*#');
    expect(digits()).toEqual(['1']);
    expect(view()).toEqual({ sent: '', waiting: '12*#' });
    bridge.answers['line:command'] = () => ({ status: 'done' });
    answer({ status: 'done' });
    await settled();
    expect(digits()).toEqual(['1', '2*#']);
    expect(view()).toEqual({ sent: '12*#', waiting: '' });
  });

  it('are not kept where the phone system asks for them: it may be for a PIN', async () => {
    bridge.happen(eventOf(call, { type: 'CallInfoChanged' }, 0, { application: 'voicemail' }));
    press('12*#');
    await settled();
    expect(digits().join('')).toBe('12*#');
    expect(view()).toEqual({ sent: '••••', waiting: '' });
  });

  it('go out as many at a time as one command takes', async () => {
    const answer = bridge.holdCommand();
    press('0'.repeat(40));
    bridge.answers['line:command'] = () => ({ status: 'done' });
    answer({ status: 'done' });
    await settled();
    expect(digits().map((part) => part.length)).toEqual([1, 32, 7]);
  });

  it('stop at one that was refused: those behind it would mean something else', async () => {
    const answer = bridge.holdCommand();
    press('123');
    answer({ status: 'refused', code: 'refusedByPbx' });
    await settled();
    expect(digits()).toEqual(['1']);
    expect(view()).toEqual({ sent: '', waiting: '' });
    expect(model.commands.getState().troubles.keypad?.code).toBe('refusedByPbx');
    bridge.answers['line:command'] = () => ({ status: 'done' });
    press('9');
    await settled();
    expect(view().sent).toBe('9');
    expect(model.commands.getState().troubles).toEqual({});
  });

  it('are those of a phone and nothing else', () => {
    expect(model.dtmf.press('+')).toBe(false);
    expect(model.dtmf.press('a')).toBe(false);
    expect(digits()).toEqual([]);
  });
});

describe('the keypad', () => {
  it('forgets what was pressed when it closes, and what comes of it later', async () => {
    const answer = bridge.holdCommand();
    press('4711');
    model.tool.close();
    expect(view()).toEqual({ sent: '', waiting: '' });
    answer({ status: 'refused', code: 'callEnded' });
    await settled();
    expect(digits()).toEqual(['4']);
    expect(model.commands.getState().troubles).toEqual({});
    expect(model.dtmf.press('1')).toBe(false);
  });

  it('of another call starts empty while the old one still waits', async () => {
    const answers: ((result: CommandResult) => void)[] = [];
    bridge.answers['line:command'] = () => new Promise<CommandResult>((resolve) => answers.push(resolve));
    press('1');
    model.calls.pick('c2');
    model.tool.open({ kind: 'keypad', callId: 'c2' });
    press('7');
    answers[0]?.({ status: 'done' });
    await settled();
    expect(view()).toEqual({ sent: '', waiting: '7' });
    expect(bridge.commands().at(-1)).toEqual({ type: 'SendDtmf', callId: 'c2', digits: '7' });
  });

  it('closes when its call is over or another comes to focus', () => {
    model.calls.pick('c2');
    expect(model.tool.getState().open).toBeUndefined();
    model.tool.open({ kind: 'keypad', callId: 'c2' });
    bridge.happen(eventOf(other, { type: 'RingFinished', outcome: 'answered' }, 1000));
    expect(model.tool.getState().open).toBeUndefined();
  });
});
