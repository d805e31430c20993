import { describe, expect, it } from 'vitest';
import { aCall, aLine, dialing, onHold, talking } from '../desktop/testing/calls.ts';
import { words } from '../../src/words/words.ts';
import { type TrayFacts, type TrayItem, trayMenu } from './menu.ts';

const t = words('en').t;
const facts = (over: Partial<TrayFacts>): TrayFacts => ({
  line: aLine(),
  missed: 0,
  pauseReasons: [],
  holdOthers: false,
  ...over,
});

/** The menu as a person reads it. */
function read(items: readonly TrayItem[], indent = ''): string[] {
  return items.flatMap((one) => {
    if (one.type === 'separator') return [`${indent}--`];
    if (one.type === 'submenu') return [`${indent}${one.label} >`, ...read(one.items, `${indent}  `)];
    const mark = one.chosen === undefined ? '' : one.chosen ? '(o) ' : '( ) ';
    return [`${indent}${mark}${one.label}${one.enabled ? '' : ' (off)'}`];
  });
}
const menu = (over: Partial<TrayFacts>): string[] => read(trayMenu(facts(over), t));
const common = ['Dial…', 'Open Offhook', 'Settings…', '--', 'Quit Offhook'];
const agent = ['Agent state: Ready >', '  (o) Ready', '  ( ) Not ready', '--'];

describe('trayMenu', () => {
  it('has the ways into the app, and the way out', () => {
    expect(menu({})).toEqual([...agent, ...common]);
  });

  it('offers nothing that needs a link without one', () => {
    const line = aLine([], { features: { can: [], denied: {} }, link: { state: 'off' } });
    expect(menu({ line })).toEqual(['Dial… (off)', ...common.slice(1)]);
  });

  it.each([
    ['rings', aCall(), ['Maria Svensson: Incoming call', 'Answer', 'Decline']],
    ['is talked on', aCall(talking), ['Maria Svensson: Talking', 'Hold', 'Mute', 'Hang up']],
    [
      'is muted',
      aCall({ ...talking, muted: true }),
      ['Maria Svensson: Talking', 'Hold', 'Unmute', 'Hang up'],
    ],
    ['is on hold', aCall(onHold), ['Maria Svensson: On hold', 'Resume', 'Hang up']],
    ['goes out', aCall(dialing), ['Maria Svensson: Calling…', 'Hang up']],
    [
      'is being checked',
      aCall({ ...talking, checking: true, features: { can: [], denied: {} } }),
      ['Maria Svensson: Checking…', 'Hold (off)', 'Mute (off)', 'Hang up (off)'],
    ],
  ])('has the commands of a call that %s', (_title, call, items) => {
    expect(menu({ line: aLine([call]) })).toEqual([...items, '--', ...agent, ...common]);
  });

  it('gives several calls a submenu each', () => {
    const calls = [aCall({ id: 'b', name: '', ...onHold }), aCall({ number: '', name: '' })];
    expect(menu({ line: aLine(calls) }).slice(0, 10)).toEqual([
      '+442079460958: On hold >',
      '  Resume',
      '  Hang up',
      '  --',
      '  Open Offhook',
      'Number withheld: Incoming call >',
      '  Answer',
      '  Decline',
      '  --',
      '  Open Offhook',
    ]);
  });

  it('commands the call that it stands under', () => {
    const calls = [aCall({ id: 'b', ...talking }), aCall()];
    const actions = trayMenu(facts({ line: aLine(calls), holdOthers: true }), t).flatMap((one) =>
      one.type === 'submenu'
        ? one.items.flatMap((inner) => (inner.type === 'item' ? [inner.action] : []))
        : [],
    );
    expect(actions).toContainEqual({
      type: 'command',
      command: { type: 'HoldCall', callId: 'b' },
      place: 'tray:0:0',
    });
    expect(actions).toContainEqual({
      type: 'command',
      command: { type: 'AnswerCall', callId: 'a', holdOthers: true },
      place: 'tray:1:0',
    });
    expect(actions).toContainEqual({ type: 'showPanel', callId: 'a' });
  });

  it('offers the reasons of not being ready, and marks the one that holds', () => {
    const line = aLine([], { agent: { status: 'notReady', reason: 'Lunch', since: 0, chosen: 'notReady' } });
    expect(menu({ line, pauseReasons: ['Lunch', 'R&D'] }).slice(0, 4)).toEqual([
      'Agent state: Not ready >',
      '  ( ) Ready',
      '  (o) Not ready: Lunch',
      '  ( ) Not ready: R&&D',
    ]);
  });

  it('marks nothing that is not known: a reason that somebody else gave', () => {
    const line = aLine([], { agent: { status: 'notReady', reason: 'Other', since: 0, chosen: 'notReady' } });
    expect(menu({ line, pauseReasons: ['Lunch'] }).filter((text) => text.includes('(o)'))).toEqual([]);
    expect(menu({ line }).slice(0, 3)).toEqual([
      'Agent state: Not ready >',
      '  ( ) Ready',
      '  (o) Not ready',
    ]);
  });

  it('shows missed calls', () => {
    expect(menu({ missed: 2 })).toContain('2 missed calls');
  });

  it('takes an ampersand in a name for an ampersand', () => {
    expect(menu({ line: aLine([aCall({ name: 'Marks & Spencer' })]) })[0]).toBe(
      'Marks && Spencer: Incoming call',
    );
  });
});
