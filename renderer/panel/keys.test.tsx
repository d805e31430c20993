// @vitest-environment happy-dom
import { act, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { bridge, button, card, field, happen, model, open, pass, user } from '../testing/panel.tsx';
import type { Call } from '../../src/cti/call.ts';
import type { Line } from '../../src/cti/line.ts';
import { otherPartyMs } from '../../src/cti/pressGuard.ts';
import { typingMs } from '../press/enter.ts';
import { settleMs } from '../state/settle.ts';
import { able, aCallIn, beginningOf, eventOf } from '../testing/story.ts';

describe('Enter', () => {
  const ring = (call: Partial<Call> = {}): void => {
    const now = model.line.now();
    act(() => bridge.happen(beginningOf(aCallIn('ringing', { phaseSinceMonoMs: now, ...call }), now)));
  };

  it('answers what rings, also with a number left in the field', async () => {
    await open();
    await user.type(field(), '20');
    await pass(typingMs + 1);
    ring();
    await pass(settleMs);
    await user.keyboard('{Enter}');
    expect(bridge.commands()).toEqual([{ type: 'AnswerCall', callId: 'c1' }]);
    expect(field().value).toBe('20');
  });

  it('dials a number that was typed before the line was there, as soon as it is', async () => {
    await open({}, {}, 0);
    await user.type(field(), '20{Enter}');
    expect(bridge.commands()).toEqual([{ type: 'MakeCall', number: '20' }]);
  });

  it('does not answer what began to ring this moment', async () => {
    await open();
    ring();
    await user.keyboard('{Enter}');
    expect(bridge.commands()).toEqual([]);
  });

  it('dials what is being typed when a call begins to ring; Enter again answers that', async () => {
    await open();
    await user.type(field(), '20');
    ring();
    await user.keyboard('{Enter}');
    const dialled = { type: 'MakeCall', number: '20' };
    expect(bridge.commands()).toEqual([dialled]);
    expect(button('Answer').getAttribute('aria-description')).toBe('Enter again answers');
    // The second half of a double press does not answer.
    await user.keyboard('{Enter}');
    expect(bridge.commands()).toEqual([dialled]);
    await pass(settleMs);
    await user.keyboard('{Enter}');
    expect(bridge.commands()).toEqual([dialled, { type: 'AnswerCall', callId: 'c1' }]);
  });

  it('dials what is typed while it rings', async () => {
    await open();
    ring();
    await pass(20_000);
    await user.type(field(), '20{Enter}');
    expect(bridge.commands()).toEqual([{ type: 'MakeCall', number: '20' }]);
  });

  it('says at the call that it cannot be answered from here', async () => {
    const features = { can: ['DropCall'], denied: { AnswerCall: 'answerOnPhone' } } as const;
    await open({ calls: [aCallIn('ringing', { features })] });
    await user.keyboard('{Enter}');
    expect(within(card()).getByRole('alert').textContent).toContain('pick up the handset');
    expect(bridge.commands()).toEqual([]);
  });
});

describe('digits, while a menu or a mailbox asks for them', () => {
  const asking = (features: Call['features']): Partial<Line> => ({
    calls: [aCallIn('talking', { application: 'voicemail', features })],
  });

  it('are tones, and never come into the number field that the focus has stayed in', async () => {
    await open(asking(able(['SendDtmf', 'DropCall'])));
    await user.click(field());
    await user.keyboard('49');
    expect(bridge.commands()).toEqual([
      { type: 'SendDtmf', callId: 'c1', digits: '4' },
      { type: 'SendDtmf', callId: 'c1', digits: '9' },
    ]);
    expect(screen.queryByText(/49/u)).toBeNull();
    expect(screen.getByText('••')).toBeTruthy();
    await user.keyboard('{Escape}');
    expect(field().value).toBe('');
  });

  it('go to no one where they cannot be sent, and the keypad says why', async () => {
    await open(asking(able(['DropCall'], { SendDtmf: 'keysOnPhone' })));
    await user.click(field());
    await user.keyboard('4');
    expect(bridge.commands()).toEqual([]);
    expect(screen.getByText(/press the keys there/u)).toBeTruthy();
    await user.keyboard('{Escape}');
    expect(field().value).toBe('');
  });

  it('go on with a number that was begun', async () => {
    await open();
    await user.type(field(), '20');
    await happen(beginningOf(aCallIn('calling', { features: able(['SendDtmf']) })));
    const call = aCallIn('calling', { features: able(['SendDtmf']) });
    await happen(eventOf(call, { type: 'CommutationStarted' }, 0, { application: 'menu' }));
    await user.type(field(), '1');
    expect(field().value).toBe('201');
  });
});

describe('digits in a call', () => {
  const talking = aCallIn('talking', { features: able(['SendDtmf', 'DropCall']) });
  const tones = (digits: string) => ({ type: 'SendDtmf', callId: 'c1', digits });

  it('are tones, and the keypad opens with the first', async () => {
    await open({ calls: [talking] });
    await user.keyboard('1#');
    expect(bridge.commands()).toEqual([tones('1'), tones('#')]);
    expect(screen.getByText('1#')).toBeTruthy();
  });

  it('are for the number field where that was clicked', async () => {
    await open({ calls: [talking] });
    await user.click(field());
    await user.keyboard('1');
    expect(field().value).toBe('1');
    expect(bridge.commands()).toEqual([]);
  });

  it('are for the number field while the call is not talked on', async () => {
    await open({ calls: [aCallIn('onHold', { features: able(['SendDtmf', 'DropCall']) })] });
    await user.keyboard('1');
    expect(field().value).toBe('1');
  });

  it('are tones after dialling from the field, which gives up the focus once the call stands', async () => {
    await open();
    bridge.holdCommand();
    await user.type(field(), '201{Enter}');
    expect(document.activeElement).toBe(field());
    await happen(beginningOf(aCallIn('calling', { number: '201', features: able(['SendDtmf']) })));
    expect(field().value).toBe('');
    expect(document.activeElement).not.toBe(field());
    await happen(eventOf(aCallIn('calling'), { type: 'CommutationStarted' }, 0, {}));
  });

  it('do not become tones to somebody else when the call ends in the middle of a PIN', async () => {
    const menu = aCallIn('talking', { id: 'menu', application: 'menu', features: able(['SendDtmf']) });
    const other = aCallIn('talking', { id: 'other', features: able(['SendDtmf']) });
    await open({ calls: [menu] });
    await user.keyboard('12');
    const at = { monoMs: model.line.now(), wallMs: 0 };
    act(() => bridge.happen({ type: 'ActiveCallSnapshot', at, calls: [other] }));
    await user.keyboard('34');
    expect(bridge.commands().map((command) => 'callId' in command && command.callId)).toEqual([
      'menu',
      'menu',
    ]);
    await pass(otherPartyMs);
    await user.keyboard('5');
    expect(bridge.commands().at(-1)).toEqual({ type: 'SendDtmf', callId: 'other', digits: '5' });
  });
});

describe('Ctrl+C', () => {
  it('copies the number of the call in focus, unless something is selected', async () => {
    await open({ calls: [aCallIn('talking')] });
    await user.keyboard('{Control>}c{/Control}');
    expect(bridge.sent.at(-1)).toEqual(['app:copy', '+442079460958']);
    expect(screen.getByText('Number copied')).toBeTruthy();
    const copied = bridge.count('app:copy');
    getSelection()?.selectAllChildren(card());
    await user.keyboard('{Control>}c{/Control}');
    expect(bridge.count('app:copy')).toBe(copied);
  });
});

describe('the list of keys', () => {
  it('opens with ?, also from the number field, and closes with Esc', async () => {
    await open();
    await user.click(field());
    await user.keyboard('?');
    expect(screen.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeTruthy();
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});

describe('the keys of the agent’s state', () => {
  const queues = [{ name: 'support', loggedIn: true, fixed: false, paused: false, waiting: 0 }];
  const features = able(['MakeCall', 'SetAgentState']);
  const agent = { status: 'ready', since: 1, chosen: 'ready' } as const;
  const work = { ...agent, status: 'afterCallWork', afterCallWorkUntilMonoMs: 60_000 } as const;
  const ready = { type: 'SetAgentState', state: 'ready' };
  const notReady = { type: 'SetAgentState', state: 'notReady' };

  it.each([
    ['ready', agent, notReady],
    ['not ready', { ...agent, status: 'notReady', chosen: 'notReady', reason: 'Lunch' }, ready],
    ['at work after a call', work, ready],
    ['on a call', { ...agent, status: 'talking' }, notReady],
    ['on a call, then not ready', { ...agent, status: 'talking', chosen: 'notReady' }, ready],
  ] as const)('Ctrl+R, for who is %s', async (_state, now, command) => {
    await open({ agent: now, features, queues });
    await user.keyboard('{Control>}r{/Control}');
    expect(bridge.commands()).toEqual([command]);
  });

  it('Ctrl+R does nothing for who is in no queue', async () => {
    await open({ agent, features: able(['MakeCall']), queues: [] });
    await user.keyboard('{Control>}r{/Control}');
    expect(bridge.commands()).toEqual([]);
    expect(screen.queryByText(/in no queue/)).toBeNull();
  });

  it('Enter ends the work after a call', async () => {
    await open({ agent: work, features, queues });
    await user.keyboard('{Enter}');
    expect(bridge.commands()).toEqual([ready]);
  });

  it('Enter in the empty number field ends it, too; with a number in it, it dials', async () => {
    await open({ agent: work, features, queues });
    await user.click(field());
    await user.keyboard('{Enter}');
    expect(bridge.commands()).toEqual([ready]);
    await user.keyboard('201{Enter}');
    expect(bridge.commands()).toEqual([ready, { type: 'MakeCall', number: '201' }]);
  });

  it('Enter answers what rings during that work', async () => {
    await open({ agent: work, features, queues, calls: [aCallIn('ringing', { phaseSinceMonoMs: -9000 })] });
    await user.keyboard('{Enter}');
    expect(bridge.commands()).toEqual([{ type: 'AnswerCall', callId: 'c1' }]);
  });

  it('the Enter that was meant for the call before ends nothing, and dials nothing', async () => {
    await open({ agent: { ...work, since: Date.now() + 60_000 }, features, queues });
    await user.keyboard('{Enter}');
    expect(bridge.commands()).toEqual([]);
  });
});
