// @vitest-environment happy-dom
import { screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { bridge, button, card, field, happen, isOff, open, pass, user } from '../testing/panel.tsx';
import { otherPartyMs } from '../../src/cti/pressGuard.ts';
import { settleMs } from '../state/settle.ts';
import { able, aCall, aCallIn, at, beginningOf, eventOf } from '../testing/story.ts';

const call = aCall({ features: able(['DropCall', 'HoldCall', 'MakeConsultCall', 'BlindTransferCall']) });
const recent = [
  aCall({ id: 'r1', number: '102', name: 'Anna Kovac' }),
  aCall({ id: 'r2', number: '', name: 'Unknown', direction: 'incoming' }),
];
const target = (): HTMLInputElement => screen.getByRole('combobox', { name: 'Number to transfer to' });
const sheet = (): HTMLElement | null => screen.queryByRole('region', { name: /^Transfer Maria Svensson/ });

describe('the transfer', () => {
  beforeEach(() => open({ calls: [call] }, { recent }));

  it('opens in place of the number field, with the focus in its own', async () => {
    await user.click(button('Transfer'));
    expect(document.activeElement).toBe(target());
    expect(screen.queryByRole('combobox', { name: 'Number to call' })).toBeNull();
    expect(button('Transfer').getAttribute('aria-expanded')).toBe('true');
    await user.keyboard('{Escape}');
    expect(sheet()).toBeNull();
    expect(field()).toBeTruthy();
    expect(document.activeElement).toBe(button('Transfer'));
    expect(bridge.commands()).toEqual([]);
  });

  it('asks first on Enter and transfers at once on Ctrl+Enter, and says so', async () => {
    await user.keyboard('{Control>}t{/Control}');
    expect(sheet()?.textContent).toContain('Ctrl Enter');
    await user.type(target(), '102{Enter}');
    await pass(0);
    await user.keyboard('{Control>}t{/Control}');
    await user.type(target(), '103');
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(bridge.commands()).toEqual([
      { type: 'MakeConsultCall', callId: 'c1', number: '102' },
      { type: 'BlindTransferCall', callId: 'c1', number: '103' },
    ]);
  });

  it('is not for who has only just come behind the call: neither by hand nor by key', async () => {
    await user.click(button('Transfer'));
    await user.type(target(), '103');
    // At their end the call was transferred: another talks now.
    const { call: now } = eventOf(call, { type: 'CallInfoChanged' }, 10);
    await happen({
      type: 'CallInfoChanged',
      at: at(10),
      call: { ...now, name: 'Olga', number: '+4930901820' },
    });
    await user.click(button('Transfer now'));
    await user.type(target(), '{Control>}{Enter}{/Control}');
    await user.type(target(), '{Enter}');
    expect(bridge.commands()).toEqual([]);
    expect(screen.getByRole('region', { name: /^Transfer Olga/ }).textContent).toContain('OH-otherParty');
    await pass(otherPartyMs);
    await user.click(button('Transfer now'));
    expect(bridge.commands()).toEqual([{ type: 'BlindTransferCall', callId: 'c1', number: '103' }]);
  });

  it('refuses letters as the number field does', async () => {
    await user.click(button('Transfer'));
    await user.type(target(), '12a');
    expect(target().value).toBe('12');
    expect(screen.getByText('Digits, +, * and # only')).toBeTruthy();
  });

  it('stays open where the number is refused, with the reason at the field', async () => {
    bridge.answers['line:command'] = () => ({ status: 'refused', code: 'unknownNumber' });
    await user.click(button('Transfer'));
    await user.type(target(), '999');
    await user.click(button('Transfer now'));
    await pass(0);
    expect(within(sheet()!).getByRole('alert').textContent).toContain('does not know this number');
    expect(target().value).toBe('999');
    await user.keyboard('{Escape}');
    expect(sheet()).toBeTruthy();
    await user.keyboard('{Escape}');
    expect(sheet()).toBeNull();
  });

  it('suggests whom one has talked to; the arrows lead there, and the calls stay where they are', async () => {
    await user.click(button('Transfer'));
    const suggested = screen.getByRole('list', { name: 'Favourites and recent numbers' });
    expect(within(suggested).getAllByRole('button')).toHaveLength(1);
    await user.keyboard('{ArrowDown}{Enter}');
    expect(target().value).toBe('102');
    expect(document.activeElement).toBe(target());
    expect(bridge.commands()).toEqual([]);
  });

  it('suggests favourites first, with what their phones do and the name that is known', async () => {
    const favourites = [
      { number: '103', name: 'Ben', extension: '103', lamp: 'talking' },
      { number: '102', name: '', extension: '102', lamp: 'free' },
    ] as const;
    const shown: boolean[] = [];
    bridge.answers['favourites:watch'] = (isShown) => {
      shown.push(isShown);
      return { favourites, isLocked: false };
    };
    await user.click(button('Transfer'));
    await pass(settleMs);
    expect(shown.at(-1), 'lamps are asked for').toBe(true);
    const suggested = screen.getByRole('list', { name: 'Favourites and recent numbers' });
    expect(within(suggested).getAllByRole('button', { name: 'talking Ben 103' })).toHaveLength(1);
    expect(
      within(suggested)
        .getAllByRole('button')
        .map(({ textContent }) => textContent),
    ).toEqual(['Ben103', 'Anna Kovac102']);
    expect(within(suggested).getByRole('img', { name: 'free' })).toBeTruthy();
    await user.keyboard('{ArrowDown}{Enter}');
    expect(target().value).toBe('103');
  });

  it('takes digits that are typed outside of it', async () => {
    await user.click(button('Transfer'));
    button('Hold').focus();
    await user.keyboard('10');
    expect(target().value).toBe('10');
    expect(document.activeElement).toBe(target());
  });

  it('gives way to the consultation', async () => {
    bridge.holdCommand();
    await user.click(button('Transfer'));
    await user.type(target(), '102{Enter}');
    const held = eventOf(call, { type: 'PutHoldAction', by: 'agent' }, 1000);
    await happen(held, beginningOf(aCallIn('calling', { id: 'c2', name: 'Anna Kovac', consultFor: 'c1' })));
    expect(sheet()).toBeNull();
    expect(screen.getByRole('article', { name: 'Call with Anna Kovac' }).textContent).toContain(
      'for Maria Svensson',
    );
  });
});

it('has only the ways that there are, and says why one is closed', async () => {
  const features = able(['DropCall', 'BlindTransferCall']);
  await open({ calls: [aCall({ features })] });
  await user.click(button('Transfer'));
  expect(screen.queryByRole('button', { name: 'Consult first' })).toBeNull();
  await user.type(target(), '102{Enter}');
  expect(bridge.commands()).toEqual([{ type: 'BlindTransferCall', callId: 'c1', number: '102' }]);
});

it('cannot be opened where both ways are closed; the key says why at the call', async () => {
  const features = able(['DropCall'], { MakeConsultCall: 'rightMissing', BlindTransferCall: 'rightMissing' });
  await open({ calls: [aCall({ features })] });
  expect(isOff(button('Transfer'))).toBe(true);
  await user.keyboard('{Control>}t{/Control}');
  expect(sheet()).toBeNull();
  expect(within(card()).getByRole('alert').textContent).toContain('does not allow Offhook');
});
