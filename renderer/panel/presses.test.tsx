// @vitest-environment happy-dom
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { CtiCommand } from '../../src/cti/command.ts';
import type { Line } from '../../src/cti/line.ts';
import type { LineSnapshot } from '../../src/ipc/line.ts';
import { defaultSettings } from '../../src/settings/schema.ts';
import { bridge, happen, open, pass, user } from '../testing/panel.tsx';
import { able, aCall, aCallIn, at, beginningOf, eventOf } from '../testing/story.ts';

/** How many clicks or keys a task takes. A number that is typed or pasted is not counted. */
class Hand {
  presses = 0;

  async click(name: string | RegExp, role: 'button' | 'menuitemradio' = 'button'): Promise<void> {
    this.presses += 1;
    await user.click(screen.getByRole(role, { name }));
    await pass(500);
  }

  async press(keys: string): Promise<void> {
    this.presses += 1;
    await user.keyboard(keys);
    await pass(500);
  }

  /** Goes on with one key until the focus is on a thing of that name. */
  async reach(name: RegExp, key: string): Promise<void> {
    for (let tries = 0; tries < 12; tries += 1) {
      const { activeElement: at } = document;
      const text = at?.getAttribute('aria-label') ?? at?.textContent.trim() ?? '';
      if (at !== document.body && name.test(text)) return;
      await this.press(key);
    }
    throw new Error(`${name} was not reached by ${key}: ${document.activeElement?.outerHTML ?? ''}`);
  }
}

const type = (number: string): Promise<void> => user.keyboard(number);

interface Task {
  /** As the guide names it. */
  readonly name: string;
  readonly line?: Partial<Line>;
  readonly rest?: Partial<LineSnapshot>;
  readonly mouse: (hand: Hand) => Promise<void>;
  /** Where it has keys of its own. */
  readonly keyboard?: (hand: Hand) => Promise<void>;
  readonly asks: readonly CtiCommand[];
}

const talking = aCall({
  name: 'Maria',
  features: able(['DropCall', 'HoldCall', 'BlindTransferCall', 'MakeConsultCall']),
});
const held = aCallIn('onHold', { name: 'Maria', features: able(['DropCall', 'ResumeCall']) });
const ringing = aCallIn('ringing', { name: 'Maria', features: able(['AnswerCall', 'DropCall']) });
const { connectedAt: _connectedAt, ...over } = aCall({ id: 'r1', name: 'Maria', number: '201' });
const recent = { recent: [over] };
const dials: readonly CtiCommand[] = [{ type: 'MakeCall', number: '201' }];

/** What happens between the two halves of an attended transfer. */
async function consulting(): Promise<void> {
  const main = able(['DropCall', 'SwapCalls']);
  await happen(eventOf({ ...talking, features: main }, { type: 'PutHoldAction', by: 'agent' }, 1000));
  const features = able(['DropCall', 'TransferCall', 'CancelTransfer']);
  await happen(
    beginningOf(aCallIn('calling', { id: 'asked', name: 'Anna', consultFor: talking.id, features }), 1000),
  );
  // A press is not meant for what has only just come under it.
  await pass(2000);
}

async function missed(): Promise<void> {
  await happen(eventOf(ringing, { type: 'RingFinished', outcome: 'noAnswer' }, 1000));
}

