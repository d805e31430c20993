import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CtiCommand, type CtiCommandType, isCallCommand, readCommand } from './command.ts';

const key = fc.constantFrom(...Array.from('0123456789*#'));
const keys = fc.string({ unit: key, minLength: 1, maxLength: 64 });
const id = fc.stringMatching(/^[\w.:-]{1,40}$/);
const number = fc.oneof(keys, fc.stringMatching(/^\+[0-9]{1,30}$/));
const queue = fc.constantFrom('support', 'Sales & Service/česky', 'a b', 'Вечер');
const flag = fc.boolean();
const pausedKeys = fc.stringMatching(/^[0-9*#](?:[0-9*#,;]{0,20}[0-9*#])?$/);
const optional: { requiredKeys: [] } = { requiredKeys: [] };

/** For each command the parts that it must have and those that it may have. */
const parts: Readonly<
  Record<
    CtiCommandType,
    readonly [fc.Arbitrary<Record<string, unknown>>, fc.Arbitrary<Record<string, unknown>>]
  >
> = {
  MakeCall: [fc.record({ number }), fc.record({ keys: pausedKeys, holdOthers: flag }, optional)],
  AnswerCall: [fc.record({ callId: id }), fc.record({ holdOthers: flag }, optional)],
  DropCall: [fc.record({ callId: id }), fc.constant({})],
  HoldCall: [fc.record({ callId: id }), fc.constant({})],
  ResumeCall: [fc.record({ callId: id }), fc.constant({})],
  BlindTransferCall: [fc.record({ callId: id, number }), fc.constant({})],
  MakeConsultCall: [fc.record({ callId: id, number }), fc.record({ keys: pausedKeys }, optional)],
  TransferCall: [fc.record({ callId: id }), fc.record({ withCallId: id }, optional)],
  StartConference: [fc.record({ callId: id }), fc.record({ withCallId: id }, optional)],
  CancelTransfer: [fc.record({ callId: id }), fc.constant({})],
  SwapCalls: [fc.record({ callId: id }), fc.constant({})],
  SendDtmf: [fc.record({ callId: id, digits: keys }), fc.record({ keysLeft: pausedKeys }, optional)],
  MuteCall: [fc.record({ callId: id }), fc.constant({})],
  UnmuteCall: [fc.record({ callId: id }), fc.constant({})],
  ParkCall: [fc.record({ callId: id }), fc.constant({})],
  RetrieveParkedCall: [
    fc.record({ space: fc.string({ unit: key, minLength: 1, maxLength: 20 }) }),
    fc.constant({}),
  ],
  PickUpRingingCall: [fc.record({ id }), fc.constant({})],
  SetAgentState: [
    fc.record({ state: fc.constantFrom('ready', 'notReady') }),
    fc.record({ reason: fc.constantFrom('', 'Mittag, später'), queue }, optional),
  ],
  SetQueueLogin: [fc.record({ loggedIn: flag }), fc.record({ queue }, optional)],
  ExtendAfterCallWork: [fc.constant({}), fc.constant({})],
};

const anyCommand = fc
  .constantFrom(...(Object.keys(parts) as CtiCommandType[]))
  .chain((type) =>
    fc
      .tuple(...parts[type])
      .map(([required, others]) => ({ type, required, others, whole: { type, ...required, ...others } })),
  );

describe('any command from outside', () => {
  it('is taken whole, and as it is', () => {
    fc.assert(
      fc.property(anyCommand, ({ whole }) => {
        expect(readCommand(whole)).toEqual({ ok: true, command: whole });
        expect(isCallCommand(whole as CtiCommand)).toBe('callId' in whole);
      }),
      { numRuns: 500 },
    );
  });

  it('lacks nothing that it must have', () => {
    fc.assert(
      fc.property(anyCommand, fc.nat(), ({ whole, required }, which) => {
        const names = Object.keys(required);
        const name = names[which % Math.max(1, names.length)];
        fc.pre(name !== undefined);
        const without = Object.fromEntries(Object.entries(whole).filter(([each]) => each !== name));
        expect(readCommand(without)).toEqual({ ok: false, field: name, why: 'missing' });
      }),
    );
  });

  it.each(['context', 'channel', 'application', 'header', 'variable', '__proto__', 'constructor'])(
    'never holds a %s',
    (name) => {
      fc.assert(
        fc.property(anyCommand, fc.string(), ({ whole }, value) => {
          const more = JSON.parse(
            `${JSON.stringify(whole).slice(0, -1)},${JSON.stringify(name)}:""}`,
          ) as object;
          Object.defineProperty(more, name, { value, enumerable: true });
          expect(readCommand(more)).toEqual({ ok: false, field: name, why: 'unknown' });
        }),
        { numRuns: 50 },
      );
    },
  );

  it('holds no character with which a manager action could begin, in no part and at no place', () => {
    const control = fc.constantFrom('\r', '\n', '\0', '\r\nAction: Hangup\r\n\r\n', '\u0085');
    fc.assert(
      fc.property(anyCommand, fc.nat(), fc.nat(), control, ({ whole }, which, place, injected) => {
        const texts = Object.entries<unknown>(whole).filter(
          (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[0] !== 'type',
        );
        const chosen = texts[which % Math.max(1, texts.length)];
        fc.pre(chosen !== undefined);
        const [name, text] = chosen;
        const at = place % (text.length + 1);
        const bad = { ...whole, [name]: text.slice(0, at) + injected + text.slice(at) };
        expect(readCommand(bad)).toEqual({ ok: false, field: name, why: 'wrong' });
      }),
      { numRuns: 1000 },
    );
  });

  it('takes no value of another type in place of its own', () => {
    const odd = fc.constantFrom<unknown>(null, undefined, 0, 1, [], {}, ['1'], { toString: () => '1' });
    fc.assert(
      fc.property(anyCommand, fc.nat(), odd, ({ whole }, which, value) => {
        const names = Object.keys(whole).filter((name) => name !== 'type');
        const name = names[which % Math.max(1, names.length)];
        fc.pre(name !== undefined);
        expect(readCommand({ ...whole, [name]: value })).toEqual({ ok: false, field: name, why: 'wrong' });
      }),
    );
  });

  it('is none that is not in the table, whatever it is called', () => {
    fc.assert(
      fc.property(fc.string(), (type) => {
        fc.pre(!Object.hasOwn(parts, type));
        expect(readCommand({ type })).toEqual({ ok: false, field: 'type', why: 'unknown' });
      }),
    );
  });
});
