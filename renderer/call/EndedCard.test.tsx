// @vitest-environment happy-dom
import { act, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { bridge, button, card, happen, open, pass, user } from '../testing/panel.tsx';
import { able, aCall, aCallIn, beginningOf, eventOf } from '../testing/story.ts';

describe('a call that is over', () => {
  const talking = aCall({ talkMs: 192_000 });
  const over = eventOf(talking, { type: 'RingFinished', outcome: 'answered' }, 0);
  const shown = (): HTMLElement | null => screen.queryByText('Call ended')?.closest('p') ?? null;

  beforeEach(async () => {
    await open({ calls: [talking] });
    await happen(over);
  });

  it('stays for five seconds, with its outcome and length', async () => {
    expect(shown()?.textContent).toContain('Talked 3:12');
    await pass(4500);
    expect(shown()).toBeTruthy();
    await pass(500);
    expect(shown()).toBeNull();
  });

  it('says how often a queue has let it ring', async () => {
    const ringing = aCallIn('ringing', { id: 'c3', rings: 3 });
    await happen(beginningOf(ringing), eventOf(ringing, { type: 'RingFinished', outcome: 'noAnswer' }, 0));
    expect(screen.getByText('rang 3 times')).toBeTruthy();
  });

  it('stays while somebody is over it or in it', async () => {
    await user.hover(card());
    await pass(60_000);
    expect(shown()).toBeTruthy();
    act(() => button('Call again').focus());
    await user.unhover(card());
    await pass(60_000);
    expect(shown()).toBeTruthy();
    act(() => button('Call again').blur());
    await pass(5000);
    expect(shown()).toBeNull();
  });

  it('goes when another call needs the room', async () => {
    await happen(beginningOf(aCallIn('ringing', { id: 'c2' })));
    expect(shown()).toBeNull();
  });

  it('is called again with one press', async () => {
    await user.click(button('Call again'));
    expect(bridge.commands()).toEqual([{ type: 'MakeCall', number: '+442079460958' }]);
  });

  it('can be sent away', async () => {
    await user.click(button('Close'));
    expect(shown()).toBeNull();
  });
});

describe('a call that was given away', () => {
  const features = able(['DropCall', 'BlindTransferCall']);

  it('says to which number', async () => {
    const call = aCall({ features });
    await open({ calls: [call] });
    bridge.holdCommand();
    await user.click(button('Transfer'));
    await user.keyboard('102');
    await user.click(button('Transfer now'));
    await happen(eventOf(call, { type: 'RingFinished', outcome: 'transferred' }, 1000));
    expect(screen.getByText('Transferred to 102')).toBeTruthy();
  });

  it('says to whom, where they were asked first; the consultation has no card of its own', async () => {
    const main = aCallIn('onHold', { id: 'main' });
    const asked = aCall({ id: 'asked', name: 'Anna Kovac', number: '102', consultFor: 'main' });
    await open({ calls: [main, asked] });
    await happen(
      eventOf(asked, { type: 'RingFinished', outcome: 'transferred' }, 1000),
      eventOf(main, { type: 'RingFinished', outcome: 'transferred' }, 1000),
    );
    expect(screen.getAllByRole('article')).toHaveLength(1);
    expect(screen.getByText('Transferred to Anna Kovac')).toBeTruthy();
  });
});

it('says that a withheld number cannot be called back', async () => {
  const call = aCall({ number: '', name: '', direction: 'incoming' });
  await open({ calls: [call] });
  await happen(eventOf(call, { type: 'RingFinished', outcome: 'answered' }, 1000));
  expect(screen.getByText('This number is withheld: you cannot call back')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Call again' })).toBeNull();
});
