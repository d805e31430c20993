// @vitest-environment happy-dom
import { screen, within } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { bridge, button, happen, open, pass, user } from '../testing/panel.tsx';
import { able, aCallIn, eventOf } from '../testing/story.ts';

const features = able(['DropCall', 'HoldCall']);
const maria = aCallIn('conference', { id: 'm', features });
const anna = aCallIn('conference', { id: 'a', name: 'Anna Kovac', number: '102', features });
const ole = aCallIn('onHold', { id: 'o', name: 'Ole Hansen' });
const conference = (): HTMLElement =>
  screen.getByRole('article', { name: 'Conference: Maria Svensson, Anna Kovac' });

beforeEach(() => open({ calls: [maria, ole, anna] }));

it('is one card for all its parties, each with its own way out', async () => {
  const parties = within(conference()).getByRole('list', { name: 'Parties' });
  expect(
    within(parties)
      .getAllByRole('heading')
      .map(({ textContent }) => textContent),
  ).toEqual(['Maria Svensson', 'Anna Kovac']);
  await user.click(button('Remove Anna Kovac'));
  expect(bridge.commands()).toEqual([{ type: 'DropCall', callId: 'a' }]);
});

it('is ended as a whole by the button and by the key', async () => {
  await user.click(button('End all'));
  await pass(0);
  await user.keyboard('{Control>}e{/Control}');
  const both = [
    { type: 'DropCall', callId: 'm' },
    { type: 'DropCall', callId: 'a' },
  ];
  expect(bridge.commands()).toEqual([...both, ...both]);
});

it('is one step for the arrows, and one line when another call is in focus', async () => {
  await user.keyboard('{ArrowDown}');
  expect(screen.getByRole('article', { name: 'Call with Ole Hansen' })).toBeTruthy();
  expect(screen.getByRole('button', { name: /^Conference: Maria Svensson, Anna Kovac/ })).toBeTruthy();
  await user.keyboard('{ArrowUp}');
  expect(conference()).toBeTruthy();
});

it('says at the card why a party could not be removed', async () => {
  bridge.answers['line:command'] = () => ({ status: 'refused', code: 'refusedByPbx' });
  await user.click(button('Remove Anna Kovac'));
  await pass(0);
  expect(within(conference()).getByRole('alert').textContent).toContain('refused');
});

it('is a call like any other when one party is left', async () => {
  await happen(eventOf(anna, { type: 'RingFinished', outcome: 'answered' }, 1000));
  expect(screen.getByRole('article', { name: 'Call with Maria Svensson' })).toBeTruthy();
  expect(button('Hang up Maria Svensson')).toBeTruthy();
});
