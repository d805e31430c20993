// @vitest-environment happy-dom
import { act, cleanup, configure, render, screen, within } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Agent, ParkedCall, Queue } from '../../src/cti/agent.ts';
import type { CtiEvent } from '../../src/cti/event.ts';
import type { Features } from '../../src/cti/features.ts';
import type { Line } from '../../src/cti/line.ts';
import type { SettingsView } from '../../src/ipc/settings.ts';
import { defaultSettings } from '../../src/settings/schema.ts';
import { createPanelModel, PanelProvider } from '../model/panelModel.ts';
import { settleMs } from '../state/settle.ts';
import { FakeBridge } from '../testing/fakeBridge.ts';
import { aCallIn, aSnapshot, at } from '../testing/story.ts';
import { AfterCallWork } from './AfterCallWork.tsx';
import { AgentAnnouncer } from './AgentAnnouncer.tsx';
import { AgentState } from './AgentState.tsx';
import { AgentTrouble } from './AgentTrouble.tsx';
import { QueueLine } from './QueueLine.tsx';
import { Waiting } from './Waiting.tsx';

// Testing Library waits by real timers unless it finds Jest's.
configure({ asyncWrapper: (callback) => Promise.resolve(callback() as unknown) });

let bridge: FakeBridge;
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

const settings: SettingsView = {
  settings: { ...defaultSettings, pauseReasons: ['Lunch', 'Training'] },
  hasSecret: false,
  secretStore: 'keyring',
  warnings: [],
};
const able: Features = {
  can: ['SetAgentState', 'SetQueueLogin', 'ExtendAfterCallWork', 'RetrieveParkedCall', 'PickUpRingingCall'],
  denied: {},
};
const queue = (name: string, more: Partial<Queue> = {}): Queue => ({
  name,
  loggedIn: true,
  fixed: false,
  paused: false,
  waiting: 0,
  ...more,
});
const ready: Agent = { status: 'ready', since: at(0).wallMs, chosen: 'ready' };

async function open(line: Partial<Line>, part?: ReactNode): Promise<void> {
  bridge = new FakeBridge(
    aSnapshot({ features: able, agent: ready, queues: [queue('support'), queue('sales')], ...line }),
    settings,
  );
  const startMs = Date.now();
  const model = createPanelModel(bridge, { localNow: () => Date.now() - startMs });
  render(
    <PanelProvider value={model}>
      {part ?? (
        <>
          <AgentAnnouncer />
          <AgentState />
          <AgentTrouble />
        </>
      )}
    </PanelProvider>,
  );
  await pass(settleMs + 50);
}

async function happen(event: CtiEvent): Promise<void> {
  act(() => bridge.happen(event));
  await pass(settleMs + 50);
}

const agentIs = (agent: Partial<Agent>, monoMs = 1): CtiEvent => ({
  type: 'AgentStateChanged',
  at: at(monoMs),
  agent: { ...ready, ...agent },
});
const button = (name: string | RegExp): HTMLElement => screen.getByRole('button', { name });
const state = (): HTMLElement => button(/^Your state/);
const radios = (): readonly string[] =>
  screen.getAllByRole('menuitemradio').map((item) => {
    const number = item.querySelector('kbd')?.textContent ?? '';
    const label = item.textContent.slice(0, item.textContent.length - number.length).trim();
    return `${item.getAttribute('aria-checked') === 'true' ? '*' : ''}${label}`;
  });
const choose = async (name: string): Promise<void> => {
  await user.click(state());
  await user.click(within(screen.getByRole('menu')).getByText(name));
  await pass(20);
};
const isOff = (element: HTMLElement): boolean => element.getAttribute('aria-disabled') === 'true';

const stateAndClock = (): string =>
  `${state().textContent} ${state().querySelector<HTMLElement>('[data-clock]')?.dataset.clock}`;

