import { describe, expect, test } from 'vitest';
import type { AmiAction, AmiValue } from './action.ts';
import { AmiError } from './error.ts';
import { assertSafe } from './safety.ts';
import { recordedBytes, recordedPbxes, recordingNames } from '../testing/recordings.ts';

type Field = readonly [string, AmiValue];

/** Why the action is refused; undefined when it is not. */
function refusal(name: string, ...fields: Field[]): string | undefined {
  try {
    assertSafe({ name, fields });
    return undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(AmiError);
    expect((error as AmiError).code).toBe('unsafeAction');
    return (error as AmiError).message;
  }
}

const call: Field[] = [
  ['Channel', 'PJSIP/101'],
  ['Context', 'from-internal'],
  ['Exten', '201'],
  ['Priority', 1],
  ['Async', true],
];
const pickUp: Field[] = [
  ['Channel', 'PJSIP/101'],
  ['Application', 'PickupChan'],
  ['Data', 'PJSIP/101-00000409'],
  ['Async', 'true'],
];

describe('actions', () => {
  test.each([
    'Command',
    'ModuleLoad',
    'Reload',
    'UpdateConfig',
    'GetConfig',
    'CreateConfig',
    'AGI',
    'DBPut',
    'DBGet',
    'DBDel',
    'setvar',
    'UserEvent',
    'Filter',
    'MixMonitor',
    'Monitor',
    'LoggerRotate',
    'WaitEvent',
    'MessageSend',
    'QueueReset',
    'LocalOptimizeAway',
    'originate',
    'ORIGINATE',
    ' Originate',
    'Originate ',
    '',
    'constructor',
  ])('%j is refused', (name) => {
    expect(refusal(name)).toBeDefined();
  });

  test.each([
    'Ping',
    'ListCommands',
    'ParkedCalls',
    'QueueStatus',
    'Bridge',
    'CancelAtxfer',
    'MuteAudio',
    'PlayDTMF',
  ])('%s may be sent', (name) => {
    expect(refusal(name, ['Channel', 'PJSIP/101-00000001'])).toBeUndefined();
  });

  test.each(['Channel', 'channel', 'Channel1', 'Channel2', 'ExtraChannel'])(
    'a pattern as %s is refused',
    (name) => {
      expect(refusal('Hangup', [name, '/^PJSIP\\/.*/'])).toContain('pattern');
      expect(refusal('Hangup', [name, '  /.*/'])).toContain('pattern');
      expect(refusal('Hangup', [name, 'PJSIP/101-00000001'])).toBeUndefined();
    },
  );
});

describe('Park', () => {
  test.each(['AnnounceChannel', 'announcechannel', 'ANNOUNCECHANNEL'])(
    'with %s, which crashes the PBX, is refused',
    (name) => {
      expect(refusal('Park', ['Channel', 'PJSIP/201-1'], [name, 'PJSIP/101-1'])).toContain(
        'crashes Asterisk 16 and 22',
      );
      expect(refusal('Park', ['Channel', 'PJSIP/201-1'], [name, ''])).toBeDefined();
    },
  );

  test('by the rest of its fields, on 11 and later, is sent', () => {
    expect(
      refusal('Park', ['Channel', 'SIP/201-1'], ['Channel2', 'SIP/101-1'], ['Timeout', 60_000]),
    ).toBeUndefined();
    expect(
      refusal('Park', ['Channel', 'PJSIP/201-1'], ['TimeoutChannel', 'PJSIP/101'], ['Parkinglot', 'default']),
    ).toBeUndefined();
  });
});

