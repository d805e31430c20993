// @vitest-environment happy-dom
import { act, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { bridge, card, field, happen, model, open, user } from '../testing/panel.tsx';
import { aCallIn, beginningOf } from '../testing/story.ts';

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
