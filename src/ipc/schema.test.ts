import fc from 'fast-check';
import { describe, expect, expectTypeOf, it } from 'vitest';
import type { z } from 'zod';
import type { CtiCommand } from '../cti/command.ts';
import { defaultSettings } from '../settings/schema.ts';
import { pushPages, requestPages } from './channels.ts';
import type { SettingsDraft } from './contract.ts';
import { argumentSchemas, commandSchema } from './schema.ts';

const takes = (channel: keyof typeof argumentSchemas, ...args: unknown[]): boolean =>
  argumentSchemas[channel].safeParse(args).success;

describe('a command from outside', () => {
  const good: CtiCommand[] = [
    { type: 'MakeCall', number: '+442079460958' },
    { type: 'MakeCall', number: '*43#' },
    { type: 'MakeCall', number: '1'.repeat(64) },
    { type: 'MakeCall', number: '+16465550100', keys: '820445398#,,,,*123#' },
    { type: 'HoldCall', callId: '3f2b8c1e-0000-4000-8000-000000000001' },
    { type: 'ResumeCall', callId: 'asterisk-1700000000.17' },
    { type: 'AnswerCall', callId: 'a' },
    { type: 'DropCall', callId: 'a' },
    { type: 'BlindTransferCall', callId: 'a', number: '102' },
    { type: 'MakeConsultCall', callId: 'a', number: '+4420' },
    { type: 'MakeConsultCall', callId: 'a', number: '+4420', keys: '12,3#' },
    { type: 'SendDtmf', callId: 'a', digits: '1', keysLeft: '2,3' },
    { type: 'SendDtmf', callId: 'a', digits: '1', keysLeft: '' },
    { type: 'TransferCall', callId: 'a' },
    { type: 'StartConference', callId: 'a', withCallId: 'b' },
    { type: 'SendDtmf', callId: 'a', digits: '12#*' },
    { type: 'RetrieveParkedCall', space: '701' },
    { type: 'PickUpRingingCall', id: '1700000000.17' },
    { type: 'SetAgentState', state: 'notReady', reason: 'Mittag, später', queue: 'support' },
    { type: 'SetQueueLogin', loggedIn: false },
    { type: 'SetQueueLogin', loggedIn: true, queue: 'Sales & Service/česky' },
    { type: 'ExtendAfterCallWork' },
  ];
  it.each(good)('%j is one', (command) => {
    expect(commandSchema.parse(command)).toEqual(command);
  });

  it.each([
    { type: 'MakeCall', number: '' },
    { type: 'MakeCall', number: '1'.repeat(65) },
    { type: 'MakeCall', number: '101\r\nAction: Hangup' },
    { type: 'MakeCall', number: '101@from-internal' },
    { type: 'MakeCall', number: '١٢٣' },
    { type: 'MakeCall', number: 101 },
    { type: 'MakeCall', number: '101', context: 'from-trunk' },
    { type: 'MakeCall' },
    { type: 'HoldCall', callId: '' },
    { type: 'HoldCall', callId: 'a\nb' },
    { type: 'HoldCall', callId: 'PJSIP/101' },
    { type: 'Originate', number: '1' },
    { type: 'BlindTransferCall', callId: 'a', number: '102@from-trunk' },
    { type: 'BlindTransferCall', callId: 'a' },
    { type: 'TransferCall', callId: 'a', withCallId: '' },
    { type: 'SendDtmf', callId: 'a', digits: 'w1' },
    { type: 'SendDtmf', callId: 'a', digits: '1'.repeat(65) },
    { type: 'MakeCall', number: '4+4' },
    { type: 'MakeCall', number: '+' },
    { type: 'MakeCall', number: '101', keys: ',,1' },
    { type: 'MakeCall', number: '101', keys: '1w2' },
    { type: 'RetrieveParkedCall', space: '701,1' },
    { type: 'SetAgentState', state: 'ready', reason: 'a\r\nAction: Hangup' },
    { type: 'SetAgentState', state: 'away' },
    { type: 'SetQueueLogin', loggedIn: true, queue: 'support,b' },
    { type: 'SetQueueLogin', loggedIn: true, queue: 'support\nAction: Hangup' },
    { number: '1' },
    'MakeCall',
    null,
    undefined,
    [],
  ])('%j is none', (command) => {
    expect(commandSchema.safeParse(command).success).toBe(false);
  });

  it('with a number is dialled as it is or not at all', () => {
    fc.assert(
      fc.property(fc.string(), (number) => {
        const dialable = number.length >= 1 && number.length <= 64 && /^[0-9+*#]+$/.test(number);
        expect(commandSchema.safeParse({ type: 'MakeCall', number }).success).toBe(dialable);
      }),
    );
  });
});

describe('the arguments of a request', () => {
  it('are as many as the contract says', () => {
    expect(takes('line:snapshot')).toBe(true);
    expect(takes('line:snapshot', 1)).toBe(false);
    expect(takes('line:command')).toBe(false);
    expect(takes('line:command', { type: 'MakeCall', number: '1' }, 'more')).toBe(false);
  });

  it('may hold a settings draft that is wrong in a field, for the form to point at', () => {
    const settings = { ...defaultSettings, url: 'http://pbx', port: Number.NaN };
    expect(takes('settings:save', { settings })).toBe(true);
  });

  it('may not hold a settings draft of another shape', () => {
    expect(takes('settings:save', { settings: { ...defaultSettings, onstart: 'rm' } })).toBe(false);
    expect(takes('settings:save', { settings: { ...defaultSettings, url: 7 } })).toBe(false);
    expect(takes('settings:save', { settings: { ...defaultSettings, url: 'x'.repeat(10_000) } })).toBe(false);
    expect(takes('settings:save', { settings: {} })).toBe(false);
    expect(takes('settings:save', defaultSettings)).toBe(false);
  });

  it('name one of the fields that hold a path, and nothing of the path', () => {
    expect(takes('settings:chooseFile', 'tlsCaFile')).toBe(true);
    expect(takes('settings:chooseFile', '/etc/shadow')).toBe(false);
    expect(takes('settings:chooseFile', 'filePath', { defaultPath: '/etc' })).toBe(false);
  });

  it('remember of a second call what can be done without asking, and nothing else', () => {
    expect(takes('settings:rememberSecondCall', 'hold')).toBe(true);
    expect(takes('settings:rememberSecondCall', 'ask')).toBe(false);
  });

  it.each(['', 'a\r\nb', 'a\0b', 'x'.repeat(201), 7, null])('may not hold the secret %j', (secret) => {
    expect(takes('settings:save', { settings: defaultSettings, secret })).toBe(false);
    expect(takes('settings:test', { settings: defaultSettings, secret })).toBe(false);
  });

  it('may hold a secret of any script', () => {
    expect(takes('settings:save', { settings: defaultSettings, secret: 'pa ss-wörd-密码' })).toBe(true);
  });

  it('are typed as the contract types them', () => {
    expectTypeOf<z.infer<(typeof argumentSchemas)['settings:save']>>().toEqualTypeOf<
      [draft: SettingsDraft]
    >();
  });
});

describe('the channels', () => {
  it('let only the settings window change settings, and only the panel command the line', () => {
    expect(requestPages['settings:save']).toEqual(['settings.html']);
    expect(requestPages['settings:test']).toEqual(['settings.html']);
    expect(requestPages['line:command']).toEqual(['index.html']);
    expect(requestPages['settings:chooseFile']).toEqual(['settings.html']);
    expect(requestPages['settings:rememberSecondCall']).toEqual(['index.html']);
    expect(pushPages['line:delta']).toEqual(['index.html']);
  });

  it('let the ringing window do nothing but with what rings', () => {
    const may = Object.entries(requestPages).filter(([, pages]) => pages.includes('ringing.html'));
    expect(may.map(([channel]) => channel)).toEqual([
      'ringing:view',
      'ringing:answer',
      'ringing:decline',
      'ringing:silence',
      'app:copy',
    ]);
  });
});
