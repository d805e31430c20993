// @vitest-environment happy-dom
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Phase } from '../../src/cti/call.ts';
import { bridge, button, card, happen, isOff, open, pass, user } from '../testing/panel.tsx';
import { aCall, aCallIn, eventOf } from '../testing/story.ts';

describe('the card of a call', () => {
  it.each<[Exclude<Phase, 'ended'>, string, string]>([
    ['agentRinging', 'Pick up your phone…', 'Hold'],
    ['calling', 'Calling…', 'Hold'],
    ['ringing', 'Incoming call', 'Answer'],
    ['talking', 'Talking', 'Hold'],
    ['onHold', 'On hold', 'Resume'],
    ['heldByRemote', 'Held by the other party', 'Hold'],
    ['resuming', 'Resuming…', 'Resume'],
  ])('in the phase %s says "%s" and offers %s', async (phase, word, likeliest) => {
    await open({ calls: [aCallIn(phase)] });
    expect(within(card()).getByText(word)).toBeTruthy();
    expect(within(card()).getByRole('heading', { name: 'Maria Svensson' })).toBeTruthy();
    expect(within(card()).getByText('+44 20 7946 0958')).toBeTruthy();
    expect(button(likeliest)).toBeTruthy();
    expect(button(phase === 'ringing' ? 'Decline' : 'Hang up')).toBeTruthy();
  });

  it('says how often a queue has let it ring', async () => {
    await open({ calls: [aCallIn('ringing', { rings: 3 })] });
    expect(within(card()).getByText('rang 3 times')).toBeTruthy();
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
