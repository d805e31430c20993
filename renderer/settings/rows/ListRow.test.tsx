// @vitest-environment happy-dom
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { button, close, open, saves, stored, user } from '../testing/settingsPage.tsx';

describe('a list', () => {
  const tags = (label: string): readonly string[] =>
    within(screen.getByRole('grid', { name: label }))
      .queryAllByRole('row')
      .map((row) => row.textContent);
  const queues = (): readonly string[] => tags('Your queues');
  const inTwo = { ...stored, settings: { ...stored.settings, queues: ['support', 'sales'] } };

  it('takes what is typed with Enter, and saves nothing by that', async () => {
    await open(inTwo);
    await user.type(screen.getByPlaceholderText('Add a queue'), '500{Enter}');
    expect(queues()).toEqual(['support', 'sales', '500']);
    expect(saves()).toEqual([]);
    await user.type(screen.getByPlaceholderText('Add a queue'), '{Enter}');
    expect(saves()).toMatchObject([{ settings: { queues: ['support', 'sales', '500'] } }]);
  });

  it('takes what was typed and not added, when the settings are saved', async () => {
    await open(inTwo);
    await user.type(screen.getByPlaceholderText('Add a reason'), 'Lunch break, long');
    await user.click(button('Save'));
    expect(saves()).toMatchObject([{ settings: { pauseReasons: ['Lunch break, long'] } }]);
  });

  it('gives an entry away again', async () => {
    await open(inTwo);
    const sales = screen.getByRole('row', { name: 'sales' });
    await user.click(within(sales).getByRole('button'));
    expect(queues()).toEqual(['support']);
    await user.click(button('Save'));
    expect(saves()).toMatchObject([{ settings: { queues: ['support'] } }]);
  });

  it('shows which entry is wrong, and is not saved with it', async () => {
    await open(inTwo);
    await user.type(screen.getByPlaceholderText('Add a queue'), 'a&b{Enter}');
    expect(screen.getByText(/characters that are not possible here/)).toBeTruthy();
    await user.click(button('Save'));
    expect(saves()).toEqual([]);
    expect(screen.getByRole('alert').textContent).toContain('1 field needs attention');
    await user.click(within(screen.getByRole('row', { name: 'a&b' })).getByRole('button'));
    expect(screen.queryByText(/characters that are not possible here/)).toBeNull();
  });

  it('lets Escape take back what is typed before it asks to leave', async () => {
    await open(inTwo);
    await user.type(screen.getByPlaceholderText('Add a queue'), 'oops{Escape}');
    expect(close).not.toHaveBeenCalled();
    expect(queues()).toEqual(['support', 'sales']);
    await user.keyboard('{Escape}');
    expect(close).toHaveBeenCalledOnce();
  });
});
