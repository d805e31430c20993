import { beforeEach, describe, expect, it } from 'vitest';
import type { Call } from '../../src/cti/call.ts';
import type { CtiCommand } from '../../src/cti/command.ts';
import { otherPartyMs } from '../../src/cti/pressGuard.ts';
import { words } from '../../src/words/words.ts';
import { trayMenu, type TrayItem } from '../tray/menu.ts';
import { DeskPresses } from './presses.ts';
import { aCall, aLine, dialing, onHold, talking } from './testing/calls.ts';
import { commandFor, wishes } from '../actions/wish.ts';

let nowMs: number;
let sent: CtiCommand[];
let presses: DeskPresses;
let calls: readonly Call[];
beforeEach(() => {
  nowMs = 5000;
  sent = [];
  calls = [];
  presses = new DeskPresses({
    line: {
      snapshot: () => presses.follow({ calls }),
      execute: (command) => {
        sent.push(command);
        return Promise.resolve({ status: 'done' });
      },
    },
    nowMs: () => nowMs,
  });
});

const ann = (state: Partial<Call> = {}): Call => aCall({ id: 'ann', name: 'Ann', ...state });
const bob = (state: Partial<Call> = {}): Call => aCall({ id: 'bob', name: 'Bob', number: '202', ...state });

const pictures: Readonly<Record<string, readonly Call[]>> = {
  nothing: [],
  'Ann rings': [ann()],
  'Ann talks': [ann(talking)],
  'Ann waits': [ann(onHold)],
  'Bob rings': [bob()],
  'Bob talks': [bob(talking)],
  'Bob talks, muted': [bob({ ...talking, muted: true })],
  'Bob waits': [bob(onHold)],
  'Bob is called': [bob(dialing)],
  'Ann talks, Bob waits': [ann(talking), bob(onHold)],
  'Ann waits, Bob talks': [ann(onHold), bob(talking)],
  'Ann talks, Bob rings': [ann(talking), bob()],
  'Ann rings, Bob rings': [ann(), bob()],
  'Ann is asked for Bob': [bob(onHold), ann({ ...talking, consultFor: 'bob' })],
};
const names = Object.keys(pictures);
const pairs = names.flatMap((from) => names.filter((to) => to !== from).map((to) => [from, to] as const));

function show(picture: string): void {
  calls = pictures[picture]!;
  presses.follow({ calls });
  presses.followTray(menu());
}

function menu(): readonly TrayItem[] {
  const facts = { line: aLine(calls), missed: 0, pauseReasons: [], holdOthers: false };
  return trayMenu(facts, words('en').t);
}

type Item = Extract<TrayItem, { type: 'item' }>;
function itemsIn(items: readonly TrayItem[]): readonly Item[] {
  return items.flatMap((one) =>
    one.type === 'item' ? [one] : one.type === 'submenu' ? itemsIn(one.items) : [],
  );
}

const idOf = (command: CtiCommand): string => ('callId' in command ? command.callId : 'agent');

/** Who is reached by a hand that does the same once more. */
const hands: Readonly<Record<string, () => Promise<unknown>>> = {
  ...Object.fromEntries(
    wishes.map((wish) => [
      `the hotkey ${wish}`,
      async () => {
        const choice = commandFor(wish, aLine(calls), { holdOthers: false });
        if (choice.ok) await presses.wish(wish, choice.command);
      },
    ]),
  ),
  ...Object.fromEntries(
    ['tray:1', 'tray:2', 'tray:3', 'tray:0:0', 'tray:0:1', 'tray:0:2', 'tray:1:0', 'tray:1:1'].map(
      (place) => [
        `the tray at ${place}`,
        async () => {
          for (const { action } of itemsIn(menu()))
            if (action.type === 'command' && action.place === place) await presses.act(action.command, place);
        },
      ],
    ),
  ),
  ...Object.fromEntries(
    (['AnswerCall', 'DropCall'] as const).map((type) => [
      `the first ringing call's ${type}`,
      async () => {
        const [first] = calls.filter(({ state }) => state === 'ringing');
        if (first !== undefined) await presses.act({ type, callId: first.id });
      },
    ]),
  ),
};

describe('a hand outside the panel', () => {
  it.each(pairs)('that pressed at "%s" and again at "%s" reaches no one else', async (from, to) => {
    for (const [name, press] of Object.entries(hands)) {
      sent = [];
      show('nothing');
      nowMs += 60_000;
      show(from);
      nowMs += 60_000;
      await press();
      const meant = sent.map(idOf);
      show(to);
      for (const ms of [0, 600, otherPartyMs - 601]) {
        nowMs += ms;
        await press();
      }
      const strangers = sent.map(idOf).filter((id) => meant.length > 0 && !meant.includes(id));
      expect([name, strangers]).toEqual([name, []]);
    }
  });

  it('reaches who has been there for a while, and who has just begun to ring where no one was', async () => {
    show('Ann talks');
    nowMs += 60_000;
    show('Bob talks');
    nowMs += otherPartyMs;
    await hands['the hotkey hangUp']!();
    expect(sent).toEqual([{ type: 'DropCall', callId: 'bob' }]);
    show('nothing');
    nowMs += otherPartyMs;
    show('Ann rings');
    await hands['the hotkey answer']!();
    expect(sent[1]).toEqual({ type: 'AnswerCall', callId: 'ann' });
  });

  it('is told why nothing was done', async () => {
    show('Ann talks');
    nowMs += 60_000;
    show('Bob talks');
    const result = await presses.wish('hangUp', { type: 'DropCall', callId: 'bob' });
    expect(result).toEqual({ status: 'refused', code: 'otherParty' });
  });

  it('meets what has happened up to this moment', async () => {
    show('Ann talks');
    nowMs += 60_000;
    calls = pictures['Bob talks']!; // not told yet
    await presses.wish('hangUp', { type: 'DropCall', callId: 'bob' });
    expect(sent).toEqual([]);
  });
});
