// @vitest-environment happy-dom
import { act, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { MessagingView } from '../../src/ipc/messaging.ts';
import { bridge, button, field, open, pass, user } from '../testing/panel.tsx';
import { settleMs } from '../state/settle.ts';

const nothing: MessagingView = { service: { state: 'off' }, questions: [], decided: [], dialled: [] };
const crm = {
  kind: 'connect',
  origin: 'https://crm.example.com',
  name: 'crm.example.com',
  site: 'example.com',
} as const;
const abroad = {
  kind: 'dial',
  id: 'q1',
  number: '+442079460958',
  name: 'crm.example.com',
  site: 'example.com',
} as const;

async function tell(view: Partial<MessagingView>): Promise<void> {
  act(() => bridge.push('messaging:changed', { ...nothing, ...view }));
  await pass(settleMs);
}

async function openPanel(): Promise<void> {
  await open();
  bridge.answers['messaging:decide'] = () => undefined;
  bridge.answers['messaging:answerDial'] = () => undefined;
}

const sent = (): readonly unknown[] => bridge.sent.filter(([channel]) => channel.startsWith('messaging:'));

describe('a page that wants to use the line', () => {
  it.each([
    ['Allow', 'allow'],
    ['Only today', 'allowToday'],
    ['Never for all pages of example.com', 'never'],
  ])('is asked about by its name; %s is the answer', async (label, decision) => {
    await openPanel();
    await tell({ questions: [crm] });
    const question = screen.getByRole('region', {
      name: 'crm.example.com wants to make and control calls',
    });
    expect(within(question).getByRole('status').textContent).toContain('crm.example.com');
    await user.click(button(label));
    expect(sent()).toContainEqual(['messaging:decide', crm.origin, decision]);
    await tell({});
    expect(screen.queryByRole('region', { name: /wants to/ })).toBeNull();
  });

  it('takes neither the focus nor the keys from what the agent is doing', async () => {
    await openPanel();
    await user.type(field(), '20');
    await tell({ questions: [crm] });
    expect(document.activeElement).toBe(field());
    await user.keyboard('1{Enter}');
    expect(bridge.commands()).toEqual([{ type: 'MakeCall', number: '201' }]);
    expect(sent()).toEqual([['messaging:read']]);
  });

  it('is not answered by a press that was meant for the question before it', async () => {
    await openPanel();
    await tell({ questions: [crm, { ...crm, origin: 'https://evil.example', name: 'evil.example' }] });
    expect(screen.getAllByRole('region', { name: /wants to/ })).toHaveLength(1);
    act(() =>
      bridge.push('messaging:changed', {
        ...nothing,
        questions: [{ ...crm, origin: 'https://evil.example', name: 'evil.example' }],
      }),
    );
    await user.click(button('Allow'));
    expect(sent()).toEqual([['messaging:read']]);
    await pass(settleMs);
    await user.click(button('Allow'));
    expect(sent()).toContainEqual(['messaging:decide', 'https://evil.example', 'allow']);
  });
});

describe('a number that is asked about', () => {
  it.each([
    ['Call +442079460958', true],
    ['Do not call', false],
  ])('%s is the answer', async (label, mayDial) => {
    await openPanel();
    await tell({ questions: [abroad] });
    expect(screen.getByRole('region', { name: 'crm.example.com wants to call +442079460958' })).toBeTruthy();
    await user.click(button(label));
    expect(sent()).toContainEqual(['messaging:answerDial', 'q1', mayDial]);
  });

  it('is a program’s where no page asks', async () => {
    await openPanel();
    await tell({ questions: [{ kind: 'dial', id: 'q2', number: '0900123' }] });
    expect(
      screen.getByRole('region', { name: 'A program on this computer wants to call 0900123' }),
    ).toBeTruthy();
  });
});

it('a taken port takes one line; its details and its code are there on demand, can be put away, and comes back when it is another', async () => {
  await openPanel();
  const failed = { state: 'failed', port: 2013, code: 'portTaken', detail: 'EADDRINUSE' } as const;
  await tell({ service: failed });
  const trouble = screen.getByRole('region', { name: 'CRM pages are not connected' });
  expect(within(trouble).getByRole('alert').textContent).toBe('CRM pages are not connected');
  expect(screen.queryByRole('button', { name: 'Copy OH-portTaken' })).toBeNull();
  await user.click(button('CRM pages are not connected'));
  expect(screen.getByText(/another program uses port 2013/)).toBeTruthy();
  expect(button('Copy OH-portTaken')).toBeTruthy();
  await user.click(button('Close'));
  expect(screen.queryByText(/another program/)).toBeNull();
  await tell({ service: { ...failed, port: 2014 } });
  expect(button('CRM pages are not connected').getAttribute('aria-expanded')).toBe('false');
  await user.click(button('CRM pages are not connected'));
  expect(screen.getByText(/another program uses port 2014/)).toBeTruthy();
});
