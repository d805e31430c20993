// @vitest-environment happy-dom
import { act, cleanup, configure, render, screen, within } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Call, Phase } from '../../src/cti/call.ts';
import type { CtiEvent } from '../../src/cti/event.ts';
import type { Line } from '../../src/cti/line.ts';
import type { LineSnapshot } from '../../src/ipc/contract.ts';
import { FakeBridge } from '../testing/fakeBridge.ts';
import { aCall, aCallIn, aSnapshot, at, beginningOf, eventOf, everything } from '../testing/story.ts';
import { Panel } from './Panel.tsx';
import { createPanelModel, type PanelModel, PanelProvider } from './model.ts';
import { settleMs } from './settle.ts';

// Testing Library waits by real timers unless it finds Jest's.
configure({ asyncWrapper: (callback) => Promise.resolve(callback() as unknown) });

let bridge: FakeBridge;
let model: PanelModel;
let user: UserEvent;

beforeEach(() => {
  vi.useFakeTimers({ now: at(0).wallMs });
  user = userEvent.setup({ advanceTimers: (ms) => vi.advanceTimersByTime(ms) });
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const pass = (ms: number): Promise<void> =>
  act(async () => {
    await vi.advanceTimersByTimeAsync(ms);
  });

async function open(line: Partial<Line> = {}, rest: Partial<LineSnapshot> = {}): Promise<void> {
  bridge = new FakeBridge(aSnapshot(line, rest));
  const startMs = Date.now();
  model = createPanelModel(bridge, () => Date.now() - startMs);
  render(
    <PanelProvider value={model}>
      <Panel />
    </PanelProvider>,
  );
  await pass(settleMs);
}

async function happen(event: CtiEvent): Promise<void> {
  act(() => bridge.happen(event));
  await pass(settleMs);
}

const field = (): HTMLInputElement => screen.getByRole('textbox', { name: 'Number to call' });
const button = (name: string): HTMLElement => screen.getByRole('button', { name });
const card = (): HTMLElement => screen.getByRole('article', { name: /^Call with/ });
const isOff = (element: HTMLElement): boolean => element.getAttribute('aria-disabled') === 'true';

describe('the card of a call', () => {
  it.each<[Exclude<Phase, 'ended'>, string, string]>([
    ['agentRinging', 'Pick up your phone…', 'Hold'],
    ['calling', 'Calling…', 'Hold'],
    ['ringing', 'Ringing', 'Answer'],
    ['talking', 'Talking', 'Hold'],
    ['onHold', 'On hold', 'Resume'],
    ['heldByRemote', 'Held by the other party', 'Hold'],
    ['resuming', 'Taking it back…', 'Resume'],
  ])('in the phase %s says "%s" and offers %s', async (phase, word, likeliest) => {
    await open({ calls: [aCallIn(phase)] });
    expect(within(card()).getByText(word)).toBeTruthy();
    expect(within(card()).getByRole('heading', { name: 'Maria Svensson' })).toBeTruthy();
    expect(within(card()).getByText('+44 20 7946 0958')).toBeTruthy();
    expect(button(likeliest)).toBeTruthy();
    expect(button(phase === 'ringing' ? 'Decline' : 'Hang up')).toBeTruthy();
  });

  it('has its buttons from the features and from nothing else', async () => {
    // A call that is talked on, but whose features know better.
    const features = { can: ['HoldCall'], denied: { DropCall: 'rightMissing' } } as const;
    await open({ calls: [aCallIn('talking', { features })] });
    expect(isOff(button('Hold'))).toBe(false);
    expect(isOff(button('Hang up'))).toBe(true);
    await user.click(button('Hang up'));
    expect(bridge.commands()).toEqual([]);
    await user.click(button('Hold'));
    expect(bridge.commands()).toEqual([{ type: 'HoldCall', callId: 'c1' }]);
  });

  it('says why a button does not work, on focus', async () => {
    const features = { can: ['DropCall'], denied: { AnswerCall: 'answerOnPhone' } } as const;
    await open({ calls: [aCallIn('ringing', { features })] });
    for (let tabs = 0; document.activeElement !== button('Answer') && tabs < 20; tabs += 1) await user.tab();
    expect(document.activeElement).toBe(button('Answer'));
    await pass(500);
    expect(screen.getByRole('tooltip').textContent).toContain('pick up the handset');
  });

  it('shows a name as text, whatever is in it', async () => {
    const name = '<img src=x onerror="alert(1)">';
    await open({ calls: [aCall({ name })] });
    expect(within(card()).getByRole('heading').textContent).toBe(name);
    expect(document.querySelector('img')).toBeNull();
  });

  it('runs its clock by the line, stops it on hold and goes on after it', async () => {
    const call = aCall();
    await open({ calls: [call] });
    await pass(5000);
    expect(within(card()).getByRole('timer').textContent).toBe('0:05');
    const held = eventOf(call, { type: 'PutHoldAction', by: 'agent' }, 6000);
    await happen(held);
    await pass(3000);
    expect(within(card()).getByRole('timer').textContent).toBe('0:03');
    expect(within(card()).getByText('Talked 0:06')).toBeTruthy();
    await happen(eventOf(held.call, { type: 'EndHoldAction', by: 'agent' }, 10_000));
    await pass(2000);
    expect(within(card()).getByRole('timer').textContent).toBe('0:08');
    expect(within(card()).getByText('Held 0:04')).toBeTruthy();
  });

  it('says right there why a command was refused, with the code, until it is dismissed', async () => {
    await open({ calls: [aCall()] });
    bridge.answers['line:command'] = () => ({ status: 'refused', code: 'parkingNotFound', detail: 'no lot' });
    await user.click(button('Hold'));
    await pass(0);
    expect(within(card()).getByRole('alert').textContent).toContain('parking lot');
    await user.click(button('Copy OH-parkingNotFound'));
    expect(bridge.sent.at(-1)).toEqual(['app:copy', 'OH-parkingNotFound: no lot']);
    await user.keyboard('{Escape}');
    expect(within(card()).queryByRole('alert')).toBeNull();
  });

  it('shows progress only when it takes a while, and takes no second press', async () => {
    await open({ calls: [aCall()] });
    const answer = bridge.holdCommand();
    await user.click(button('Hold'));
    await pass(250);
    expect(screen.queryByText('Holding…')).toBeNull();
    await pass(100);
    await user.click(button('Holding…'));
    expect(bridge.commands()).toHaveLength(1);
    answer({ status: 'done' });
    await pass(0);
    expect(button('Hold')).toBeTruthy();
  });
});

describe('the two buttons', () => {
  it('are not what they have just become to a hand that is on its way', async () => {
    await open();
    await user.type(field(), '201');
    act(() => bridge.happen(beginningOf(aCallIn('ringing'))));
    await user.click(button('Answer'));
    expect(bridge.commands()).toEqual([]);
    await pass(settleMs);
    await user.click(button('Answer'));
    expect(bridge.commands()).toEqual([{ type: 'AnswerCall', callId: 'c1' }]);
  });
});

describe('several calls', () => {
  const calls: readonly Call[] = [
    aCallIn('onHold', { id: 'old', name: 'Old' }),
    aCallIn('talking', { id: 'now', name: 'Now' }),
    aCallIn('ringing', { id: 'new', name: 'New' }),
  ];

  it('stand in order of arrival, the one in focus open, the others with their likeliest command', async () => {
    await open({ calls });
    const items = within(screen.getByRole('list', { name: 'Calls' })).getAllByRole('listitem');
    expect(items.map((item) => /Old|Now|New/.exec(item.textContent)?.[0])).toEqual(['Old', 'Now', 'New']);
    expect(screen.getByRole('article', { name: 'Call with Now' })).toBeTruthy();
    await user.click(within(items[0]!).getByRole('button', { name: 'Resume' }));
    await user.click(within(items[2]!).getByRole('button', { name: 'Answer' }));
    expect(bridge.commands()).toEqual([{ type: 'ResumeCall', callId: 'old' }]);
    // What becomes of the call that is talked on is asked first.
    await user.click(button('Just answer'));
    expect(bridge.commands().at(-1)).toEqual({ type: 'AnswerCall', callId: 'new' });
  });

  it('are walked through with the arrows; the keys are for the one in focus', async () => {
    await open({ calls });
    await user.keyboard('{ArrowUp}');
    expect(screen.getByRole('article', { name: 'Call with Old' })).toBeTruthy();
    await user.keyboard('{Control>}h{/Control}');
    await user.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}');
    expect(screen.getByRole('article', { name: 'Call with New' })).toBeTruthy();
    await user.keyboard('{Control>}e{/Control}');
    expect(bridge.commands()).toEqual([
      { type: 'ResumeCall', callId: 'old' },
      { type: 'DropCall', callId: 'new' },
    ]);
  });
});

describe('a call that is over', () => {
  const talking = aCall({ talkMs: 192_000 });
  const over = eventOf(talking, { type: 'RingFinished', outcome: 'answered' }, 0);
  const shown = (): HTMLElement | null => screen.queryByText('Call ended');

  beforeEach(async () => {
    await open({ calls: [talking] });
    await happen(over);
  });

  it('stays for five seconds, with its outcome and length', async () => {
    expect(shown()?.textContent).toContain('Talked 3:12');
    await pass(4500);
    expect(shown()).toBeTruthy();
    await pass(500);
    expect(shown()).toBeNull();
  });

  it('stays while somebody is over it or in it', async () => {
    await user.hover(card());
    await pass(60_000);
    expect(shown()).toBeTruthy();
    act(() => button('Call again').focus());
    await user.unhover(card());
    await pass(60_000);
    expect(shown()).toBeTruthy();
    act(() => button('Call again').blur());
    await pass(5000);
    expect(shown()).toBeNull();
  });

  it('goes when another call needs the room', async () => {
    await happen(beginningOf(aCallIn('ringing', { id: 'c2' })));
    expect(shown()).toBeNull();
  });

  it('is called again with one press', async () => {
    await user.click(button('Call again'));
    expect(bridge.commands()).toEqual([{ type: 'MakeCall', number: '+442079460958' }]);
  });

  it('can be sent away', async () => {
    await user.click(button('Close'));
    expect(shown()).toBeNull();
  });
});

describe('the number field', () => {
  it('refuses letters with a word that goes away, and keeps the digits', async () => {
    await open();
    await user.type(field(), '12a3');
    expect(field().value).toBe('123');
    await user.type(field(), 'x');
    expect(screen.getByText('Digits, +, * and # only')).toBeTruthy();
    await pass(4000);
    expect(screen.queryByText('Digits, +, * and # only')).toBeNull();
  });

  it('takes what is typed anywhere', async () => {
    await open();
    expect(document.activeElement).not.toBe(field());
    await user.keyboard('+4420');
    act(() => field().blur());
    await user.keyboard('+');
    expect(screen.getByText('The + goes in front')).toBeTruthy();
    expect(field().value).toBe('+4420');
    await user.keyboard('7');
    expect(field().value).toBe('+44207');
    expect(document.activeElement).toBe(field());
  });

  it('cleans what is pasted', async () => {
    await open();
    await user.click(field());
    await user.paste('tel:+44-20-7946-0958');
    expect(field().value).toBe('+442079460958');
    expect(screen.getByText('United Kingdom')).toBeTruthy();
    expect(screen.getByText('+44 20 7946 0958')).toBeTruthy();
  });

  it('dials on Enter, and says in place why that was refused', async () => {
    await open();
    bridge.answers['line:command'] = () => ({ status: 'refused', code: 'unknownNumber' });
    await user.type(field(), '999{Enter}');
    await pass(0);
    expect(screen.getByText(/does not know this number/)).toBeTruthy();
    expect(screen.getByText('OH-unknownNumber')).toBeTruthy();
    expect(field().value).toBe('999');
  });

  it('is cleared by Esc, which ends no call', async () => {
    await open({ calls: [aCall()] });
    await user.type(field(), '12');
    await user.keyboard('{Escape}{Escape}{Escape}');
    expect(field().value).toBe('');
    expect(bridge.commands()).toEqual([]);
  });

  it('is filled from the recent calls, and then waits for Enter', async () => {
    await open({}, { recent: [aCall({ id: 'r1' })] });
    await user.click(screen.getByRole('button', { name: /Maria Svensson/ }));
    expect(field().value).toBe('+442079460958');
    expect(bridge.commands()).toEqual([]);
    await user.keyboard('{Enter}');
    expect(bridge.commands()).toEqual([{ type: 'MakeCall', number: '+442079460958' }]);
  });

  it('explains why nothing can be dialled, and still keeps what is typed', async () => {
    const fault = { code: 'portRefused' } as const;
    await open({
      link: { state: 'waiting', attempt: 1, retryAt: at(30_000).wallMs, fault },
      features: { can: [], denied: {} },
    });
    await user.keyboard('201');
    expect(isOff(button('Call'))).toBe(true);
    expect(field().value).toBe('201');
  });
});

describe('Enter', () => {
  it('answers what rings, even with a number half typed', async () => {
    await open();
    await user.type(field(), '20');
    await happen(beginningOf(aCallIn('ringing', { phaseSinceMonoMs: 0 })));
    await user.keyboard('{Enter}');
    expect(bridge.commands()).toEqual([{ type: 'AnswerCall', callId: 'c1' }]);
    expect(field().value).toBe('20');
  });

  it('does not answer what began to ring this moment: it was meant for the number', async () => {
    await open();
    await user.type(field(), '20');
    const now = model.line.now();
    act(() => bridge.happen(beginningOf(aCallIn('ringing', { phaseSinceMonoMs: now }), now)));
    await user.keyboard('{Enter}');
    expect(bridge.commands()).toEqual([]);
  });

  it('says at the call that it cannot be answered from here', async () => {
    const features = { can: ['DropCall'], denied: { AnswerCall: 'answerOnPhone' } } as const;
    await open({ calls: [aCallIn('ringing', { features })] });
    await user.keyboard('{Enter}');
    expect(within(card()).getByRole('alert').textContent).toContain('pick up the handset');
    expect(bridge.commands()).toEqual([]);
  });
});

describe('the list of keys', () => {
  it('opens with ?, also from the number field, and closes with Esc', async () => {
    await open();
    await user.click(field());
    await user.keyboard('?');
    expect(screen.getByRole('dialog', { name: 'Keys' })).toBeTruthy();
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});

describe('the link', () => {
  const fault = { code: 'portRefused', detail: 'connect ECONNREFUSED' } as const;

  it('counts down to the next attempt, says what to do, and tries at once when asked to', async () => {
    await open({ link: { state: 'waiting', attempt: 2, retryAt: at(10_000).wallMs, fault } });
    expect(screen.getByText('Not connected to pbx-1')).toBeTruthy();
    expect(screen.getByText(/It may be restarting/)).toBeTruthy();
    expect(screen.getByText('Next attempt in 10 seconds')).toBeTruthy();
    await pass(9000);
    expect(screen.getByText('Next attempt in 1 second')).toBeTruthy();
    await user.click(button('Try now'));
    expect(bridge.count('line:connectNow')).toBe(1);
  });

  it('is told in plain words while it stands, with a badge where it is for practice', async () => {
    await open({}, { pbx: { kind: 'practice', name: 'practice' } });
    expect(screen.getByText('Connected to the practice phone system')).toBeTruthy();
    expect(screen.getByText('practice')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: /201/ }));
    expect(field().value).toBe('201');
  });

  it('leaves calls on the screen while it is found out whether they stand', async () => {
    await open({ calls: [aCall()] });
    await happen({
      type: 'Disconnected',
      at: at(1000),
      link: { state: 'waiting', attempt: 1, retryAt: at(9000).wallMs, fault: { code: 'connectionLost' } },
    });
    expect(within(card()).getByText('Checking…')).toBeTruthy();
    expect(isOff(button('Hang up'))).toBe(true);
    await happen({ type: 'ActiveCallSnapshot', at: at(2000), calls: [aCall()] });
    expect(within(card()).getByText('Talking')).toBeTruthy();
  });
});

describe('a screen reader', () => {
  it('hears of a call that rings at once, and of changes when there is a pause; never of clocks', async () => {
    await open();
    const ringing = aCallIn('ringing');
    await happen(beginningOf(ringing));
    expect(screen.getAllByRole('alert').map(({ textContent }) => textContent)).toContain(
      'Incoming call from Maria Svensson',
    );
    await happen(eventOf(ringing, { type: 'CommutationStarted' }, 1000));
    const heard = screen.getAllByRole('status').map(({ textContent }) => textContent);
    expect(heard).toContain('Talking to Maria Svensson');
    await pass(5000);
    expect(screen.getAllByRole('status').map(({ textContent }) => textContent)).toEqual(heard);
    expect(within(card()).getByRole('timer').getAttribute('aria-live')).toBe('off');
  });
});

it('is said to be starting only when that takes a while, and says when nothing answers', async () => {
  const held = new Promise<LineSnapshot>(() => undefined);
  bridge = new FakeBridge(aSnapshot());
  bridge.answers['line:snapshot'] = () => held;
  const { container } = render(
    <PanelProvider value={createPanelModel(bridge)}>
      <Panel />
    </PanelProvider>,
  );
  expect(container.textContent).toBe('');
  await pass(300);
  expect(container.textContent).toBe('Starting…');
  bridge.answers['line:snapshot'] = () => Promise.reject(new Error('gone'));
  act(() => bridge.push('line:reset', null));
  await pass(0);
  expect(screen.getByRole('button', { name: 'Start the panel again' })).toBeTruthy();
});

it('offers everything that a line can do, and nothing without a name', async () => {
  await open({ calls: [aCallIn('talking', { features: everything })] });
  for (const element of screen.getAllByRole('button')) {
    expect(element.getAttribute('aria-label') ?? element.textContent).not.toBe('');
  }
});