describe('Originate', () => {
  test('of a number, and of the pick-up of a ringing leg, is sent', () => {
    expect(refusal('Originate', ...call)).toBeUndefined();
    expect(refusal('Originate', ...pickUp)).toBeUndefined();
  });

  test.each([[[]], [[['Async', false]]], [[['Async', 'no']]], [[['Async', '']]]] as [Field[]][])(
    'that would freeze the session is refused: %j',
    (async) => {
      const fields = call.filter(([name]) => name !== 'Async');
      expect(refusal('Originate', ...fields, ...async)).toContain('Async');
    },
  );

  test.each(['Async', 'Application', 'Data', 'Channel', 'async'])('with two %s is refused', (name) => {
    expect(refusal('Originate', ...pickUp, [name, 'false'])).toContain('twice');
  });

  test.each(['System', 'Playback', 'pickupchan', 'PickupChan,x', 'AGI', ''])(
    'of the application %j is refused',
    (application) => {
      expect(
        refusal(
          'Originate',
          ['Channel', 'PJSIP/101'],
          ['Application', application],
          ['Data', 'x'],
          ['Async', true],
        ),
      ).toContain('CVE-2024-42365');
    },
  );

  test.each(['PJSIP/101-1&PJSIP/102-1', 'PJSIP/1,p', '${EVIL}', '', '/.*/', 'PJSIP/101-1 x'])(
    'of PickupChan of %j is refused',
    (data) => {
      const fields: Field[] = [
        ['Channel', 'PJSIP/101'],
        ['Application', 'PickupChan'],
        ['Async', true],
        ['Data', data],
      ];
      expect(refusal('Originate', ...fields)).toContain('one channel');
    },
  );

  test.each([
    'PJSIP/101-00000409',
    'SIP/trunk-a-0000000a',
    'Local/101@from-queue-00000001;2',
    'PJSIP/alice.b_c-1',
  ])('of PickupChan of %s is sent', (data) => {
    const fields: Field[] = [
      ['Channel', 'PJSIP/101'],
      ['Application', 'PickupChan'],
      ['Async', true],
      ['Data', data],
    ];
    expect(refusal('Originate', ...fields)).toBeUndefined();
  });

  test.each(['Data', 'PreDialGoSub', 'Predialgosub', 'Nonsense'])('with %s is refused', (name) => {
    expect(refusal('Originate', ...call, [name, 'x'])).toBeDefined();
  });

  test.each([
    'PJSIP_HEADER(add,Call-Info)=<sip:broadworks>;answer-after=0',
    'PJSIP_HEADER(add,Alert-Info)=<http://www.notused.com>;info=alert-autoanswer;delay=0',
    'PJSIP_HEADER(add,Answer-Mode)=Auto',
    'PJSIP_HEADER(add,Priv-Answer-Mode)=Auto',
    'SIPADDHEADER01=Call-Info: <sip:x>;answer-after=0',
    'SIPADDHEADER02=Alert-Info: ring-answer',
  ])('with the auto-answer variable %s is sent', (variable) => {
    expect(refusal('Originate', ...call, ['Variable', variable])).toBeUndefined();
  });

  test.each([
    'X=1',
    '__X=1',
    'PJSIP_HEADER(add,Call-Info)=a,SHELL(id)=x',
    'PJSIP_HEADER(add,Call-Info)="a',
    'PJSIP_HEADER(add,Call-Info)=a\\,b',
    'PJSIP_HEADER(add,Call-Info)=${SHELL(id)}',
    'PJSIP_HEADER(add,Call-Info)=$[1]',
    'PJSIP_HEADER(add,From)=x',
    'PJSIP_HEADER(remove,Call-Info)=x',
    'PJSIP_HEADER(add,Call-Info),X=a',
    'SIPADDHEADER01=From: <sip:boss>',
    'SIPADDHEADER01=Call-Info: a,X=b',
    '_SIPADDHEADER01=Call-Info: a',
    'SHELL(rm -rf /)=x',
    'CALLERID(num)=112',
    '',
  ])('with the variable %j is refused', (variable) => {
    expect(refusal('Originate', ...call, ['Variable', variable])).toContain('CVE-2024-42365');
    expect(refusal('Originate', ...call, ['variable', variable])).toContain('CVE-2024-42365');
  });
});

describe('what is asked of a channel', () => {
  test.each([
    'CHANNEL(useragent)',
    'DIALPLAN_EXISTS(from-internal,201,1)',
    'PJSIP_ENDPOINT(101,aor)',
    'CTI_ID',
  ])('%s is read', (name) => {
    expect(refusal('Getvar', ['Variable', name])).toBeUndefined();
    expect(refusal('Status', ['Variables', `CTI_ID,${name}`])).toBeUndefined();
  });

  test.each([
    'SHELL(id)',
    'FILE(/etc/passwd)',
    'ODBC_X(a)',
    'CURL(http://x)',
    'CHANNEL(${SHELL(id)})',
    'EVAL(x)',
    '${SHELL(id)}',
  ])('%s is refused', (name) => {
    expect(refusal('Getvar', ['Variable', name])).toBeDefined();
    expect(refusal('Status', ['Variables', `CTI_ID,${name}`])).toBeDefined();
  });
});

