import { describe, expect, it } from 'vitest';
import { AmiError } from '../../../ami/wire/error.ts';
import { ControlBench } from '../../testing/controlBench.ts';
import { dial } from './dial.ts';

const autoAnswerPjsip = [
  ['Variable', 'PJSIP_HEADER(add,Call-Info)=<sip:127.0.0.1>;answer-after=0'],
  ['Variable', 'PJSIP_HEADER(add,Alert-Info)=<http://127.0.0.1>;info=alert-autoanswer;delay=0'],
];
const autoAnswerSip = [
  ['Variable', 'SIPADDHEADER01=Call-Info: <sip:127.0.0.1>;answer-after=0'],
  ['Variable', 'SIPADDHEADER02=Alert-Info: <http://127.0.0.1>;info=alert-autoanswer;delay=0'],
];

describe('what is sent to dial', () => {
  it('on AMI 2.x and later has a Uniqueid of our own for the leg', async () => {
    const bench = new ControlBench();
    await dial(bench.context, '+4930123');
    expect(bench.sent).toEqual([
      {
        name: 'Originate',
        fields: [
          ['Channel', 'PJSIP/101'],
          ['Context', 'from-internal'],
          ['Exten', '+4930123'],
          ['Priority', 1],
          ['CallerID', '"Anna Agent" <101>'],
          ['Timeout', 30_000],
          ['Async', true],
          ['ChannelId', 'offhook-id-2'],
          ...autoAnswerPjsip,
        ],
      },
    ]);
  });

  it('on AMI 1.x has none, which that ignores, and the headers in the way of chan_sip', async () => {
    const bench = new ControlBench({ family: '1.x' });
    await dial(bench.context, '201');
    const [{ fields }] = bench.sent as [(typeof bench.sent)[number]];
    expect(fields.map(([name]) => name)).not.toContain('ChannelId');
    expect(fields.slice(-2)).toEqual(autoAnswerSip);
  });

  it('asks the phone to pick up automatically in the way of its technology, not of the PBX version', async () => {
    const bench = new ControlBench({ device: 'SIP/101' });
    await dial(bench.context, '201');
    expect(bench.sent[0]?.fields).toContainEqual(autoAnswerSip[0]);
    expect(bench.sent[0]?.fields).toContainEqual(['ChannelId', 'offhook-id-2']);
  });

  it('asks no phone that must not pick up automatically, or has shown that it does not', async () => {
    const off = new ControlBench({ autoAnswer: false });
    await dial(off.context, '201');
    const ignores = new ControlBench();
    ignores.context.phone.ignoresAutoAnswer = true;
    await dial(ignores.context, '201');
    for (const { sent } of [off, ignores])
      expect(sent[0]?.fields.map(([name]) => name)).not.toContain('Variable');
  });

  it.each([
    ['Anna Agent', '"Anna Agent" <101>'],
    ['Jürgen Müßig', '"Jürgen Müßig" <101>'],
    ['O"Brien, <Sales>', '"O Brien   Sales" <101>'],
    ['back\\slash', '"back slash" <101>'],
    ['two\r\nlines', '"two  lines" <101>'],
    ['  ', '101'],
    ['', '101'],
  ])('names the agent %j as %s', async (agentName, callerId) => {
    const bench = new ControlBench({ agentName });
    await dial(bench.context, '201');
    expect(bench.sent[0]?.fields).toContainEqual(['CallerID', callerId]);
  });
});

it('keeps what came with the number at the call, and sends nothing of it', async () => {
  const bench = new ControlBench();
  await dial(bench.context, '201', { keys: '820445398#' });
  expect(bench.adapter.stories()).toMatchObject([{ call: { number: '201', keys: '820445398#' } }]);
  expect(JSON.stringify(bench.sent)).not.toContain('820445398');
});

describe('a number', () => {
  it.each(['201', '+4930123456', '*98', '#31#0301', '0'.repeat(64)])('%s is dialled', async (number) => {
    const bench = new ControlBench();
    expect(await dial(bench.context, number)).toMatchObject({ status: 'done' });
  });

  it.each([
    '',
    '+',
    '201,1',
    '201&PJSIP/102',
    'abc',
    '2 01',
    '201@other',
    '${EXTEN}',
    '0'.repeat(65),
    '201\n',
    '++1',
  ])('%j is refused before anything is sent', async (number) => {
    const bench = new ControlBench();
    expect(await dial(bench.context, number)).toEqual({ status: 'refused', code: 'invalidNumber' });
    expect(bench.sent).toEqual([]);
    expect(bench.adapter.stories()).toEqual([]);
  });
});

describe('what becomes of the call', () => {
  it('it exists once the PBX has taken it, and is reported as "pick up your phone"', async () => {
    const bench = new ControlBench();
    bench.on('Originate', () => {
      expect(bench.events).toEqual([]);
      return 'ok';
    });
    expect(await dial(bench.context, '201')).toEqual({ status: 'done', callId: 'id-1' });
    expect(bench.events).toMatchObject([
      {
        type: 'CallInfoChanged',
        call: { id: 'id-1', number: '201', state: 'dialing', phase: 'agentRinging' },
      },
    ]);
  });

  it('its leg is known by the Uniqueid that we chose', async () => {
    const bench = new ControlBench();
    await dial(bench.context, '201');
    bench.hear({ type: 'created', channel: { uniqueId: 'offhook-id-2', name: 'PJSIP/101-00000001' } });
    expect(bench.story.agentLegs).toEqual(new Set(['offhook-id-2']));
  });

  it('events that come before the answer do no harm', async () => {
    const bench = new ControlBench();
    bench.on('Originate', () => {
      bench.hear({
        type: 'created',
        channel: { uniqueId: 'offhook-id-2', name: 'PJSIP/101-00000001', state: 'down' },
      });
      bench.hear({
        type: 'changed',
        channel: { uniqueId: 'offhook-id-2', name: 'PJSIP/101-00000001', state: 'up' },
      });
      return 'ok';
    });
    await dial(bench.context, '201');
    expect(bench.events).toMatchObject([{ type: 'CallInfoChanged', call: { phase: 'calling' } }]);
  });

  it.each([
    ['Extension does not exist.', 'unknownNumber'],
    ['Permission denied', 'rightMissing'],
    ['Channel not specified', 'refusedByPbx'],
  ])('there never was one when the PBX says "%s"', async (error, code) => {
    const bench = new ControlBench();
    bench.on('Originate', { error });
    expect(await dial(bench.context, '201')).toEqual({ status: 'refused', code, detail: error });
    expect(bench.events).toEqual([]);
    expect(bench.adapter.stories()).toEqual([]);
    // Nor does anybody wait for its leg.
    bench.hear({ type: 'created', channel: { uniqueId: 'offhook-id-2', name: 'PJSIP/101-00000001' } });
    expect(bench.adapter.stories()).toEqual([]);
  });

  it('there may be one when the PBX does not answer: then its events tell', async () => {
    const bench = new ControlBench();
    bench.on('Originate', new AmiError('timeout', 'No answer.'));
    expect(await dial(bench.context, '201')).toEqual({ status: 'timedOut', afterMs: 10_000 });
    expect(bench.story.call).toMatchObject({ id: 'id-1', phase: 'agentRinging' });
  });

  it('there is none when the link broke', async () => {
    const bench = new ControlBench();
    bench.on('Originate', new AmiError('disconnected', 'The connection was lost.'));
    expect(await dial(bench.context, '201')).toMatchObject({ status: 'refused', code: 'connectionLost' });
    expect(bench.adapter.stories()).toEqual([]);
  });
});
