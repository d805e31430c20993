// @vitest-environment happy-dom
import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Call } from '../../src/cti/call.ts';
import type { CommandResult } from '../../src/cti/command.ts';
import type { MiniView, RingTone, SmallWindowView } from '../../src/ipc/smallWindow.ts';
import { otherPartyMs } from '../../src/cti/pressGuard.ts';
import { settleMs } from '../state/settle.ts';
import { FakeBridge } from '../testing/fakeBridge.ts';
import { aCall, aCallIn, able, aSnapshot } from '../testing/story.ts';
import { RingingCalls } from './RingingCalls.tsx';
import { createRingingModel } from './model.ts';

const user = userEvent.setup();
let bridge: FakeBridge;
let rings: (RingTone | 'still')[];
let hidden: number;
let nowMs: number;
beforeEach(() => {
  nowMs = 0;
  bridge = new FakeBridge(aSnapshot());
  rings = [];
  hidden = 0;
});
afterEach(cleanup);

const maria = aCall({
  id: 'm',
  direction: 'incoming',
  state: 'ringing',
  phase: 'ringing',
  name: '<b>Maria</b>',
  number: '+46812345678',
  queue: 'support',
  features: able(['AnswerCall', 'DropCall']),
});
const view = (overrides: Partial<SmallWindowView> = {}): SmallWindowView => ({
  calls: [{ call: maria, sounds: true }],
  sound: { volume: 70, device: '' },
  mini: null,
  grows: 'up',
  monoMs: 0,
  ...overrides,
});

async function open(first: SmallWindowView): Promise<void> {
  bridge.answers['ringing:view'] = () => first;
  const model = createRingingModel(
    bridge,
    {
      ring: (tone) => rings.push(tone),
      still: () => rings.push('still'),
    },
    () => nowMs,
  );
  render(<RingingCalls model={model} hide={() => (hidden += 1)} />);
  const all = first.calls.length + (first.mini?.calls.length ?? 0) + (first.mini?.work ? 1 : 0);
  await waitFor(() => expect(screen.queryAllByRole('article')).toHaveLength(all));
  nowMs += settleMs;
  await waitFor(() => expect(model.getState().guarded).toEqual([]));
}
const button = (name: string): HTMLElement => screen.getByRole('button', { name });
const isOff = (name: string): boolean => button(name).getAttribute('aria-disabled') === 'true';

