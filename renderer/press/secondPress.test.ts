// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import type { Call } from '../../src/cti/call.ts';
import type { CtiCommand } from '../../src/cti/command.ts';
import { otherPartyMs } from '../../src/cti/pressGuard.ts';
import { type DockItem, dockItems } from './dockItems.ts';
import { focusOf } from '../state/focus.ts';
import { handleKey } from '../panel/keys.ts';
import { createPanelModel, type PanelModel } from '../model/panelModel.ts';
import { pressItem } from '../model/pressItem.ts';
import { FakeBridge } from '../testing/fakeBridge.ts';
import { able, aCallIn, aSnapshot, at } from '../testing/story.ts';
import { enterDeed } from './enter.ts';
import { callKeys, itemForKey } from './keyItems.ts';
import { meaningOf } from './meaning.ts';

const features = able([
  ...(['AnswerCall', 'DropCall', 'HoldCall', 'ResumeCall', 'SwapCalls', 'MuteCall', 'UnmuteCall'] as const),
  ...([
    'ParkCall',
    'TransferCall',
    'CancelTransfer',
    'StartConference',
    'MakeConsultCall',
    'SendDtmf',
  ] as const),
]);
const call = (phase: Parameters<typeof aCallIn>[0], id: string, more: Partial<Call> = {}): Call =>
  aCallIn(phase, { id, name: id, number: `20${id.length}`, features, ...more });

/** What an agent can have before them. */
const pictures = {
  nothing: [],
  'Ann rings': [call('ringing', 'Ann')],
  'Ann talks': [call('talking', 'Ann')],
  'Ann talks, muted': [call('talking', 'Ann', { muted: true })],
  'Ann waits': [call('onHold', 'Ann')],
  'Bob rings': [call('ringing', 'Bob')],
  'Bob talks, muted': [call('talking', 'Bob', { muted: true })],
  'Bob waits': [call('onHold', 'Bob')],
  'Bob is called': [call('calling', 'Bob')],
  'Ann talks, Bob rings': [call('talking', 'Ann'), call('ringing', 'Bob')],
  'Ann rings, Bob rings': [call('ringing', 'Ann'), call('ringing', 'Bob')],
  'Ann talks, Bob waits': [call('talking', 'Ann'), call('onHold', 'Bob')],
  'Ann waits, Bob talks': [call('onHold', 'Ann'), call('talking', 'Bob')],
  'Ann waits, Bob waits': [call('onHold', 'Ann'), call('onHold', 'Bob')],
  'Ann is asked for Bob': [call('onHold', 'Bob'), call('talking', 'Ann', { consultFor: 'Bob' })],
  'Ann, asked for Bob, waits': [call('talking', 'Bob'), call('onHold', 'Ann', { consultFor: 'Bob' })],
  'Ann and Bob in a conference': [call('conference', 'Ann'), call('conference', 'Bob')],
  'Ann is asked for Bob, Cleo rings': [
    call('onHold', 'Bob'),
    call('talking', 'Ann', { consultFor: 'Bob' }),
    call('ringing', 'Cleo'),
  ],
  'Ann talks, Bob and Cleo wait': [call('talking', 'Ann'), call('onHold', 'Bob'), call('onHold', 'Cleo')],
  'Cleo waits': [call('onHold', 'Cleo')],
} as const satisfies Readonly<Record<string, readonly Call[]>>;
type Picture = keyof typeof pictures;

interface Hand {
  readonly press: (calls: readonly Call[], model: PanelModel) => void;
  /** Who would hear of it. */
  readonly meant: (calls: readonly Call[]) => readonly string[];
}

const reached = (item: DockItem | undefined, calls: readonly Call[]): readonly string[] =>
  item === undefined ? [] : meaningOf(item, calls).reaches.map(({ id }) => id);

/** A pointer over the row of buttons at the bottom, at this share of its width. */
function pointer(share: number): Hand {
  const under = (calls: readonly Call[]): readonly [DockItem, number] | undefined => {
    const focused = focusOf(calls);
    if (focused === undefined) return undefined;
    const { main, end } = dockItems(focused, calls);
    const row = [...main, end];
    const index = Math.floor(share * row.length);
    return [row[index]!, index];
  };
  return {
    press: (calls, model) => {
      const found = under(calls);
      if (found !== undefined) pressItem(found[0], model, `dock:${found[1]}`);
      else if (share < 0.5) model.presses.press('dock:0', 'dial', model.dial.redial);
    },
    meant: (calls) => reached(under(calls)?.[0], calls),
  };
}

