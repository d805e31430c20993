import { beforeEach, describe, expect, it } from 'vitest';
import type { Agent } from '../../src/cti/agent.ts';
import type { Call } from '../../src/cti/call.ts';
import type { CommandResult, CtiCommand } from '../../src/cti/command.ts';
import { noDialRules } from '../../src/cti/number/dialRules.ts';
import { type NumberReading, refusedNumber } from '../../src/cti/number/number.ts';
import { words } from '../../src/words/words.ts';
import type { StartAnswer } from '../commandLine/answer.ts';
import { Reception, type Visit } from '../commandLine/reception.ts';
import { Desk, type DeskRequest, type DeskVisit } from './desk.ts';
import { DeskNotices } from './notices.ts';
import { PanelOffers } from './offers.ts';
import { aCall, aLine, talking } from './testing/calls.ts';

let calls: readonly Call[];
let agent: Agent;
let result: CommandResult;
let atOnce: boolean;
let selected: NumberReading;
let shown: number;
let commands: CtiCommand[];
let notices: DeskNotices;
let told: string[];
beforeEach(() => {
  calls = [];
  agent = { status: 'ready', since: 1, chosen: 'ready' };
  result = { status: 'done' };
  atOnce = false;
  selected = refusedNumber('empty');
  shown = 0;
  commands = [];
  told = [];
  notices = new DeskNotices(() => undefined);
});

const theOffers = (): PanelOffers =>
  new PanelOffers({ notices, showPanel: () => (shown += 1), dialLinksAtOnce: () => atOnce });

const aDesk = (replies: StartAnswer[] = []): Desk =>
  new Desk({
    line: {
      snapshot: () => ({
        revision: 1,
        monoMs: 42_000,
        line: aLine(calls, { agent }),
        agentName: 'Anna Kovac',
        pbx: { kind: 'asterisk', name: 'pbx-1' },
        dialRules: noDialRules,
        recent: [],
      }),
    },
    presses: {
      wish: (_wish, command) => {
        commands.push(command);
        return Promise.resolve(result);
      },
      ofAgent: (command) => {
        commands.push(command);
        return Promise.resolve(result);
      },
    },
    tell: ({ body }) => told.push(body),
    offers: theOffers(),
    holdOthers: () => true,
    numberSelected: () => Promise.resolve(selected),
    sendReply: (address, answer) => {
      if (address.path === 'gone') return Promise.reject(new Error('ENOENT'));
      replies.push(answer);
      return Promise.resolve();
    },
    version: '0.1.0',
    t: words('en').t,
    log: () => undefined,
  });

const visitFor = (request: DeskRequest, path = 'here'): DeskVisit => ({
  version: 1,
  request,
  reply: { path, token: '' },
});

describe('the tray and the notifications', () => {
  it('open the panel at a call, to call back, or for a number to be typed', () => {
    const offers = theOffers();
    atOnce = true; // that is for links
    offers.call('a');
    expect(notices.take()).toEqual({ type: 'call', callId: 'a' });
    offers.dial('+4930901820');
    const number = '+4930901820';
    expect(notices.take()).toEqual({ type: 'number', from: 'missedCall', number, atOnce: false });
    offers.dial();
    expect(notices.take()).toEqual({ type: 'typeNumber' });
    offers.call();
    expect(notices.take()).toBeNull();
    expect(shown).toBe(4);
  });
});

