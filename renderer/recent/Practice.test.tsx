// @vitest-environment happy-dom
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { bridge, button, field, happen, open, user } from '../testing/panel.tsx';
import { aCall, aCallIn, beginningOf } from '../testing/story.ts';

const practice = { pbx: { kind: 'practice', name: 'practice' } } as const;

function steps(): readonly string[] {
  const list = screen.getByRole('list', { name: 'Try it' });
  return within(list)
    .getAllByRole('listitem')
    .map((item) => `${item.getAttribute('data-done')} ${item.textContent}`);
}

describe('practice', () => {
  it('is five steps; one with a number fills it in, and what was done is ticked', async () => {
    const over = { ...aCall({ endedAt: 1, outcome: 'answered' }) };
    await open({}, { ...practice, recent: [over] });
    expect(steps()).toEqual([
      'true Call 201: a customer answersdone',
      'false Put the call on hold and take it back',
      'true Hang updone',
      'false Call , and answer when it calls back',
      'false In a call, transfer it to ',
    ]);
    await user.click(button('Call 201: a customer answers'));
    expect(field().value).toBe('201');
  });

  it('shows within a call the next step that can be tried there, and nothing else', async () => {
    await open({}, practice);
    expect(screen.queryByRole('button', { name: '201 answers' })).toBeNull();
    await user.click(button('Practice numbers'));
    expect(button('201 answers')).toBeTruthy();
    bridge.answers['practice:numbers'] = () => [];
    await happen(beginningOf(aCallIn('ringing')));
    expect(screen.queryByRole('list', { name: 'Try it' })).toBeNull();
    expect(screen.queryByText('Put the call on hold and take it back')).toBeNull();
  });
});
