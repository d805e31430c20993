// @vitest-environment happy-dom
import { act, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { noDialRules } from '../../src/cti/number/dialRules.ts';
import { bridge, button, field, isOff, open, pass, user } from '../testing/panel.tsx';
import { aCall, at } from '../testing/story.ts';

describe('the number field', () => {
  it('refuses letters with a word that goes away, and keeps the digits', async () => {
    await open();
    await user.type(field(), '12a3');
    expect(field().value).toBe('123');
    await user.type(field(), 'x');
    expect(field().value).toBe('123');
    expect(screen.getByText('Digits, +, * and # only')).toBeTruthy();
    await pass(4000);
    expect(screen.queryByText('Digits, +, * and # only')).toBeNull();
  });

  it('takes what is typed anywhere', async () => {
    await open();
    expect(document.activeElement).not.toBe(field());
    await user.keyboard('+4420');
    act(() => field().blur());
    await user.keyboard('+');
    expect(screen.getByText('The + goes first')).toBeTruthy();
    expect(field().value).toBe('+4420');
    await user.keyboard('7');
    expect(field().value).toBe('+44207');
    expect(document.activeElement).toBe(field());
  });

  it('cleans what is pasted', async () => {
    await open();
    await user.click(field());
    await user.paste('tel:+44-20-7946-0958');
    expect(field().value).toBe('+442079460958');
    expect(screen.getByText('United Kingdom')).toBeTruthy();
    expect(screen.getByText('+44 20 7946 0958')).toBeTruthy();
  });

  it('shows what is dialled where rules change the number, and asks for the number itself', async () => {
    const dialRules = { ...noDialRules, outsidePrefix: '0', internationalPrefix: '00' };
    await open({}, { dialRules });
    await user.type(field(), '201');
    expect(screen.queryByText(/^Dials/)).toBeNull();
    await user.clear(field());
    await user.type(field(), '+442079460958');
    expect(screen.getByText('Dials 000442079460958')).toBeTruthy();
    expect(screen.getByText('United Kingdom')).toBeTruthy();
    await user.keyboard('{Enter}');
    expect(bridge.commands()).toEqual([{ type: 'MakeCall', number: '+442079460958' }]);
  });

  it('dials on Enter, and says in place why that was refused', async () => {
    await open();
    bridge.answers['line:command'] = () => ({ status: 'refused', code: 'unknownNumber' });
    await user.type(field(), '999{Enter}');
    await pass(0);
    expect(screen.getByText(/does not know this number/)).toBeTruthy();
    expect(screen.getByText('OH-unknownNumber')).toBeTruthy();
    expect(field().value).toBe('999');
  });

  it('is cleared by Esc, which ends no call', async () => {
    await open({ calls: [aCall()] });
    await user.type(field(), '12');
    await user.keyboard('{Escape}{Escape}{Escape}');
    expect(field().value).toBe('');
    expect(bridge.commands()).toEqual([]);
  });

  it('is filled from the recent calls, and then waits for Enter', async () => {
    await open({}, { recent: [aCall({ id: 'r1' })] });
    await user.click(screen.getByRole('button', { name: /^Outgoing.*Maria Svensson/ }));
    expect(field().value).toBe('+442079460958');
    expect(bridge.commands()).toEqual([]);
    await user.keyboard('{Enter}');
    expect(bridge.commands()).toEqual([{ type: 'MakeCall', number: '+442079460958' }]);
  });

  it('explains why nothing can be dialled, and still keeps what is typed', async () => {
    const fault = { code: 'portRefused' } as const;
    await open({
      link: { state: 'waiting', attempt: 1, retryAt: at(30_000).wallMs, fault },
      features: { can: [], denied: {} },
    });
    await user.keyboard('201');
    expect(isOff(button('Call'))).toBe(true);
    expect(field().value).toBe('201');
  });
});