const tasks: readonly Task[] = [
  {
    name: 'call a number',
    mouse: async (hand) => {
      await type('201');
      await hand.click('Call');
    },
    keyboard: async (hand) => {
      await type('201');
      await hand.press('{Enter}');
    },
    asks: dials,
  },
  {
    name: 'call somebody from the recent calls',
    rest: recent,
    mouse: (hand) => hand.click('Call Maria'),
    keyboard: async (hand) => {
      await hand.reach(/Maria/, '{Tab}');
      await hand.press('{Enter}');
      await hand.press('{Enter}');
    },
    asks: dials,
  },
  {
    name: 'redial',
    rest: recent,
    mouse: (hand) => hand.click('Redial'),
    // The first fills the number in.
    keyboard: async (hand) => {
      await hand.press('{Enter}');
      await hand.press('{Enter}');
    },
    asks: dials,
  },
  {
    name: 'answer',
    line: { calls: [ringing] },
    mouse: (hand) => hand.click('Answer'),
    keyboard: (hand) => hand.press('{Enter}'),
    asks: [{ type: 'AnswerCall', callId: ringing.id }],
  },
  {
    name: 'hold',
    line: { calls: [talking] },
    mouse: (hand) => hand.click('Hold'),
    keyboard: (hand) => hand.press('{Control>}h{/Control}'),
    asks: [{ type: 'HoldCall', callId: talking.id }],
  },
  {
    name: 'resume',
    line: { calls: [held] },
    mouse: (hand) => hand.click('Resume'),
    keyboard: (hand) => hand.press('{Control>}h{/Control}'),
    asks: [{ type: 'ResumeCall', callId: held.id }],
  },
  {
    name: 'transfer after consulting',
    line: { calls: [talking] },
    mouse: async (hand) => {
      await hand.click('Transfer');
      await type('102');
      await hand.click('Consult first');
      await consulting();
      await hand.click('Transfer Maria');
    },
    keyboard: async (hand) => {
      await hand.press('{Control>}t{/Control}');
      await type('102');
      await hand.press('{Enter}');
      await consulting();
      await hand.press('{Control>}t{/Control}');
    },
    asks: [
      { type: 'MakeConsultCall', callId: talking.id, number: '102' },
      { type: 'TransferCall', callId: 'asked' },
    ],
  },
  {
    name: 'transfer now',
    line: { calls: [talking] },
    mouse: async (hand) => {
      await hand.click('Transfer');
      await type('102');
      await hand.click('Transfer now');
    },
    keyboard: async (hand) => {
      await hand.press('{Control>}t{/Control}');
      await type('102');
      await hand.press('{Control>}{Enter}{/Control}');
    },
    asks: [{ type: 'BlindTransferCall', callId: talking.id, number: '102' }],
  },
  {
    name: 'call back a call just missed',
    line: { calls: [ringing] },
    mouse: async (hand) => {
      await missed();
      await hand.click('Call back');
    },
    keyboard: async (hand) => {
      await missed();
      await hand.reach(/Call back/, '{Tab}');
      await hand.press('{Enter}');
    },
    asks: [{ type: 'MakeCall', number: ringing.number }],
  },
  {
    name: 'not ready with a reason',
    line: {
      agent: { status: 'ready', since: at(0).wallMs, chosen: 'ready' },
      features: able(['MakeCall', 'SetAgentState']),
      queues: [{ name: 'support', loggedIn: true, paused: false, fixed: false, waiting: 0 }],
    },
    mouse: async (hand) => {
      await hand.click(/^Your state/);
      await hand.click('Lunch', 'menuitemradio');
    },
    asks: [{ type: 'SetAgentState', state: 'notReady', reason: 'Lunch' }],
  },
  {
    name: 'hang up',
    line: { calls: [talking] },
    mouse: (hand) => hand.click('Hang up'),
    keyboard: (hand) => hand.press('{Control>}e{/Control}'),
    asks: [{ type: 'DropCall', callId: talking.id }],
  },
];

/** The rows `| task | clicks | keys |` of the guide. */
const guide = new Map(
  [
    ...readFileSync(join(import.meta.dirname, '../../docs/guide.md'), 'utf8').matchAll(
      /^\| ([\w ]+) \| (\d+) \| (\d+|–) \|/gm,
    ),
  ].map(([, name = '', clicks, keys]) => [name, { mouse: Number(clicks), keyboard: Number(keys) }]),
);

const ways = tasks.flatMap((task) =>
  (['mouse', 'keyboard'] as const).flatMap((by) => {
    const way = task[by];
    return way === undefined ? [] : [[task.name, by, task, way] as const];
  }),
);

it.each(ways)('to %s by %s takes as many presses as the guide says', async (name, by, task, way) => {
  await open(task.line, task.rest);
  bridge.answers['settings:read'] = () => ({
    settings: { ...defaultSettings, pauseReasons: ['Lunch', 'Training'] },
    hasSecret: true,
    secretStore: 'keyring',
    warnings: [],
  });
  const hand = new Hand();
  await way(hand);
  expect(bridge.commands()).toEqual(task.asks);
  expect({ name, presses: hand.presses }).toEqual({ name, presses: guide.get(name)?.[by] });
});
