// @vitest-environment happy-dom
import { act, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { DeskNotice } from '../../src/ipc/panel.ts';
import { bridge, card, field, happen, model, open, pass, user } from '../testing/panel.tsx';
import { aCall, at } from '../testing/story.ts';

const link = { type: 'number', from: 'link', number: '+442079460958', atOnce: false } as const;

/** As the main process does: there is something to take, and it is given away once. */
async function tellPanel(notice: DeskNotice): Promise<void> {
  let waiting: DeskNotice | null = notice;
  bridge.answers['desk:take'] = () => {
    const taken = waiting;
    waiting = null;
    return taken;
  };
  act(() => bridge.push('desk:notice', null));
  await pass(0);
}

describe('a number from outside', () => {
  it('is filled in, says where it came from, and waits for Enter', async () => {
    await open();
    await tellPanel(link);
    expect(field().value).toBe('+442079460958');
    expect(document.activeElement).toBe(field());
    expect(screen.getByText(/^This number came from a link\. Press Enter/)).toBeTruthy();
    await pass(60_000);
    expect(bridge.commands()).toEqual([]);
    await user.keyboard('{Enter}');
    expect(bridge.commands()).toEqual([{ type: 'MakeCall', number: '+442079460958' }]);
  });

  it('is reported no longer once it was changed, and its note can be hidden', async () => {
    await open();
    await tellPanel(link);
    await user.type(field(), '1');
    expect(screen.queryByText(/came from a link/)).toBeNull();
    await tellPanel(link);
    await user.click(screen.getByRole('button', { name: 'Hide this note' }));
    expect(screen.queryByText(/came from a link/)).toBeNull();
    expect(field().value).toBe('+442079460958');
  });

  it('says where it is valid, and what is behind it', async () => {
    await open();
    await tellPanel({ ...link, number: '7042', context: 'example.com', keys: '12' });
    expect(screen.getByText(/works only in example\.com\./)).toBeTruthy();
    expect(screen.getByText('Then 12, once they answer')).toBeTruthy();
    await user.keyboard('{Enter}');
    expect(bridge.commands()).toEqual([{ type: 'MakeCall', number: '7042', keys: '12' }]);
  });

  it('that is a code of the phone system says what it would do', async () => {
    await open();
    await tellPanel({ ...link, number: '*21*0171123#' });
    expect(screen.getByText(/^This is a code: .* This number came from a link\./)).toBeTruthy();
  });

  it('is dialled at once where the settings say so', async () => {
    await open();
    await tellPanel({ ...link, atOnce: true });
    expect(bridge.commands()).toEqual([{ type: 'MakeCall', number: '+442079460958' }]);
  });

  const offline = { link: { state: 'connecting', attempt: 1 }, features: { can: [], denied: {} } } as const;
  const comeOnline = (): Promise<void> =>
    happen(
      { type: 'Connected', at: at(1), link: { state: 'online', version: '11.0.0' } },
      { type: 'LineStateChanged', at: at(1), features: { can: ['MakeCall'], denied: {} }, callFeatures: {} },
    );

  it('waits with that for a line that is only now connecting', async () => {
    await open(offline);
    await tellPanel({ ...link, atOnce: true });
    expect(bridge.commands()).toEqual([]);
    expect(screen.getByText(/once the phone system is connected/)).toBeTruthy();
    await comeOnline();
    expect(bridge.commands()).toHaveLength(1);
  });

  it.each([
    ['after a while, when it is not expected any more', () => pass(20_001)],
    ['when the number was changed', () => user.type(field(), '1')],
    ['when its note was hidden', () => user.click(screen.getByRole('button', { name: 'Hide this note' }))],
  ])('is not dialled automatically %s', async (_when, before) => {
    await open(offline);
    await tellPanel({ ...link, atOnce: true });
    await before();
    await comeOnline();
    expect(bridge.commands()).toEqual([]);
  });

  it('is taken by a panel that opens later', async () => {
    await open();
    expect(bridge.count('desk:take')).toBe(1);
    expect(model.offer.getState().offer).toBeUndefined();
  });
});

it('a link without a number is reported with a code', async () => {
  await open();
  await tellPanel({ type: 'noNumber', from: 'link', code: 'argumentLike' });
  expect(screen.getByText(/looks like a program option/).closest('[role=alert]')).not.toBeNull();
  expect(screen.getByRole('button', { name: 'Copy OH-noNumber-argumentLike' })).toBeTruthy();
  expect(field().value).toBe('');
});

it('what a link brought before does not stand there for the next one', async () => {
  await open();
  await tellPanel(link);
  await tellPanel({ type: 'noNumber', from: 'link', code: 'letters' });
  expect(field().value).toBe('');
  expect(screen.queryByText(/came from a link/)).toBeNull();
});

it('what a hotkey could not do is reported with a code', async () => {
  await open();
  await tellPanel({ type: 'notDone', code: 'noSuchCall' });
  expect(screen.getByText('There is no call to do this with.')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Copy OH-noSuchCall' })).toBeTruthy();
});

it('a number that is about to be typed gets the field', async () => {
  await open();
  await tellPanel({ type: 'typeNumber' });
  expect(document.activeElement).toBe(field());
});

it('a call that it is about comes to focus', async () => {
  const held = aCall({ id: 'held', state: 'held', phase: 'onHold', heldBy: 'agent', name: 'Held' });
  await open({ calls: [aCall({ id: 'talked', state: 'talking', phase: 'talking' }), held] });
  expect(card().getAttribute('data-call')).toBe('talked');
  await tellPanel({ type: 'call', callId: 'held' });
  expect(card().getAttribute('data-call')).toBe('held');
});

describe('several numbers', () => {
  const notice = {
    type: 'whichNumber',
    from: 'selection',
    numbers: [{ number: '030901820' }, { number: '+16465550100', keys: '820#,,*1#' }],
  } as const;

  it('are asked about; arrows and Enter choose one, which is then in the field', async () => {
    await open();
    await tellPanel(link);
    await tellPanel(notice);
    expect(field().value).toBe('');
    expect(screen.getByRole('group', { name: '2 numbers: which one?' })).toBeTruthy();
    expect(document.activeElement?.textContent).toBe('030901820');
    await user.keyboard('{ArrowDown}');
    expect(document.activeElement?.textContent).toBe('+1 646 555 0100then 820# … *1#');
    await user.keyboard('{Enter}');
    expect(field().value).toBe('+16465550100');
    expect(document.activeElement).toBe(field());
    expect(bridge.commands()).toEqual([]);
    expect(screen.queryByRole('group', { name: /which one/ })).toBeNull();
  });

  it('are put aside by Escape', async () => {
    await open();
    await tellPanel(notice);
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('group', { name: /which one/ })).toBeNull();
    expect(document.activeElement).toBe(field());
    expect(bridge.commands()).toEqual([]);
  });
});
