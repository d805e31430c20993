import { describe, expect, it } from 'vitest';
import { AmiError } from '../../ami/wire/error.ts';
import type { CallCommand, CommandResult } from '../../cti/command.ts';
import { TransferBench } from '../testing/transferBench.ts';

/** What an action may come to instead of an answer. */
const failures: Readonly<Record<string, AmiError | { readonly error: string }>> = {
  'no answer': new AmiError('timeout', 'Asterisk did not answer.'),
  'the link is lost': new AmiError('disconnected', 'There is no connection.'),
  'the right is missing': { error: 'Permission denied' },
  'the channel is gone': { error: 'No such channel' },
  'no reason that is known': { error: 'Something went wrong' },
};

/** All that the controls send. */
const actions = [
  ...['Originate', 'Redirect', 'Hangup', 'Park', 'Bridge', 'Atxfer', 'CancelAtxfer', 'BlindTransfer'],
  ...['PJSIPNotify', 'SIPnotify', 'PlayDTMF', 'MuteAudio', 'Setvar', 'Getvar', 'Status', 'ParkedCalls'],
];

type Make = (bench: TransferBench) => Promise<readonly CallCommand[]>;

const situations: Readonly<Record<string, Make>> = {
  'a call that rings': async (bench) => {
    const callId = bench.ring().call.id;
    return Promise.resolve([
      { type: 'AnswerCall', callId },
      { type: 'DropCall', callId },
    ]);
  },
  'a call that is talked on': async (bench) => {
    const callId = bench.talk().call.id;
    return Promise.resolve([
      { type: 'DropCall', callId },
      { type: 'HoldCall', callId },
      { type: 'ParkCall', callId },
      { type: 'BlindTransferCall', callId, number: '102' },
      { type: 'MakeConsultCall', callId, number: '102' },
      { type: 'SendDtmf', callId, digits: '12' },
      { type: 'MuteCall', callId },
    ]);
  },
  'a call that is parked': async (bench) => {
    const callId = bench.park().call.id;
    return Promise.resolve([
      { type: 'ResumeCall', callId },
      { type: 'DropCall', callId },
      { type: 'BlindTransferCall', callId, number: '102' },
    ]);
  },
  'two calls': async (bench) => {
    const { first, second } = bench.twoCalls();
    return Promise.resolve([
      { type: 'TransferCall', callId: first, withCallId: second },
      { type: 'StartConference', callId: first, withCallId: second },
      { type: 'SwapCalls', callId: first },
      { type: 'ResumeCall', callId: first },
    ]);
  },
  'a consultation by Atxfer': async (bench) => {
    const { first, second } = await bench.consulting();
    bench.atxferAnswered();
    return [
      { type: 'TransferCall', callId: second },
      { type: 'CancelTransfer', callId: first },
      { type: 'StartConference', callId: first },
      { type: 'SwapCalls', callId: first },
    ];
  },
};

const rows = Object.keys(situations).flatMap((situation) =>
  Object.keys(failures).map((failure) => ({ situation, failure })),
);

/** Runs it to its end, however long it waits. */
async function outcome(
  bench: TransferBench,
  run: Promise<CommandResult>,
): Promise<CommandResult | undefined> {
  let result: CommandResult | undefined;
  void run.then((settled) => (result = settled));
  for (let turn = 0; turn < 60 && result === undefined; turn += 1) await bench.advance(2_000);
  return result;
}

async function benchOf(situation: string, family: '1.x' | '2.x') {
  const bench = new TransferBench({ family });
  const commands = await situations[situation]!(bench);
  bench.sent.length = 0;
  return { bench, commands };
}

describe.each(['2.x', '1.x'] as const)('whatever an action comes to, on AMI %s', (family) => {
  // Atxfer is not used on 1.x.
  const those = rows.filter(({ situation }) => family === '2.x' || !situation.includes('Atxfer'));

  it.each(those)('$situation, $failure: each command settles, and nothing is left of it', async (row) => {
    const { commands } = await benchOf(row.situation, family);
    for (const [index] of commands.entries()) {
      const { bench, commands: own } = await benchOf(row.situation, family);
      const command = own[index]!;
      const before = bench.adapter.stories().map(({ call }) => `${call.id} ${call.state}`);
      for (const action of actions) bench.on(action, failures[row.failure]!);
      const result = await outcome(bench, bench.context.perform(command));
      expect(result, command.type).toBeDefined();
      expect(bench.world.clock.pending, `${command.type}: timers`).toBe(0);
      for (const story of bench.adapter.stories()) {
        // Without an answer both ends may be sent apart late.
        const isLate = result!.status === 'timedOut' && story.intent?.to === 'sendApart';
        if (!isLate) expect(story.intent, `${command.type}: intent`).toBeUndefined();
        expect(story.away?.how, `${command.type}: on its way`).not.toBe('parking');
        expect(story.away?.how, `${command.type}: on its way`).not.toBe('conference');
        expect(story.call.phase, command.type).not.toBe('resuming');
        expect(story.call.muted ?? false, command.type).toBe(false);
        if (result!.status === 'refused') expect(story.dropped, `${command.type}: dropped`).toBe(false);
      }
      // Nothing has happened on the PBX, so nothing has happened to the calls.
      expect(
        bench.adapter.stories().map(({ call }) => `${call.id} ${call.state}`),
        command.type,
      ).toEqual(before);
    }
  });

  it.each(Object.keys(situations).filter((situation) => family === '2.x' || !situation.includes('Atxfer')))(
    '%s, and all is taken but nothing happens: each command settles, and the call is not on its way for ever',
    async (situation) => {
      const { commands } = await benchOf(situation, family);
      for (const [index, { type }] of commands.entries()) {
        const { bench, commands: own } = await benchOf(situation, family);
        const result = await outcome(bench, bench.context.perform(own[index]!));
        expect(result, type).toBeDefined();
        expect(bench.world.clock.pending, `${type}: timers`).toBe(0);
        for (const story of bench.adapter.stories()) {
          expect(story.away?.how, type).not.toBe('parking');
          expect(story.away?.how, type).not.toBe('conference');
          expect(story.call.phase, type).not.toBe('resuming');
        }
      }
    },
  );

  it.each(Object.keys(situations).filter((situation) => family === '2.x' || !situation.includes('Atxfer')))(
    '%s, and everybody hangs up in the same moment: each command settles, and no call is left',
    async (situation) => {
      const { commands } = await benchOf(situation, family);
      let sent = 0;
      for (const [index, { type }] of commands.entries()) {
        const { bench, commands: own } = await benchOf(situation, family);
        const hangUpAll = () => {
          for (const { uniqueId, name } of [...bench.adapter.channels.all()])
            bench.hear({ type: 'hungUp', channel: { uniqueId, name }, cause: 16 });
          return { error: 'No such channel' } as const;
        };
        for (const action of actions.filter((name) => name !== 'Getvar')) bench.on(action, hangUpAll);
        const result = await outcome(bench, bench.context.perform(own[index]!));
        expect(result, type).toBeDefined();
        expect(bench.world.clock.pending, `${type}: timers`).toBe(0);
        const ends = bench.events.filter((event) => event.type === 'RingFinished');
        expect(new Set(ends.map(({ call }) => call.id)).size, type).toBe(ends.length);
        if (bench.sent.length > 0) expect(bench.adapter.stories(), type).toEqual([]);
        sent += bench.sent.length;
      }
      expect(sent).toBeGreaterThan(0);
    },
  );
});