describe('a visit', () => {
  it('shows the panel, unless it came with the session', async () => {
    await aDesk().serve(undefined);
    expect(shown).toBe(1);
    await aDesk().serve(visitFor({ type: 'show', hidden: true }));
    expect(shown).toBe(1);
  });

  it('puts the number of a link before the agent', async () => {
    await aDesk().serve(visitFor({ type: 'dial', number: '101', keys: '7' }));
    expect(shown).toBe(1);
    expect(commands).toEqual([]);
    expect(notices.take()).toEqual({ type: 'number', from: 'link', number: '101', keys: '7', atOnce: false });
    expect(notices.take()).toBeNull();
  });

  it('lets a number be dialled at once only by a link, by setting, and where it is valid everywhere', async () => {
    atOnce = true;
    await aDesk().serve(visitFor({ type: 'dial', number: '101' }));
    expect(notices.take()).toMatchObject({ atOnce: true });
    await aDesk().serve(visitFor({ type: 'dial', number: '101', context: 'example.com' }));
    expect(notices.take()).toMatchObject({ atOnce: false });
    await aDesk().serve(visitFor({ type: 'dial', number: '*21*0900123456#' }));
    expect(notices.take()).toMatchObject({ atOnce: false });
    theOffers().number({ number: '101' }, 'selection');
    expect(notices.take()).toMatchObject({ from: 'selection', atOnce: false });
  });

  it('reports a link that was refused', async () => {
    await aDesk().serve(visitFor({ type: 'refusedLink', why: 'controlCharacter' }));
    expect(notices.take()).toEqual({ type: 'noNumber', from: 'link', code: 'controlCharacter' });
    expect(shown).toBe(1);
  });

  it('commands the call that is meant, and answers what came of it', async () => {
    const replies: StartAnswer[] = [];
    const desk = aDesk(replies);
    calls = [aCall({ id: 'talked', ...talking }), aCall({ id: 'ringing' })];
    await desk.serve(visitFor({ type: 'answer' }));
    await desk.serve(visitFor({ type: 'hangUp' }));
    expect(commands).toEqual([
      { type: 'AnswerCall', callId: 'ringing', holdOthers: true },
      { type: 'DropCall', callId: 'talked' },
    ]);
    result = { status: 'timedOut', afterMs: 10_000 };
    await desk.serve(visitFor({ type: 'hold' }));
    calls = [];
    await desk.serve(visitFor({ type: 'hold' }));
    expect(replies.map(({ exitCode }) => exitCode)).toEqual([0, 0, 6, 5]);
    expect(shown).toBe(0);
  });

  it('reports the status in one line of JSON', async () => {
    const replies: StartAnswer[] = [];
    calls = [aCall()];
    await aDesk(replies).serve(visitFor({ type: 'status' }));
    expect(replies[0]?.stdout.match(/\n/g)).toHaveLength(1);
    expect(JSON.parse(replies[0]?.stdout ?? '')).toMatchObject({ extension: '101', calls: [{ id: 'a' }] });
  });

  it('may have gone before it is answered', async () => {
    await expect(aDesk().serve(visitFor({ type: 'status' }, 'gone'))).resolves.toBeUndefined();
  });
});

describe('a hotkey under which another call has just come', () => {
  it('is reported quietly, without the panel', async () => {
    calls = [aCall(talking)];
    result = { status: 'refused', code: 'otherParty' };
    await aDesk().press('hangUp');
    expect(told.join()).toContain('press again');
    expect([shown, notices.take()]).toEqual([0, null]);
  });
});

describe('a hotkey', () => {
  it('commands the call that is meant, and leaves the panel where it is', async () => {
    calls = [aCall({ id: 'talked', ...talking })];
    for (const name of ['hold', 'mute', 'hangUp'] as const) await aDesk().press(name);
    expect(commands.map(({ type }) => type)).toEqual(['HoldCall', 'MuteCall', 'DropCall']);
    expect(shown).toBe(0);
    expect(notices.take()).toBeNull();
  });

  it('makes the agent not ready, and ready again', async () => {
    await aDesk().press('switchState');
    agent = { status: 'notReady', reason: 'Lunch', since: 1, chosen: 'notReady' };
    await aDesk().press('switchState');
    expect(commands).toEqual([
      { type: 'SetAgentState', state: 'notReady' },
      { type: 'SetAgentState', state: 'ready' },
    ]);
    expect(shown).toBe(0);
  });

  it('says in the panel what was not done, and why', async () => {
    await aDesk().press('answer');
    expect(notices.take()).toEqual({ type: 'notDone', code: 'noSuchCall' });
    calls = [aCall()];
    result = { status: 'timedOut', afterMs: 1 };
    await aDesk().press('answer');
    expect(notices.take()).toEqual({ type: 'notDone', code: 'timedOut' });
    result = { status: 'refused', code: 'answerOnPhone' };
    await aDesk().press('answer');
    expect(notices.take()).toEqual({ type: 'notDone', code: 'answerOnPhone' });
    expect(shown).toBe(3);
  });

  it('puts the number that is selected before the agent, and never dials it', async () => {
    atOnce = true;
    selected = { kind: 'number', number: '+442079460958' };
    await aDesk().press('dialSelected');
    expect(notices.take()).toMatchObject({ type: 'number', from: 'selection', atOnce: false });
    selected = refusedNumber('letters');
    await aDesk().press('dialSelected');
    expect(notices.take()).toEqual({ type: 'noNumber', from: 'selection', code: 'letters' });
    const numbers = [{ number: '101' }, { number: '102' }];
    selected = { kind: 'several', numbers };
    await aDesk().press('dialSelected');
    expect(notices.take()).toEqual({ type: 'whichNumber', from: 'selection', numbers });
    await aDesk().serve(visitFor({ type: 'dialOneOf', numbers }));
    expect(notices.take()).toEqual({ type: 'whichNumber', from: 'link', numbers });
    expect(commands).toEqual([]);
  });

  it('shows the panel', async () => {
    await aDesk().press('showPanel');
    expect(shown).toBe(1);
  });
});

describe('the reception', () => {
  it('lets visits wait until the app is ready for them, in order', () => {
    const reception = new Reception();
    const served: Visit[] = [];
    const first = visitFor({ type: 'status' });
    reception.receive(first);
    reception.receive(undefined);
    reception.open((visit) => served.push(visit));
    const later = visitFor({ type: 'answer' });
    reception.receive(later);
    expect(served).toEqual([first, undefined, later]);
  });
});
