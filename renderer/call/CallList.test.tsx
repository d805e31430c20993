// @vitest-environment happy-dom
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Call } from '../../src/cti/call.ts';
import { bridge, button, open, user } from '../testing/panel.tsx';
import { aCallIn } from '../testing/story.ts';

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
    await user.click(button('Answer without holding'));
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