describe('the agent’s state', () => {
  it('is a menu of ready, not ready and the reasons, what stands marked', async () => {
    await open({ agent: { ...ready, status: 'notReady', chosen: 'notReady', reason: 'Lunch' } });
    expect(state().getAttribute('aria-label')).toBe('Your state: Not ready, Lunch');
    await user.click(state());
    expect(radios()).toEqual(['Ready', 'Not ready', '*Lunch', 'Training']);
  });

  it('says how long it has been so, and goes on counting', async () => {
    await open({ agent: { ...ready, since: at(0).wallMs - 41_000 } });
    expect(stateAndClock()).toMatch(/^Ready 0:4[12]$/);
    await pass(60_000);
    expect(stateAndClock()).toMatch(/^Ready 1:4[12]$/);
    await happen(
      agentIs({ status: 'notReady', chosen: 'notReady', reason: 'Lunch', since: Date.now() - 730_000 }),
    );
    expect(stateAndClock()).toMatch(/^Lunch 12:1\d$/);
  });

  it.each([
    ['1', { type: 'SetAgentState', state: 'ready' }],
    ['2', { type: 'SetAgentState', state: 'notReady' }],
    ['4', { type: 'SetAgentState', state: 'notReady', reason: 'Training' }],
  ])('is chosen in its menu by the number %s', async (key, command) => {
    await open({});
    await user.click(state());
    expect(screen.getByRole('menuitemradio', { name: 'Training' }).querySelector('kbd')?.textContent).toBe(
      '4',
    );
    await user.keyboard(key);
    await pass(20);
    expect(bridge.commands()).toEqual([command]);
    expect(screen.queryByRole('menu')).toBeNull();
  });

  it('is not changed by a number that nothing has, nor by one in a queue’s own menu', async () => {
    await open({});
    await user.click(state());
    await user.keyboard('9');
    await user.click(screen.getByRole('menuitem', { name: /support/ }));
    await pass(20);
    await user.keyboard('2');
    await pass(20);
    expect(bridge.commands()).toEqual([]);
  });

  it('is changed in all queues by one choice', async () => {
    await open({});
    await choose('Training');
    expect(bridge.commands()).toEqual([{ type: 'SetAgentState', state: 'notReady', reason: 'Training' }]);
    expect(screen.queryByRole('menu')).toBeNull();
  });

  it('can be set to what it is already, since single queues may differ', async () => {
    await open({ queues: [queue('support'), queue('sales', { paused: true })] });
    await choose('Ready');
    expect(bridge.commands()).toEqual([{ type: 'SetAgentState', state: 'ready' }]);
  });

  it('is shown as soon as it was changed elsewhere, and told once', async () => {
    await open({});
    await happen(agentIs({ status: 'notReady', chosen: 'notReady', reason: 'Supervisor' }));
    expect(state().textContent).toContain('Supervisor');
    expect(screen.getByRole('status').textContent).toBe('You are not ready: Supervisor');
    await pass(61_000);
    expect(stateAndClock()).toContain('1:01');
    expect(screen.getByRole('status').textContent).toBe('You are not ready: Supervisor');
  });

  it('says while a change is on its way, and takes no other meanwhile', async () => {
    await open({});
    const settle = bridge.holdCommand();
    await choose('Lunch');
    await pass(200);
    expect(state().textContent).toContain('Ready');
    await pass(150);
    const changing = button('Changing…');
    expect(changing.textContent).toContain('Changing…');
    await user.click(changing);
    await user.click(screen.getByRole('menuitemradio', { name: 'Ready' }));
    expect(bridge.commands()).toHaveLength(1);
    await act(async () => {
      settle({ status: 'done' });
      await vi.advanceTimersByTimeAsync(20);
    });
    expect(state().textContent).toContain('Ready');
  });

  it('says in place why a change was refused, with its code', async () => {
    await open({});
    bridge.answers['line:command'] = () => ({ status: 'refused', code: 'refusedByPbx', detail: 'No' });
    await choose('Lunch');
    const note = screen.getByRole('alert');
    expect(note.textContent).toContain('The phone system refused');
    expect(note.textContent).toContain('OH-refusedByPbx');
    await user.click(within(note).getByRole('button', { name: 'Close' }));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('is only shown where this phone system knows nothing of it', async () => {
    await open({ features: { can: ['MakeCall'], denied: {} }, queues: [] });
    expect(screen.queryByRole('button')).toBeNull();
    expect(screen.getByText('Ready')).toBeTruthy();
  });

  it('says in the menu why it cannot be changed now', async () => {
    await open({ features: { can: [], denied: { SetAgentState: 'rightMissing' } } });
    await user.click(state());
    expect(screen.getByRole('menu').textContent).toContain('does not allow Offhook to do this');
    expect(screen.getAllByRole('menuitemradio').every(isOff)).toBe(true);
  });

  it('is the call’s during a call, and what is chosen then is for after it', async () => {
    const calls = [aCallIn('talking')];
    await open({ calls, agent: { ...ready, status: 'talking', chosen: 'notReady' } });
    expect(state().textContent).toContain('Talking');
    expect(state().textContent).toContain('then not ready');
    await choose('Ready');
    expect(bridge.commands()).toEqual([{ type: 'SetAgentState', state: 'ready' }]);
  });

  it('follows the reasons of the settings as they change', async () => {
    await open({});
    const pauseReasons = ['Coffee'];
    act(() =>
      bridge.push('settings:changed', { ...settings, settings: { ...settings.settings, pauseReasons } }),
    );
    bridge.answers['settings:read'] = () => ({
      ...settings,
      settings: { ...settings.settings, pauseReasons },
    });
    await user.click(state());
    await pass(20);
    expect(radios()).toEqual(['*Ready', 'Not ready', 'Coffee']);
  });
});

describe('the queues in the menu', () => {
  const queues = [
    queue('support', { paused: true, reason: 'Lunch' }),
    queue('sales', { fixed: true }),
    queue('night', { loggedIn: false }),
  ];

  it('say how the agent stands in each', async () => {
    await open({ queues });
    await user.click(state());
    const items = screen.getAllByRole('menuitem').map((item) => item.textContent);
    expect(items).toEqual([
      'support Lunch',
      'sales ready',
      'night logged out',
      'Log in to all',
      'Log out of all',
    ]);
  });

  it('turn nothing around them, whatever stands in their names and reasons', async () => {
    const turned = '\u202e0081\u202c';
    const hebrew = 'מכירות';
    await open({
      queues: [queue(turned, { paused: true, reason: '\u2067Lunch' }), queue(hebrew)],
      agent: { status: 'notReady', reason: '\u202eLunch', chosen: 'notReady', since: at(0).wallMs },
    });
    expect(document.body.textContent).not.toMatch(/[\u202a-\u202e\u2067]/u);
    await user.click(state());
    const items = screen.getAllByRole('menuitem').map((item) => item.textContent);
    expect(items.slice(0, 2)).toEqual(['0081 Lunch', `\u2068${hebrew}\u2069 ready`]);
    expect(document.body.textContent).not.toMatch(/[\u202a-\u202e\u2067]/u);
    // What is sent names the queue as the phone system does.
    await user.click(screen.getByRole('menuitem', { name: /^0081/ }));
    await pass(50);
    await user.click(within(screen.getByRole('menu', { name: /^0081/ })).getByText('Ready'));
    await pass(50);
    expect(bridge.commands()).toEqual([{ type: 'SetAgentState', state: 'ready', queue: turned }]);
  });

  it.each<[string, string, (string | RegExp)[], object]>([
    ['unpaused', 'support', ['Ready'], { type: 'SetAgentState', state: 'ready', queue: 'support' }],
    [
      'paused for a reason',
      'sales',
      ['Training'],
      { type: 'SetAgentState', state: 'notReady', reason: 'Training', queue: 'sales' },
    ],
    ['left', 'support', ['Logged in'], { type: 'SetQueueLogin', loggedIn: false, queue: 'support' }],
    ['entered', 'night', ['Logged in'], { type: 'SetQueueLogin', loggedIn: true, queue: 'night' }],
  ])('can each be %s', async (_what, name, items, command) => {
    await open({ queues });
    await user.click(state());
    await user.click(screen.getByRole('menuitem', { name: new RegExp(`^${name}`) }));
    await pass(50);
    const submenu = screen.getByRole('menu', { name: new RegExp(`^${name}`) });
    for (const item of items) {
      await user.click(within(submenu).getByText(item));
      await pass(50);
    }
    expect(bridge.commands()).toEqual([command]);
  });

  it('that the phone system keeps the agent in cannot be left, and say so', async () => {
    await open({ queues });
    await user.click(state());
    await user.click(screen.getByRole('menuitem', { name: /^sales/ }));
    await pass(50);
    const login = screen.getByRole('menuitemcheckbox', { name: /^Logged in/ });
    expect(isOff(login)).toBe(true);
    expect(login.textContent).toContain('Fixed by the phone system');
  });

  it.each([
    ['Log in to all', { type: 'SetQueueLogin', loggedIn: true }],
    ['Log out of all', { type: 'SetQueueLogin', loggedIn: false }],
  ])('%s together', async (name, command) => {
    await open({ queues });
    await choose(name);
    expect(bridge.commands()).toEqual([command]);
  });

  it('offer only what changes something', async () => {
    await open({ queues: [queue('sales', { fixed: true })] });
    await user.click(state());
    expect(screen.queryByText('Log in to all')).toBeNull();
    expect(screen.queryByText('Log out of all')).toBeNull();
  });
});

describe('the queue line', () => {
  const waiting = [queue('sales'), queue('support', { waiting: 3, longestSince: at(0).wallMs - 84_000 })];

  it('tells who waits and for how long, the longest wait first, and lets the clock run in silence', async () => {
    await open({ queues: waiting }, <QueueLine />);
    const line = screen.getByRole('region', { name: 'Waiting callers' });
    const items = within(line).getAllByRole('listitem');
    expect(items.map((item) => item.textContent)).toEqual([
      'support: 3 callers waitingsupport3·1:24',
      'sales: 0 callers waitingsales0',
    ]);
    await pass(2_000);
    const clock = within(line).getByRole('timer');
    expect(clock.textContent).toBe('1:26');
    expect(clock.getAttribute('aria-live')).toBe('off');
  });

  it('changes with the queues', async () => {
    await open({ queues: waiting }, <QueueLine />);
    await happen({ type: 'QueuesChanged', at: at(1), queues: [queue('support')] });
    expect(screen.getByRole('listitem').textContent).toBe('support: 0 callers waitingsupport0');
  });

  it.each<[string, Partial<Line>]>([
    ['without queues', { queues: [] }],
    ['when logged in to none', { queues: [queue('support', { loggedIn: false, waiting: 9 })] }],
    ['without a link, since nobody knows', { queues: waiting, link: { state: 'connecting', attempt: 1 } }],
  ])('is not there %s', async (_when, line) => {
    await open(line, <QueueLine />);
    expect(screen.queryByRole('region')).toBeNull();
  });
});

describe('after-call work', () => {
  const work: Partial<Agent> = { status: 'afterCallWork', afterCallWorkUntilMonoMs: 30_000 };
  const both = (
    <>
      <AgentAnnouncer />
      <AfterCallWork />
    </>
  );
  const region = (): HTMLElement => screen.getByRole('region', { name: 'After-call work' });

  it('counts down in silence, and is told once', async () => {
    await open({ agent: { ...ready, status: 'talking' } }, both);
    expect(screen.queryByRole('region')).toBeNull();
    await happen(agentIs(work, 1_000));
    const before = within(region()).getByRole('timer').textContent;
    await pass(3_000);
    const after = within(region()).getByRole('timer').textContent;
    const seconds = (text: string): number => Number(text.replace('0:', ''));
    expect(seconds(before) - seconds(after)).toBe(3);
    expect(screen.getByRole('status').textContent).toMatch(/^After-call work, 29 seconds$/);
    await pass(60_000);
    expect(within(region()).getByRole('timer').textContent).toBe('0:00');
  });

  it('is extended, and ended', async () => {
    await open({ agent: { ...ready, ...work } }, both);
    await user.click(button('Extend'));
    await user.click(button('Ready now'));
    expect(bridge.commands()).toEqual([
      { type: 'ExtendAfterCallWork' },
      { type: 'SetAgentState', state: 'ready' },
    ]);
    await happen(agentIs({ ...work, afterCallWorkUntilMonoMs: 90_000 }, 2_000));
    expect(screen.getByRole('status').textContent).toMatch(/extended, 8\d seconds left/);
    await happen(agentIs({ status: 'ready' }, 3_000));
    expect(screen.queryByRole('region')).toBeNull();
  });

  it('does not take a press that was meant for the call that has just ended', async () => {
    await open({ agent: { ...ready, status: 'talking' } }, both);
    act(() => bridge.happen(agentIs(work)));
    await user.click(button('Ready now'));
    expect(bridge.commands()).toEqual([]);
    await pass(settleMs + 1);
    await user.click(button('Ready now'));
    expect(bridge.commands()).toHaveLength(1);
  });

  it('says what comes after it, and why it could not be extended', async () => {
    await open({ agent: { ...ready, ...work, chosen: 'notReady' } }, both);
    expect(region().textContent).toContain('then not ready');
    bridge.answers['line:command'] = () => ({ status: 'refused', code: 'noAfterCallWork' });
    await user.click(button('Extend'));
    await pass(20);
    expect(screen.getByRole('alert').textContent).toContain('OH-noAfterCallWork');
  });

  it('has no button that this phone system knows nothing of', async () => {
    await open(
      { agent: { ...ready, ...work }, features: { can: ['ExtendAfterCallWork'], denied: {} } },
      both,
    );
    expect(screen.queryByText('Ready now')).toBeNull();
    expect(button('Extend')).toBeTruthy();
  });
});

describe('calls that wait for anybody', () => {
  const parked: ParkedCall[] = [
    { space: '701', number: '+46812345678', name: 'Maria', since: at(0).wallMs - 84_000, parkedBy: '102' },
    { space: '702', number: '', name: '', since: at(0).wallMs, parkedBy: '' },
  ];
  const ringing = [{ id: 'r1', extension: '103', number: '+4930901820', name: '' }];

  it('are listed with space, party, who parked it and since when, and fetched', async () => {
    await open({ parked }, <Waiting />);
    const [first, second] = screen.getAllByRole('listitem').map((item) => item.textContent);
    expect(first).toContain('701 Maria');
    expect(first).toContain('by 102');
    expect(first).toMatch(/1:2\d/);
    expect(second).toContain('702 Number withheld');
    await user.click(button('Retrieve Maria from 701'));
    expect(bridge.commands()).toEqual([{ type: 'RetrieveParkedCall', space: '701' }]);
  });

  it('are picked up from a colleague', async () => {
    await open({ ringingColleagues: ringing }, <Waiting />);
    await user.click(button('Pick up +49 30 901820 from 103'));
    expect(bridge.commands()).toEqual([{ type: 'PickUpRingingCall', id: 'r1' }]);
  });

  it('take no room when there are none', async () => {
    await open({ parked }, <Waiting />);
    await happen({ type: 'ParkedCallsChanged', at: at(1), parked: [] });
    expect(screen.queryByRole('heading')).toBeNull();
    await happen({ type: 'RingingColleaguesChanged', at: at(2), ringing });
    expect(screen.getByRole('heading').textContent).toBe('Ringing for colleagues');
  });

  it('say in their row why one could not be had', async () => {
    await open({ parked }, <Waiting />);
    bridge.answers['line:command'] = () => ({ status: 'refused', code: 'unknownCall' });
    await user.click(button('Retrieve Number withheld from 702'));
    await pass(20);
    const [first, second] = screen.getAllByRole('listitem');
    expect(within(second!).getByRole('alert').textContent).toContain('OH-unknownCall');
    expect(within(first!).queryByRole('alert')).toBeNull();
  });

  it('have no button where this phone cannot take them', async () => {
    await open({ parked, ringingColleagues: ringing, features: { can: [], denied: {} } }, <Waiting />);
    expect(screen.getAllByRole('listitem')).toHaveLength(3);
    expect(screen.queryByRole('button')).toBeNull();
  });
});