function key(init: KeyboardEventInit, meant: Hand['meant']): Hand {
  const target = { input: () => null, showKeys: () => undefined };
  return { press: (_calls, model) => handleKey(new KeyboardEvent('keydown', init), model, target), meant };
}

const hands: Readonly<Record<string, Hand>> = {
  'the pointer on the left': pointer(0.1),
  'the pointer left of the middle': pointer(0.4),
  'the pointer right of the middle': pointer(0.6),
  'the pointer on the right': pointer(0.9),
  Enter: key({ key: 'Enter' }, (calls) => {
    const deed = enterDeed({ calls, picked: undefined, dial: { text: '' }, question: undefined });
    return deed.kind === 'answer' ? [deed.call.id] : [];
  }),
  ...Object.fromEntries(
    callKeys.map((letter) => {
      const meant: Hand['meant'] = (calls) => {
        const focused = focusOf(calls);
        return focused === undefined ? [] : reached(itemForKey(letter, focused, calls), calls);
      };
      return [`Ctrl+${letter}`, key({ key: letter, ctrlKey: true }, meant)] as const;
    }),
  ),
};

/** The parties who hear of a command. */
function heard(command: CtiCommand): readonly string[] {
  if (command.type === 'MakeCall') return [`number ${command.number}`];
  const own = 'callId' in command ? [command.callId] : [];
  return 'withCallId' in command ? [...own, command.withCallId] : own;
}

class Desk {
  nowMs = 0;
  readonly bridge = new FakeBridge(aSnapshot({}, { recent: [call('talking', 'Dan', { number: '999' })] }));
  readonly model = createPanelModel(this.bridge, { localNow: () => this.nowMs });

  /** The picture changes as it does when the main process tells of it. */
  show(picture: Picture): void {
    this.bridge.happen({ type: 'ActiveCallSnapshot', at: at(this.nowMs), calls: pictures[picture] });
  }

  /** Who hears of a press. */
  press(hand: Hand): readonly string[] {
    const before = this.bridge.commands().length;
    hand.press(this.bridge.snapshot.line.calls, this.model);
    return this.bridge.commands().slice(before).flatMap(heard);
  }

  async settled(): Promise<void> {
    await vi.waitUntil(() => Object.keys(this.model.commands.getState().pending).length === 0, {
      interval: 1,
    });
  }
}

async function aDesk(picture: Picture): Promise<Desk> {
  const desk = new Desk();
  await vi.waitUntil(() => desk.model.line.getState().status === 'live', { interval: 1 });
  desk.show(picture);
  desk.nowMs += 60_000;
  return desk;
}

const names = Object.keys(pictures) as Picture[];

describe.each(names)('a hand at the panel while the picture is "%s"', (from) => {
  it.each(names.filter((to) => to !== from))(
    'and becomes "%s" reaches nobody who was not meant',
    async (to) => {
      const strangers: string[] = [];
      for (const [name, hand] of Object.entries(hands)) {
        const meant = hand.meant(pictures[from]);
        if (meant.length === 0) continue;
        for (const presses of ['second press', 'on its way'] as const) {
          const desk = await aDesk(from);
          if (presses === 'second press') desk.press(hand);
          await desk.settled();
          desk.show(to);
          for (const atMs of [0, 600, otherPartyMs - 1]) {
            desk.nowMs = 60_000 + atMs;
            const wrong = desk.press(hand).filter((party) => !meant.includes(party));
            if (wrong.length > 0) strangers.push(`${name}, ${presses}, ${atMs} ms: ${wrong.join()}`);
            await desk.settled();
          }
        }
      }
      expect(strangers).toEqual([]);
    },
  );

  it('reaches who stands there as soon as that is not new any more', async () => {
    for (const [name, hand] of Object.entries(hands)) {
      const fresh = await aDesk(from);
      const expected = fresh.press(hand);
      const desk = await aDesk('Cleo waits');
      desk.show(from);
      desk.nowMs += otherPartyMs;
      expect([name, desk.press(hand)]).toEqual([name, expected]);
    }
  });
});

describe('a press that did not count', () => {
  it('is reported at the call under it, and disappears automatically', async () => {
    vi.useFakeTimers();
    const desk = new Desk();
    await vi.advanceTimersByTimeAsync(0);
    desk.show('Ann is asked for Bob');
    desk.nowMs += 60_000;
    desk.show('Bob waits');
    expect(desk.press(hands['Ctrl+e']!)).toEqual([]);
    expect(desk.model.commands.getState().troubles.Bob?.code).toBe('otherParty');
    await vi.advanceTimersByTimeAsync(5000);
    expect(desk.model.commands.getState().troubles).toEqual({});
    vi.useRealTimers();
  });
});