describe('a call in the ringing window', () => {
  it('says who, from where and by which queue, as text, and sounds', async () => {
    await open(view());
    expect(screen.getByRole('heading', { level: 2 }).textContent).toBe('<b>Maria</b>');
    expect(screen.getByRole('article').textContent).toContain('+46 8 123 456 78via support');
    expect(rings).toEqual([{ volume: 70, device: '' }]);
  });

  it('is answered, declined, silenced', async () => {
    await open(view());
    bridge.answers['ringing:answer'] = () => ({ status: 'done' });
    bridge.answers['ringing:decline'] = () => ({ status: 'done' });
    bridge.answers['ringing:silence'] = () => undefined;
    for (const name of ['Answer', 'Silence', 'Decline']) await user.click(button(name));
    expect(bridge.sent.slice(1)).toEqual([
      ['ringing:answer', 'm'],
      ['ringing:silence', 'm'],
      ['ringing:decline', 'm'],
    ]);
    act(() => bridge.push('ringing:changed', view({ calls: [{ call: maria, sounds: false }], sound: null })));
    expect(isOff('Silence')).toBe(true);
    expect(rings.at(-1)).toBe('still');
  });

  it('has its buttons from its features', async () => {
    const features = able(['DropCall'], { AnswerCall: 'answerOnPhone' });
    await open(view({ calls: [{ call: { ...maria, features }, sounds: false }], sound: null }));
    expect([isOff('Answer'), isOff('Decline')]).toEqual([true, false]);
    await user.click(button('Answer'));
    expect(bridge.count('ringing:answer')).toBe(0);
  });

  it('reports why it could not be answered, until that is read or the call is gone', async () => {
    await open(view());
    bridge.answers['ringing:answer'] = () => ({ status: 'refused', code: 'phoneBusy' });
    await user.click(button('Answer'));
    await waitFor(() => expect(button('Copy OH-phoneBusy')).toBeTruthy());
    await user.click(button('Close'));
    expect(isOff('Answer')).toBe(false);
    act(() => bridge.push('ringing:changed', view({ calls: [], sound: null })));
    expect(screen.queryByRole('article')).toBeNull();
  });

  it('is hidden by button', async () => {
    await open(view());
    await user.click(button('Hide this window'));
    expect(hidden).toBe(1);
  });

  it('is not declined by a press that was meant for the one who stood above it', async () => {
    const olga = { ...maria, id: 'o', name: 'Olga' };
    const calls = [maria, olga].map((call) => ({ call, sounds: false }));
    await open(view({ calls }));
    bridge.answers['ringing:decline'] = () => ({ status: 'done' });
    await user.click(screen.getAllByRole('button', { name: 'Decline' })[0]!);
    act(() => bridge.push('ringing:changed', view({ calls: [{ call: olga, sounds: false }] })));
    expect(isOff('Decline')).toBe(true);
    await user.click(button('Decline'));
    expect(bridge.count('ringing:decline')).toBe(1);
    expect(screen.getByText(/Press again/)).toBeTruthy();
    nowMs += otherPartyMs;
    await waitFor(() => expect(isOff('Decline')).toBe(false));
    await user.click(button('Decline'));
    expect(bridge.sent.at(-1)).toEqual(['ringing:decline', 'o']);
  });

  it('is one of several, and the newest news count', async () => {
    const other = { ...maria, id: 'o', name: 'Olga' };
    let answer: (first: SmallWindowView) => void = () => undefined;
    bridge.answers['ringing:view'] = () => new Promise((resolve) => (answer = resolve));
    const model = createRingingModel(bridge, { ring: () => undefined, still: () => undefined });
    render(<RingingCalls model={model} hide={() => undefined} />);
    const calls = [maria, other].map((call) => ({ call, sounds: false }));
    act(() => bridge.push('ringing:changed', view({ calls })));
    await act(() => {
      answer(view());
      return Promise.resolve();
    });
    expect(screen.getAllByRole('article')).toHaveLength(2);
    expect(screen.getAllByRole('button', { name: 'Hide this window' })).toHaveLength(1);
  });
});

