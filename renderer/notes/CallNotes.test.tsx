// @vitest-environment happy-dom
import { act, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { CallNotesState } from '../../src/ipc/callNotes.ts';
import { settleMs } from '../state/settle.ts';
import { bridge, button, happen, isOff, open, pass, user } from '../testing/panel.tsx';
import { able, aCall, aCallIn, at, beginningOf, eventOf } from '../testing/story.ts';

const talking = aCall({ id: 'c1' });
const owed = { id: 'old', direction: 'incoming', number: '201', name: 'Bo Ek' } as const;
const asking: CallNotesState = { rule: 'ask', dispositions: ['Order', 'Complaint'], owed: [owed] };
const must: CallNotesState = { ...asking, rule: 'must' };

async function tell(state: CallNotesState): Promise<void> {
  act(() => bridge.push('callNotes:told', state));
  await pass(settleMs);
}
const form = (): HTMLElement | null => screen.queryByRole('form');
const choice = (): HTMLElement => screen.getByRole('combobox', { name: 'Disposition' });
const note = (): HTMLElement => screen.getByRole('textbox', { name: 'Note' });
const sent = (channel: string): readonly unknown[] => bridge.sent.filter(([name]) => name === channel);

describe('a note on the call that is talked on', () => {
  it('is opened by a key, typed, and saved by Ctrl+Enter; what the panel’s keys do is left alone', async () => {
    await open({ calls: [talking] });
    await user.keyboard('{Control>}n{/Control}');
    expect(form()?.getAttribute('aria-label')).toBe('Note on Maria Svensson');
    expect(document.activeElement).toBe(note());
    expect(screen.queryByRole('combobox', { name: 'Disposition' })).toBeNull();
    await user.keyboard('0170 x{Enter}invoice');
    await pass(settleMs);
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(sent('callNotes:save')).toEqual([['callNotes:save', 'c1', { note: '0170 x\ninvoice' }]]);
    expect(bridge.commands()).toEqual([]);
    await pass(0);
    expect(form()).toBeNull();
    expect(screen.getByText('Note on Maria Svensson saved')).toBeTruthy();
  });

  it('shows what is kept, and is left by Escape', async () => {
    await open({ calls: [talking] });
    bridge.answers['callNotes:read'] = () => ({
      status: 'ok',
      value: { note: 'first', disposition: 'Gone' },
    });
    await tell({ ...asking, owed: [] });
    await user.click(button('Note'));
    await pass(0);
    expect((note() as HTMLTextAreaElement).value).toBe('first');
    expect(
      within(choice())
        .getAllByRole('option')
        .map(({ textContent }) => textContent),
    ).toEqual(['Choose…', 'Gone', 'Order', 'Complaint']);
    await user.keyboard('{Escape}');
    expect(form()).toBeNull();
    expect(bridge.commands()).toEqual([]);
  });

  it('stays open with what was typed when the call ends, and where it could not be saved', async () => {
    await open({ calls: [talking] });
    await user.click(button('Note'));
    await user.type(note(), 'half');
    await happen(eventOf(talking, { type: 'RingFinished', outcome: 'answered' }, 5));
    expect((note() as HTMLTextAreaElement).value).toBe('half');
    bridge.answers['callNotes:save'] = () => ({ status: 'failed', fault: 'diskFull' });
    await user.click(button('Save'));
    await pass(0);
    expect(screen.getByText(/not saved yet. The disk is full/).closest('[role=alert]')).not.toBeNull();
    expect(screen.getByText('OH-historyDiskFull')).toBeTruthy();
    expect((note() as HTMLTextAreaElement).value).toBe('half');
  });

  it('is not offered before anybody is talked to', async () => {
    await open({ calls: [aCallIn('ringing')] });
    expect(screen.queryByRole('button', { name: 'Note' })).toBeNull();
  });
});

describe('the disposition of a call that is over', () => {
  it('is asked for, takes no focus, and can be left', async () => {
    await open();
    await tell(asking);
    expect(form()?.getAttribute('aria-label')).toBe('Note on Bo Ek');
    expect(form()?.contains(document.activeElement)).toBe(false);
    expect(screen.getByText(/What came of the call with Bo Ek/).closest('[role=status]')).not.toBeNull();
    await user.click(button('Not now'));
    expect(sent('callNotes:leave')).toEqual([['callNotes:leave', 'old']]);
  });

  it('cannot be left where it must be said; Save says what is missing', async () => {
    await open();
    await tell(must);
    expect(screen.queryByRole('button', { name: 'Not now' })).toBeNull();
    expect(isOff(button('Save'))).toBe(true);
    await user.selectOptions(choice(), 'Order');
    await user.keyboard('{Escape}');
    expect(form()).not.toBeNull();
    await user.click(button('Save'));
    expect(sent('callNotes:save')).toEqual([['callNotes:save', 'old', { disposition: 'Order' }]]);
    expect(sent('callNotes:leave')).toEqual([]);
  });

  it('steps aside for a new call, and comes again after it with what was typed', async () => {
    await open();
    await tell(must);
    await user.type(note(), 'half');
    const ringing = aCallIn('ringing', { id: 'c2' });
    await happen(beginningOf(ringing, 5));
    expect(form()).toBeNull();
    expect(screen.getByText('1 ended call still needs a disposition')).toBeTruthy();
    expect(isOff(button('Answer'))).toBe(false);
    await happen(eventOf(ringing, { type: 'RingFinished', outcome: 'noAnswer' }, 9));
    expect((note() as HTMLTextAreaElement).value).toBe('half');
  });

  it('keeps the agent from being ready, and the panel says why', async () => {
    await open({
      features: able(['SetAgentState']),
      agent: { status: 'afterCallWork', since: at(0).wallMs, chosen: 'ready' },
    });
    await tell(must);
    const work = within(screen.getByRole('region', { name: 'After-call work' }));
    expect(work.queryByRole('timer')).toBeNull();
    expect(isOff(work.getByRole('button', { name: 'Ready now' }))).toBe(true);
    await tell({ ...must, owed: [] });
    expect(isOff(work.getByRole('button', { name: 'Ready now' }))).toBe(false);
  });
});