describe('a NOTIFY to a phone', () => {
  test('says talk or hold', () => {
    expect(refusal('PJSIPNotify', ['Endpoint', '101'], ['Variable', 'Event=talk'])).toBeUndefined();
    expect(refusal('PJSIPNotify', ['Channel', 'PJSIP/101-1'], ['Variable', 'Event=hold'])).toBeUndefined();
    expect(
      refusal('SIPnotify', ['Channel', 'SIP/101'], ['Variable', 'Event=talk'], ['Call-ID', 'x@y']),
    ).toBeUndefined();
  });

  test.each([
    ['Variable', 'Event=check-sync'],
    ['Variable', 'Event=talk,Event=check-sync'],
    ['variable', 'Contact=<sip:evil>'],
    ['Option', 'polycom-reboot'],
    ['URI', 'sip:somebody@else'],
  ])('%s: %s is refused', (name, value) => {
    expect(refusal('PJSIPNotify', ['Endpoint', '101'], [name, value])).toBeDefined();
  });
});

describe('Setvar', () => {
  const set = (variable: string, value = 'Order taken', ...more: Field[]): string | undefined =>
    refusal('Setvar', ['Channel', 'PJSIP/101-00000001'], ['Variable', variable], ['Value', value], ...more);

  test.each(['OFFHOOK_DISPOSITION', 'CDR(userfield)', 'CDR(disposition_code)'])('%s is set', (variable) => {
    expect(set(variable)).toBeUndefined();
  });

  test.each([
    'MONITOR_EXEC',
    'TRANSFER_CONTEXT',
    '__OFFHOOK_DISPOSITION',
    'OFFHOOK_',
    'offhook_x',
    'OFFHOOK_X=1',
    'OFFHOOK_X\nY',
    'CDR(accountcode)',
    'CDR(amaflags)',
    'CDR(peeraccount)',
    'CDR(userfield,u)',
    'CDR(a)CDR(b)',
    'SHELL(rm)',
    'GLOBAL(OFFHOOK_X)',
    'DB(a/b)',
    '',
  ])('%s is not', (variable) => {
    expect(set(variable)).toBeDefined();
  });

  test.each([
    '${SHELL(x)}',
    '$[1+1]',
    'a,b',
    'a"b',
    "a'b",
    'a;b',
    'a|b',
    'a&b',
    'a`b',
    'a\\b',
    'x'.repeat(81),
  ])('the value %s is not', (value) => {
    expect(set('OFFHOOK_DISPOSITION', value)).toBeDefined();
  });

  test('is of one channel, never of the whole PBX', () => {
    const rest: Field[] = [
      ['Variable', 'OFFHOOK_X'],
      ['Value', 'y'],
    ];
    expect(refusal('Setvar', ...rest)).toBeDefined();
    expect(refusal('Setvar', ['Channel', ''], ...rest)).toBeDefined();
    expect(refusal('Setvar', ['Channel', '/.*'], ...rest)).toBeDefined();
    expect(set('OFFHOOK_X', 'y', ['Variable', 'MONITOR_EXEC'])).toBeDefined();
  });
});

test('every Park that brought a recorded PBX down is refused, by the fields it had', () => {
  const parks = recordedPbxes.flatMap((pbx) =>
    recordingNames(pbx).flatMap((name) =>
      actionsOf(recordedBytes(pbx, name, 'client').toString()).filter((a) => a.name === 'Park'),
    ),
  );
  const deadly = parks.filter(({ fields }) => fields.some(([name]) => name === 'AnnounceChannel'));
  expect(deadly.length).toBeGreaterThan(0);
  for (const { name, fields } of parks)
    expect(refusal(name, ...fields) !== undefined).toBe(deadly.some((d) => d.fields === fields));
});

function actionsOf(text: string): AmiAction[] {
  return text.split('\r\n\r\n').flatMap((block) => {
    const fields = block.split('\r\n').map((line) => line.split(/: ?/, 2) as [string, string]);
    const name = fields.find(([key]) => key === 'Action')?.[1];
    return name === undefined ? [] : [{ name, fields: fields.filter(([key]) => !/^Action(ID)?$/.test(key)) }];
  });
}
