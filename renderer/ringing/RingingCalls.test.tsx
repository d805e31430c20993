// @vitest-environment happy-dom
import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RingingView, RingTone } from '../../src/ipc/ringing.ts';
import { otherPartyMs } from '../../src/cti/pressGuard.ts';
import { settleMs } from '../state/settle.ts';
import { FakeBridge } from '../testing/fakeBridge.ts';
import { aCall, able, aSnapshot } from '../testing/story.ts';
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
const view = (overrides: Partial<RingingView> = {}): RingingView => ({
  calls: [{ call: maria, sounds: true }],
  sound: { volume: 70, device: '' },
  ...overrides,
});

async function open(first: RingingView): Promise<void> {
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
  await waitFor(() => expect(screen.queryAllByRole('article')).toHaveLength(first.calls.length));
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

  it('tells why it could not be answered, until that is read or the call is gone', async () => {
    await open(view());
    bridge.answers['ringing:answer'] = () => ({ status: 'refused', code: 'phoneBusy' });
    await user.click(button('Answer'));
    await waitFor(() => expect(button('Copy OH-phoneBusy')).toBeTruthy());
    await user.click(button('Close'));
    expect(isOff('Answer')).toBe(false);
    act(() => bridge.push('ringing:changed', view({ calls: [], sound: null })));
    expect(screen.queryByRole('article')).toBeNull();
  });

  it('is hidden by button and by key', async () => {
    await open(view());
    await user.click(button('Hide this window'));
    await user.keyboard('{Escape}');
    expect(hidden).toBe(2);
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
    let answer: (first: RingingView) => void = () => undefined;
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
