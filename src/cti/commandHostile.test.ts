import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeAction } from '../ami/wire/writeAction.ts';
import { type CtiCommand, readCommand } from './command.ts';

/** One of each command, with all that it can hold. */
const whole: readonly CtiCommand[] = [
  { type: 'MakeCall', number: '102', keys: '1,2', holdOthers: true },
  { type: 'AnswerCall', callId: 'a', holdOthers: true },
  { type: 'DropCall', callId: 'a' },
  { type: 'HoldCall', callId: 'a' },
  { type: 'ResumeCall', callId: 'a' },
  { type: 'BlindTransferCall', callId: 'a', number: '102' },
  { type: 'MakeConsultCall', callId: 'a', number: '102', keys: '1' },
  { type: 'TransferCall', callId: 'a', withCallId: 'b' },
  { type: 'StartConference', callId: 'a', withCallId: 'b' },
  { type: 'CancelTransfer', callId: 'a' },
  { type: 'SwapCalls', callId: 'a' },
  { type: 'SendDtmf', callId: 'a', digits: '1', keysLeft: '2' },
  { type: 'MuteCall', callId: 'a' },
  { type: 'UnmuteCall', callId: 'a' },
  { type: 'ParkCall', callId: 'a' },
  { type: 'RetrieveParkedCall', space: '701' },
  { type: 'PickUpRingingCall', id: '1.2' },
  { type: 'SetAgentState', state: 'notReady', reason: 'Lunch', queue: 'support' },
  { type: 'SetQueueLogin', loggedIn: true, queue: 'support' },
  { type: 'ExtendAfterCallWork' },
];

/** What a page that was taken over, or a CRM's server, might put into any field. */
const hostile: readonly unknown[] = [
  ...['a\r\nAction: Hangup', 'a\nb', 'a\r', '1\0', '1\u2028', '\u202e1'],
  ...['Local/102@from-internal', 'PJSIP/102', '102@trunk', '102&103', '102,,1|S(1)', '${SHELL(id)}', '$[1]'],
  ...['101; rm -rf /', '<script>', '"102"', "'102'", '102 ', ' 102', '１０２', '١٠٢'],
  ...['x'.repeat(10_000), ['102'], { toString: () => '102' }, 102, null, undefined, Number.NaN],
];

/** Text for supervisors and names of queues are free but for what ends a line or an argument. */
const isFree = (name: string): boolean => name === 'reason' || name === 'queue';

const fieldsOf = (command: CtiCommand): string[] => Object.keys(command).filter((name) => name !== 'type');

describe.each(whole)('$type', (command) => {
  it('is read as it was sent, and no further', () => {
    const reading = readCommand(structuredClone(command));
    expect(reading).toEqual({ ok: true, command });
  });

  it.each([...hostile.entries()])('takes nothing hostile in any field (%#)', (_index, value) => {
    for (const name of fieldsOf(command)) {
      const ends = name === 'queue' ? /[\p{Cc},]/u : /\p{Cc}/u;
      const isText = typeof value === 'string' && isFree(name) && !ends.test(value) && value.length <= 80;
      const reading = readCommand({ ...command, [name]: value });
      expect(reading.ok, name).toBe(isText);
      if (!reading.ok) expect(reading, name).toMatchObject({ field: name, why: 'wrong' });
    }
  });

  it.each(['context', 'channel', 'application', 'variable', 'Channel', 'Exten', 'priority', '__proto__'])(
    'has no field %s',
    (name) => {
      const more = JSON.parse(`{${JSON.stringify(name)}:"x"}`) as object;
      const sent = Object.defineProperties({ ...command }, Object.getOwnPropertyDescriptors(more));
      expect(readCommand(sent)).toEqual({ ok: false, field: name, why: 'unknown' });
    },
  );

  it('is not made by what only looks like one', () => {
    const inherited = Object.create(command) as unknown;
    expect(readCommand(inherited)).toMatchObject({ ok: command.type === 'ExtendAfterCallWork' });
    expect(readCommand([command])).toMatchObject({ ok: false });
    expect(readCommand(JSON.stringify(command))).toMatchObject({ ok: false });
    expect(readCommand({ ...command, type: [command.type] })).toMatchObject({ ok: false, field: 'type' });
    expect(readCommand({ ...command, type: command.type.toLowerCase() })).toMatchObject({ ok: false });
  });
});

describe('whatever a page sends', () => {
  it('throws nothing, and every text of what is taken may go on the wire', () => {
    const values = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 90 }),
      fc.constantFrom(...hostile),
      fc.anything(),
    );
    fc.assert(
      fc.property(fc.constantFrom(...whole), values, fc.nat(3), (command, value, which) => {
        const name = fieldsOf(command)[which];
        const reading = readCommand(name === undefined ? value : { ...command, [name]: value });
        if (!reading.ok) return;
        for (const text of Object.values(reading.command).filter((one) => typeof one === 'string'))
          expect(() => writeAction({ name: 'QueuePause', fields: [['Reason', text]] }, 'x-1')).not.toThrow();
      }),
      { numRuns: 300 },
    );
  });
});
