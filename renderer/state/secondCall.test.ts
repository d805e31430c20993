// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Call } from '../../src/cti/call.ts';
import type { SettingsView } from '../../src/ipc/settings.ts';
import { defaultSettings } from '../../src/settings/schema.ts';
import { createPanelModel, type PanelModel } from '../model/panelModel.ts';
import { FakeBridge } from '../testing/fakeBridge.ts';
import { able, aCall, aCallIn, aSnapshot, eventOf } from '../testing/story.ts';

let bridge: FakeBridge;
let model: PanelModel;
const talking = aCall({ id: 'now' });
const ringing = aCallIn('ringing', { id: 'new' });

/** As much of the settings as the panel reads. */
const settings = (secondCall: string) =>
  ({ settings: { ...defaultSettings, secondCall } }) as unknown as SettingsView;

async function having(calls: readonly Call[], choice = 'ask'): Promise<void> {
  bridge = new FakeBridge(aSnapshot({ calls }), settings(choice));
  bridge.answers['settings:rememberSecondCall'] = () => undefined as never;
  model = createPanelModel(bridge, { localNow: () => 0 });
  await vi.waitUntil(() => model.line.getState().status === 'live', { interval: 1 });
  await vi.waitUntil(() => model.second.getState().choice === choice, { interval: 1 });
}

beforeEach(() => having([talking, ringing]));

const answerNew = (): void => model.calls.act('new', 'AnswerCall');
const asked = () => model.second.getState().question?.second;
const remembered = () => bridge.sent.filter(([channel]) => channel === 'settings:rememberSecondCall');

describe('a second call that is answered', () => {
  it.each([
    [true, 'hold', { type: 'AnswerCall', callId: 'new', holdOthers: true }],
    [false, 'leave', { type: 'AnswerCall', callId: 'new' }],
  ] as const)('is asked about once; the answer (%s) is remembered as "%s"', (hold, choice, command) => {
    answerNew();
    expect(bridge.commands()).toEqual([]);
    expect(asked()).toEqual({ kind: 'answer', callId: 'new' });
    model.second.answer(hold);
    expect(bridge.commands()).toEqual([command]);
    expect(remembered()).toEqual([['settings:rememberSecondCall', choice]]);
    expect(model.second.getState()).toMatchObject({ choice, question: undefined });
  });

  it('is asked about where the other side has put the call on hold that the agent is in', async () => {
    await having([aCallIn('heldByRemote', { id: 'now', features: talking.features }), ringing]);
    answerNew();
    expect(asked()).toEqual({ kind: 'answer', callId: 'new' });
    model.second.answer(true);
    expect(bridge.commands()).toEqual([{ type: 'AnswerCall', callId: 'new', holdOthers: true }]);
  });

  it('is asked about again where the answer was not to be remembered', async () => {
    answerNew();
    model.second.setRemember(false);
    model.second.answer(true);
    expect(remembered()).toEqual([]);
    await vi.waitUntil(() => !('new' in model.commands.getState().pending), { interval: 1 });
    answerNew();
    expect(asked()).toBeDefined();
    expect(model.second.getState().remember).toBe(true);
  });

  it.each([
    ['hold', { type: 'AnswerCall', callId: 'new', holdOthers: true }],
    ['leave', { type: 'AnswerCall', callId: 'new' }],
  ])('is not asked about where the settings say "%s"', async (choice, command) => {
    await having([talking, ringing], choice);
    answerNew();
    expect(bridge.commands()).toEqual([command]);
  });

  it('follows the settings when they change', () => {
    bridge.push('settings:changed', settings('leave'));
    answerNew();
    expect(bridge.commands()).toHaveLength(1);
  });

  it.each([
    ['no call is talked on', [aCallIn('onHold', { id: 'now' }), ringing]],
    ['the call cannot be put on hold from here', [aCall({ id: 'now', features: able([]) }), ringing]],
  ])('goes through at once when %s', async (_what, calls) => {
    await having(calls);
    answerNew();
    expect(bridge.commands()).toEqual([{ type: 'AnswerCall', callId: 'new' }]);
  });
});

describe('the question', () => {
  beforeEach(answerNew);

  it.each([
    [
      'the call that is talked on ends',
      () => eventOf(talking, { type: 'RingFinished', outcome: 'answered' }, 1),
    ],
    ['it is on hold already', () => eventOf(talking, { type: 'PutHoldAction', by: 'agent' }, 1)],
    ['the second call has gone', () => eventOf(ringing, { type: 'RingFinished', outcome: 'noAnswer' }, 1)],
  ])('is void when %s, and nothing is done automatically', (_what, event) => {
    bridge.happen(event());
    expect(asked()).toBeUndefined();
    model.second.answer(true);
    expect(bridge.commands()).toEqual([]);
    expect(remembered()).toEqual([]);
  });

  it('can be left alone', () => {
    model.second.close();
    expect(asked()).toBeUndefined();
    expect(bridge.commands()).toEqual([]);
  });
});

it('is asked before a number is dialled, too', async () => {
  await having([talking]);
  model.dial.setText('201');
  model.dial.submit();
  expect(asked()).toEqual({ kind: 'dial', number: '201' });
  expect(model.dial.getState().text).toBe('201');
  model.second.answer(true);
  expect(bridge.commands()).toEqual([{ type: 'MakeCall', number: '201', holdOthers: true }]);
});

it('is asked where the settings cannot be read', async () => {
  bridge = new FakeBridge(aSnapshot({ calls: [talking, ringing] }));
  model = createPanelModel(bridge, { localNow: () => 0 });
  await vi.waitUntil(() => model.line.getState().status === 'live', { interval: 1 });
  answerNew();
  expect(asked()).toBeDefined();
});
