// @vitest-environment happy-dom
import { act, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { settleMs } from '../state/settle.ts';
import { bridge, button, field, open, pass, user } from '../testing/panel.tsx';
import { aCall, aCallIn } from '../testing/story.ts';

const talking = aCall({ id: 'now' });
const ringing = aCallIn('ringing', { id: 'new', name: 'Erika Mustermann' });
const question = (): HTMLElement | null =>
  screen.queryByRole('group', { name: 'Put Maria Svensson on hold first?' });

describe('a second call', () => {
  it('is asked about at the call that rings, and everything else goes on', async () => {
    await open({ calls: [talking, ringing] });
    await user.click(button('Answer'));
    const item = screen.getAllByRole('listitem').find(({ textContent }) => textContent.includes('Erika'));
    expect(item?.contains(question())).toBe(true);
    expect(within(question()!).getByRole<HTMLInputElement>('checkbox').checked).toBe(true);
    await user.click(button('Hold'));
    expect(bridge.commands()).toEqual([{ type: 'HoldCall', callId: 'now' }]);
    await user.click(button('Hold and answer'));
    expect(bridge.commands().at(-1)).toEqual({ type: 'AnswerCall', callId: 'new', holdOthers: true });
    expect(question()).toBeNull();
  });

  it('is answered with hold by a second Enter, which is not the second half of a double press', async () => {
    await open({ calls: [talking, ringing] });
    act(() => button('Answer').focus());
    await user.keyboard('{ArrowDown}');
    await pass(settleMs);
    act(() => (document.activeElement as HTMLElement).blur());
    await user.keyboard('{Enter}');
    expect(question()).toBeTruthy();
    await user.keyboard('{Enter}');
    expect(bridge.commands()).toEqual([]);
    await pass(settleMs);
    await user.keyboard('{Enter}');
    expect(bridge.commands()).toEqual([{ type: 'AnswerCall', callId: 'new', holdOthers: true }]);
  });

  it('is left to ring by Esc', async () => {
    await open({ calls: [talking, ringing] });
    await user.click(button('Answer'));
    await user.keyboard('{Escape}');
    expect(question()).toBeNull();
    expect(bridge.commands()).toEqual([]);
  });

  it('that is dialled is asked about at the number', async () => {
    await open({ calls: [talking] });
    await user.type(field(), '201{Enter}');
    expect(question()).toBeTruthy();
    await user.click(screen.getByRole('checkbox', { name: 'Do this every time' }));
    await user.click(button('Call without holding'));
    expect(bridge.commands()).toEqual([{ type: 'MakeCall', number: '201' }]);
    expect(bridge.count('settings:rememberSecondCall')).toBe(0);
  });
});
