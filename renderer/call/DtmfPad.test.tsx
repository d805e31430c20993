// @vitest-environment happy-dom
import { screen } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { bridge, button, field, happen, open, pass, user } from '../testing/panel.tsx';
import { able, aCallIn, eventOf } from '../testing/story.ts';

const call = aCallIn('calling', { features: able(['DropCall', 'SendDtmf']) });
const pad = (): HTMLElement | null => screen.queryByRole('region', { name: /^Tones to/ });
const sent = (): string | null => screen.getByRole('status', { name: 'Tones sent' }).textContent;
const digits = (): string =>
  bridge
    .commands()
    .map((command) => (command.type === 'SendDtmf' ? command.digits : '?'))
    .join('');

beforeEach(() => open({ calls: [call] }));

it('sends what is pressed and what is typed, also while the other phone still rings', async () => {
  await user.click(button('Keypad'));
  await user.click(button('1'));
  await user.keyboard('23*#');
  await pass(0);
  expect(digits()).toBe('123*#');
  expect(sent()).toBe('123*#');
});

it('leaves digits to the number field while it is closed', async () => {
  await user.keyboard('12');
  expect(field().value).toBe('12');
  await user.keyboard('{Escape}{Control>}k{/Control}34');
  expect(digits()).toBe('34');
  await user.keyboard('{Control>}k{/Control}');
  expect(pad()).toBeNull();
  await user.keyboard('5');
  expect(field().value).toBe('5');
});

it('is one stop for Tab; arrows walk over its keys as they lie', async () => {
  await user.click(button('Keypad'));
  button('1').focus();
  await user.keyboard('{ArrowRight}{ArrowDown}{ArrowDown}{ArrowDown}');
  expect(document.activeElement).toBe(button('0'));
  await user.keyboard('{ArrowDown}{ArrowLeft}{Enter}');
  expect(digits()).toBe('*');
  expect(
    screen.getAllByRole('button', { name: /^[0-9*#]$/ }).filter(({ tabIndex }) => tabIndex === 0),
  ).toEqual([button('*')]);
});

it('says there why keys could not be sent', async () => {
  bridge.answers['line:command'] = () => ({ status: 'refused', code: 'refusedByPbx' });
  await user.click(button('Keypad'));
  await user.keyboard('1');
  await pass(0);
  expect(pad()?.textContent).toContain('The phone system refused');
  await user.keyboard('{Escape}');
  expect(pad()?.textContent).not.toContain('refused');
  await user.keyboard('{Escape}');
  expect(pad()).toBeNull();
  expect(document.activeElement).toBe(button('Keypad'));
});

it('takes no key while its command does not work, and says why', async () => {
  await user.click(button('Keypad'));
  const denied = { ...call, features: able(['DropCall'], { SendDtmf: 'rightMissing' }) };
  await happen(eventOf(denied, { type: 'CallInfoChanged' }, 1000));
  await user.click(button('1'));
  expect(bridge.commands()).toEqual([]);
  expect(pad()?.textContent).toContain('does not allow Offhook');
});

it('is not there where keys cannot be sent at all', async () => {
  await happen(eventOf({ ...call, features: able(['DropCall']) }, { type: 'CallInfoChanged' }, 1000));
  expect(screen.queryByRole('button', { name: 'Keypad' })).toBeNull();
  await user.keyboard('{Control>}k{/Control}');
  expect(pad()).toBeNull();
});
