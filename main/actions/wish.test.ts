import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Call } from '../../src/cti/call.ts';
import { aCall, aLine, dialing, heldByRemote, onHold, talking } from '../desktop/testing/calls.ts';
import { commandFor, type Wish, wishes } from './wish.ts';

const ringing = aCall({ id: 'ringing' });
const talked = aCall({ id: 'talked', ...talking });
const held = aCall({ id: 'held', ...onHold });
const held2 = aCall({ id: 'held2', ...onHold });
const out = aCall({ id: 'out', ...dialing });
const waiting = aCall({ id: 'waiting', ...heldByRemote });

const choose = (wish: Wish, calls: readonly Call[], holdOthers = false): unknown => {
  const choice = commandFor(wish, aLine(calls), { holdOthers });
  return choice.ok ? choice.command : choice.code;
};

describe('commandFor', () => {
  it.each<[Wish, readonly Call[], unknown]>([
    ['answer', [ringing], { type: 'AnswerCall', callId: 'ringing' }],
    ['answer', [talked, ringing], { type: 'AnswerCall', callId: 'ringing' }],
    ['answer', [], 'noSuchCall'],
    ['answer', [talked, out], 'noSuchCall'],
    ['hangUp', [talked, ringing, held], { type: 'DropCall', callId: 'talked' }],
    ['hangUp', [ringing, waiting], { type: 'DropCall', callId: 'waiting' }],
    ['hangUp', [ringing, out], { type: 'DropCall', callId: 'out' }],
    ['hangUp', [held, ringing], { type: 'DropCall', callId: 'ringing' }],
    ['hangUp', [held], { type: 'DropCall', callId: 'held' }],
    ['hangUp', [held, held2], 'whichCall'],
    ['hangUp', [], 'noSuchCall'],
    ['hold', [held, talked], { type: 'HoldCall', callId: 'talked' }],
    ['hold', [held], { type: 'ResumeCall', callId: 'held' }],
    ['hold', [held, held2], 'whichCall'],
    ['hold', [ringing, out], 'noSuchCall'],
    ['mute', [talked], { type: 'MuteCall', callId: 'talked' }],
    ['mute', [{ ...talked, muted: true }], { type: 'UnmuteCall', callId: 'talked' }],
    ['mute', [held], 'noSuchCall'],
  ])('%s', (wish, calls, wanted) => {
    expect(choose(wish, calls)).toEqual(wanted);
  });

  it('holds the call that is talked on before another is answered, where the settings say so', () => {
    expect(choose('answer', [talked, ringing], true)).toMatchObject({ callId: 'ringing', holdOthers: true });
    expect(choose('answer', [ringing], true)).toEqual({ type: 'AnswerCall', callId: 'ringing' });
  });

  it('says why it cannot', () => {
    const denied = aCall({ features: { can: [], denied: { AnswerCall: 'answerOnPhone' } } });
    expect(choose('answer', [denied])).toBe('answerOnPhone');
    expect(choose('answer', [aCall({ features: { can: [], denied: {} } })])).toBe('commandInProgress');
    const offline = aLine([ringing], { link: { state: 'off' } });
    expect(commandFor('answer', offline, { holdOthers: false })).toEqual({ ok: false, code: 'notConnected' });
  });

  it('never gives a command that the call cannot carry out', () => {
    const kinds = [ringing, talked, held, held2, out, waiting];
    fc.assert(
      fc.property(
        fc.shuffledSubarray(kinds),
        fc.subarray([...ringing.features.can]),
        fc.constantFrom(...wishes),
        fc.boolean(),
        (chosen, can, wish, holdOthers) => {
          const calls = chosen.map((call) => ({ ...call, features: { can, denied: {} } }));
          const choice = commandFor(wish, aLine(calls), { holdOthers });
          if (choice.ok) expect(can).toContain(choice.command.type);
        },
      ),
    );
  });
});