describe('a call in the mini window', () => {
  const can = able(['HoldCall', 'MuteCall', 'DropCall']);
  const olga = aCallIn('talking', { id: 'o', name: 'Olga', number: '+4930901820', features: can });
  const kim = aCallIn('talking', { id: 'k', name: 'Kim', number: '102', features: can });
  const held = aCallIn('onHold', {
    ...olga,
    phase: 'onHold',
    heldBy: 'agent',
    features: able(['ResumeCall', 'DropCall']),
  });
  const standing = (calls: readonly Call[], overrides: Partial<MiniView> = {}): SmallWindowView => ({
    ...view({ calls: [], sound: null }),
    mini: { calls, work: null, link: { state: 'online', version: '' }, ...overrides },
  });
  const push = (next: SmallWindowView): void => act(() => bridge.push('ringing:changed', next));
  const done = (): CommandResult => ({ status: 'done' });

  it('says who, in which state and for how long', async () => {
    await open({ ...standing([{ ...olga, muted: true }]), monoMs: 65_000 });
    const row = screen.getByRole('article', { name: 'Call with Olga' });
    expect(row.textContent).toContain('OlgaTalking1:05');
    expect(screen.getByRole('img', { name: 'Muted' })).toBeTruthy();
    expect(screen.getByRole('status').textContent).toBe('Olga: Talking');
  });

  it('is held, muted, ended, and shown in the panel', async () => {
    await open(standing([olga]));
    bridge.answers['mini:press'] = done;
    bridge.answers['mini:openPanel'] = () => undefined;
    for (const name of ['Hold', 'Mute', 'Hang up', 'Open the panel']) await user.click(button(name));
    expect(bridge.sent.slice(1)).toEqual([
      ['mini:press', 'o', 'HoldCall'],
      ['mini:press', 'o', 'MuteCall'],
      ['mini:press', 'o', 'DropCall'],
      ['mini:openPanel', 'o'],
    ]);
  });

  it('keeps every button in its place', async () => {
    const places = (): string[] =>
      [...screen.getByRole('article').querySelectorAll('[class*=buttons] > *')].map(
        (one) => one.getAttribute('aria-label') ?? '',
      );
    await open(standing([olga]));
    expect(places()).toEqual(['Hold', 'Mute', 'Open the panel', 'Hang up']);
    push(standing([held]));
    expect(places()).toEqual(['Resume', '', 'Open the panel', 'Hang up']);
  });

  it('has no clock and no button that works while it is not known whether it stands', async () => {
    await open(standing([olga]));
    const features = able([]);
    push(standing([{ ...olga, checking: true, features }], { link: { state: 'off' } }));
    expect(screen.queryByRole('timer')).toBeNull();
    expect(screen.getByRole('article').textContent).toContain('Checking…');
    for (const name of ['Hold', 'Mute', 'Hang up']) expect(isOff(name)).toBe(true);
    expect(button('Hang up').title).not.toBe('');
  });

  it('is not ended by the second half of a double press that ended another one', async () => {
    await open(standing([kim, held]));
    bridge.answers['mini:press'] = done;
    await user.click(screen.getAllByRole('button', { name: 'Hang up' })[0]!);
    push(standing([held]));
    await user.click(button('Hang up'));
    expect(bridge.count('mini:press')).toBe(1);
    expect(screen.getByRole('status').textContent).toContain('Press again');
    nowMs += otherPartyMs;
    await waitFor(() => expect(isOff('Hang up')).toBe(false));
    await user.click(button('Hang up'));
    expect(bridge.sent.at(-1)).toEqual(['mini:press', 'o', 'DropCall']);
  });

  it('leaves the room of a call that rings meanwhile to it, and the presses', async () => {
    await open(standing([olga]));
    push({ ...standing([olga]), calls: [{ call: maria, sounds: false }] });
    expect(screen.getAllByRole('article').map((one) => one.getAttribute('aria-label'))).toEqual([
      'Call with Olga',
      'Call with <b>Maria</b>',
    ]);
    expect([isOff('Hang up'), isOff('Decline')]).toEqual([false, true]);
    // Olga goes: Maria comes to stand where Olga's buttons were.
    push(view());
    await user.click(button('Decline'));
    expect(bridge.count('ringing:decline')).toBe(0);
  });

  it('says why something could not be done, until that is read', async () => {
    await open(standing([olga]));
    bridge.answers['mini:press'] = () => ({ status: 'refused', code: 'phoneBusy' });
    await user.click(button('Hold'));
    await waitFor(() => expect(screen.getByRole('alert').textContent).not.toBe(''));
    await user.click(button('Close'));
    expect(isOff('Hold')).toBe(false);
  });

  it('is moved by what says who it is', async () => {
    await open(standing([olga]));
    bridge.answers['mini:move'] = () => undefined;
    const grip = screen
      .getByText('Olga', { selector: '[class*=who]' })
      .closest<HTMLElement>('[class*=grip]')!;
    await user.pointer([
      { keys: '[MouseLeft>]', target: grip, coords: { x: 5, y: 6 } },
      { target: grip, coords: { x: 9, y: 9 } },
      { keys: '[/MouseLeft]', target: grip },
    ]);
    act(() => void grip.dispatchEvent(new PointerEvent('lostpointercapture', { bubbles: true })));
    const moves = bridge.sent.filter(([channel]) => channel === 'mini:move');
    expect(moves.length).toBeGreaterThan(1);
    expect(moves.at(0)).toEqual(['mini:move', { x: 5, y: 6 }]);
    expect(moves.at(-1)).toEqual(['mini:move', null]);
  });

  it('is followed by the work after it, with what is left of that', async () => {
    const features = able(['SetAgentState']);
    await open(standing([], { work: { untilMonoMs: 30_000, features } }));
    bridge.answers['mini:readyNow'] = done;
    expect(screen.getByRole('timer').textContent).toBe('0:30');
    await user.click(button('Ready now'));
    expect(bridge.sent.at(-1)).toEqual(['mini:readyNow']);
  });

  it('is not followed at once by a press that makes ready', async () => {
    await open(standing([olga]));
    const features = able(['SetAgentState']);
    push(standing([], { work: { untilMonoMs: 30_000, features } }));
    await user.click(button('Ready now'));
    expect(bridge.count('mini:readyNow')).toBe(0);
  });
});
