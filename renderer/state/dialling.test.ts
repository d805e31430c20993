// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createSecondCall } from './secondCall.ts';
import { type Commands, createCommands } from '../line/commands.ts';
import { createLineStore, type LineStore } from '../line/store.ts';
import { FakeBridge } from '../testing/fakeBridge.ts';
import { aCall, aCallIn, aSnapshot, beginningOf } from '../testing/story.ts';
import { createDialModel, type DialModel } from './dialling.ts';

let bridge: FakeBridge;
let line: LineStore;
let commands: Commands;
let dial: DialModel;
const text = (): string => dial.getState().text;

beforeEach(async () => {
  bridge = new FakeBridge(aSnapshot());
  line = createLineStore(bridge, { localNow: () => 0 });
  commands = createCommands(bridge);
  dial = createDialModel(line, commands, createSecondCall(bridge, line));
  await vi.waitUntil(() => line.getState().status === 'live');
});

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

describe('dialling', () => {
  it('asks for the call, and the field is empty when it was made', async () => {
    dial.setText('201');
    dial.submit();
    expect(bridge.commands()).toEqual([{ type: 'MakeCall', number: '201' }]);
    await settled();
    expect(text()).toBe('');
  });

  it('empties the field as soon as the call is on the screen, which may be long before the answer', () => {
    bridge.holdCommand();
    dial.setText('201');
    dial.submit();
    expect(text()).toBe('201');
    bridge.happen(beginningOf(aCallIn('agentRinging', { number: '201' })));
    expect(text()).toBe('');
  });

  it('does not take away what was typed meanwhile', async () => {
    const answer = bridge.holdCommand();
    dial.setText('201');
    dial.submit();
    dial.setText('2015');
    bridge.happen(beginningOf(aCallIn('agentRinging', { number: '201' })));
    answer({ status: 'done' });
    await settled();
    expect(text()).toBe('2015');
  });

  it('keeps the number and says why when it is refused', async () => {
    bridge.answers['line:command'] = () => ({
      status: 'refused',
      code: 'phoneUnreachable',
      detail: 'SIP 480',
    });
    dial.setText('201');
    dial.submit();
    await settled();
    expect(text()).toBe('201');
    expect(commands.getState().troubles.dial).toMatchObject({ code: 'phoneUnreachable', detail: 'SIP 480' });
    dial.setText('202');
    expect(commands.getState().troubles).toEqual({});
  });

  it('gives the number back when it was cleared before the refusal came', async () => {
    const answer = bridge.holdCommand();
    dial.setText('201');
    dial.submit();
    dial.setText('');
    answer({ status: 'refused', code: 'refusedByPbx' });
    await settled();
    expect(text()).toBe('201');
  });

  it('reports at the card of the call what came too late for the field', async () => {
    const answer = bridge.holdCommand();
    dial.setText('201');
    dial.submit();
    bridge.happen(beginningOf(aCallIn('agentRinging', { number: '201' })));
    answer({ status: 'refused', code: 'phoneNotAnswered' });
    await settled();
    expect(Object.keys(commands.getState().troubles)).toEqual(['c1']);
    expect(text()).toBe('');
  });

  it('is not asked for twice while the first is on its way', () => {
    bridge.holdCommand();
    dial.setText('201');
    dial.submit();
    dial.submit();
    expect(bridge.commands()).toHaveLength(1);
  });

  it('says so in words when the answer takes too long or the bridge fails', async () => {
    bridge.answers['line:command'] = () => ({ status: 'timedOut', afterMs: 10_000 });
    dial.setText('201');
    dial.submit();
    await settled();
    expect(commands.getState().troubles.dial?.text).toContain('10 seconds');
    bridge.answers['line:command'] = () => Promise.reject(new Error('gone'));
    dial.submit();
    await settled();
    expect(commands.getState().troubles.dial).toMatchObject({ code: 'bridgeFailed', detail: 'Error: gone' });
  });
});

describe('redial', () => {
  it('puts the last number in, and dials it the second time', async () => {
    dial.setText('201');
    dial.submit();
    await settled();
    dial.submit();
    expect(text()).toBe('201');
    expect(bridge.commands()).toHaveLength(1);
    dial.submit();
    expect(bridge.commands()).toHaveLength(2);
  });

  it('knows the last outgoing call of the list from before', () => {
    bridge.push('recent:changed', [
      aCall({ direction: 'incoming', number: '300' }),
      aCall({ number: '' }),
      aCall({ number: '202' }),
      aCall({ number: '203' }),
    ]);
    dial.submit();
    expect(text()).toBe('202');
  });

  it('says kindly that there is none', () => {
    dial.submit();
    expect(dial.getState().hint?.key).toBe('dial.hint.nothingToRedial');
    expect(bridge.commands()).toEqual([]);
  });
});

describe('pasting', () => {
  it('replaces what is selected', () => {
    dial.setText('12345');
    expect(dial.paste(' 9-9 ', 1, 3)).toBe(true);
    expect(text()).toBe('19945');
  });

  it('does not take a + into a number, nor the number without its +', () => {
    dial.setText('0');
    dial.paste('+44 20 7946 0958', 1, 1);
    expect(text()).toBe('0');
    expect(dial.getState().hint?.key).toBe('dial.hint.plusFirst');
  });

  it('leaves the field alone when there is nothing to take', () => {
    dial.setText('12');
    expect(dial.paste('FLOWERS 1800 FLOWERS', 0, 2)).toBe(false);
    expect(text()).toBe('12');
    expect(dial.getState().hint).toMatchObject({ key: 'dial.hint.pastedUnclear', part: 'FLOWERS' });
  });

  it('takes the whole of what is too long, or none of it', () => {
    dial.paste('1'.repeat(100), 0, 0);
    expect(text()).toBe('');
    expect(dial.getState().hint?.key).toBe('dial.hint.pastedTooLong');
    dial.setText('1'.repeat(40));
    dial.paste('2'.repeat(40), 40, 40);
    expect(text()).toBe('1'.repeat(40));
    expect(dial.getState().hint?.key).toBe('dial.hint.tooLong');
  });

  it('keeps the keys of a meeting beside its number, until the number is another', async () => {
    dial.paste('+1 646 555 0100,,820445398#', 0, 0);
    expect(dial.getState()).toMatchObject({ text: '+16465550100', keys: '820445398#' });
    dial.submit();
    expect(bridge.commands()).toEqual([{ type: 'MakeCall', number: '+16465550100', keys: '820445398#' }]);
    await settled();
    expect(dial.getState()).toMatchObject({ text: '', keys: undefined });
    dial.submit();
    expect(dial.getState()).toMatchObject({ text: '+16465550100', keys: undefined });
  });

  it('asks which of several numbers is meant, and dials none of them', () => {
    dial.setText('1');
    expect(dial.paste('030 901820, 030 901821', 0, 1)).toBe(false);
    const choices = [{ number: '030901820' }, { number: '030901821' }];
    expect(dial.getState()).toMatchObject({ text: '1', choices });
    dial.choose({ number: '030901821' });
    expect(dial.getState()).toMatchObject({ text: '030901821', choices: undefined });
    expect(bridge.commands()).toEqual([]);
  });
});

it('does not call a lone + a number', () => {
  dial.setText('+');
  dial.submit();
  expect(bridge.commands()).toEqual([]);
  expect(dial.getState().hint?.key).toBe('dial.hint.noNumberYet');
});
