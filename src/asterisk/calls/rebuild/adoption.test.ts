import { describe, expect, it } from 'vitest';
import { clocks } from '../../../cti/call.ts';
import { found, foundAt, type Row } from '../../testing/foundCalls.ts';

describe('a call that rings when the panel starts', () => {
  const queueCall: readonly Row[] = [
    ['PJSIP/101-08', 5, '101 > +4420', 'from-internal/101', '5.35 of 5.32', 'AppDial:(Outgoing Line)'],
    ['Local/101@from-queue-00;2', 4, '+4420 > 101', 'from-queue/101', '5.34 of 5.32', 'Dial:PJSIP/101,20,tT'],
    [
      'Local/101@from-queue-00;1',
      5,
      '101 > +4420',
      'from-queue/5001',
      '5.33 of 5.32',
      'AppQueue:(Outgoing Line)',
    ],
    [
      'PJSIP/trunk-07',
      6,
      '+4420 > 101',
      'from-trunk/5001',
      '5.32',
      'Queue:support,tT,,,60',
      { dnid: '5001' },
    ],
  ];

  it('through a queue and a Local channel has caller, queue and number dialled', () => {
    const { calls, adapter, events } = found(queueCall);
    expect(calls).toMatchObject([
      { direction: 'incoming', state: 'ringing', number: '+4420', queue: 'support', did: '5001' },
    ]);
    expect(adapter.story('call-1')).toMatchObject({ origin: '5.32', dialler: '5.34', hasRung: true });
    expect(events).toEqual([]);
  });

  it('at a phone that is the member of a queue, too', () => {
    const { calls } = found([
      ['PJSIP/trunk-09', 6, '+4420 > ', 'from-trunk/5004', '5.51', 'Queue:sales,tT,,,60', { dnid: '5004' }],
      ['PJSIP/101-0a', 5, '5004 > +4420', 'from-internal/5004', '5.52 of 5.51', 'AppQueue:(Outgoing Line)'],
    ]);
    expect(calls).toMatchObject([{ direction: 'incoming', state: 'ringing', queue: 'sales', did: '5004' }]);
  });

  it('at a colleague beside is theirs', () => {
    const { calls } = found([
      [
        'PJSIP/trunk-04',
        4,
        '+4420 > ',
        'from-trunk/5003',
        '5.24',
        'Dial:PJSIP/101&PJSIP/102,30,tT',
        { dnid: '5003' },
      ],
      ['PJSIP/102-06', 5, '5003 > +4420', 'from-internal/5003', '5.26 of 5.24', 'AppDial:(Outgoing Line)'],
    ]);
    expect(calls).toEqual([]);
  });
});

describe('a call that is being made', () => {
  it('to be picked up has no number yet', () => {
    const { calls, adapter } = found([
      ['PJSIP/101-0b', 5, '101 > 101', 'from-internal/s', 'offhook-5', 'AppDial2:(Outgoing Line)'],
    ]);
    expect(calls).toMatchObject([{ direction: 'outgoing', phase: 'agentRinging', number: '' }]);
    expect(adapter.story('call-1')?.origination?.lifted).toBe(false);
  });

  it('rings at the other end since then', () => {
    const { calls, adapter } = found([
      [
        'PJSIP/101-0b',
        6,
        '101 > 201',
        'from-internal/201',
        'offhook-5',
        'Dial:PJSIP/201,30,tT',
        { seconds: 9 },
      ],
      [
        'PJSIP/201-0c',
        5,
        '201 > 101',
        'from-internal/201',
        '5.69 of offhook-5',
        'AppDial:(Outgoing Line)',
        { seconds: 4 },
      ],
    ]);
    expect(calls).toMatchObject([
      {
        direction: 'outgoing',
        state: 'dialing',
        phase: 'ringing',
        number: '201',
        startedAt: foundAt.wallMs - 9_000,
        ringingAt: foundAt.wallMs - 4_000,
      },
    ]);
    expect([...(adapter.story('call-1')?.dialled ?? [])]).toEqual(['5.69']);
  });

  it('through the trunk is for the number that was dialled', () => {
    const { calls } = found([
      [
        'PJSIP/trunk-13',
        5,
        '0555123 > 101',
        'from-trunk/0555123',
        '5.128 of 5.127',
        'AppDial:(Outgoing Line)',
      ],
      [
        'PJSIP/101-12',
        4,
        '101 > 0555123',
        'from-internal/0555123',
        '5.127',
        'Dial:PJSIP/555123@trunk,30,tT',
        { dnid: '0555123' },
      ],
    ]);
    expect(calls).toMatchObject([{ direction: 'outgoing', phase: 'ringing', number: '0555123' }]);
  });

  it('to an echo test talks', () => {
    const { calls } = found([
      ['PJSIP/101-0f', 6, '101 > ', 'from-internal/600', '5.109', 'Echo:', { dnid: '600' }],
    ]);
    expect(calls).toMatchObject([{ direction: 'outgoing', state: 'talking', number: '600' }]);
    expect(calls[0]).not.toHaveProperty('holdUnknown');
  });
});

describe('a call that talks', () => {
  it('may be on hold on the phone: no one told', () => {
    const { calls } = found([
      [
        'PJSIP/101-10',
        6,
        '101 > 201',
        'from-internal/201',
        '5.115',
        'Dial:PJSIP/201,30,tT',
        { bridge: 'b', seconds: 61 },
      ],
      [
        'PJSIP/201-11',
        6,
        '201 > 101',
        'from-internal/',
        '5.116 of 5.115',
        'AppDial:(Outgoing Line)',
        { bridge: 'b', seconds: 61 },
      ],
    ]);
    expect(calls).toMatchObject([
      { direction: 'outgoing', state: 'talking', number: '201', holdUnknown: true },
    ]);
    expect(clocks(calls[0]!, foundAt.monoMs)).toEqual({ talkMs: 61_000, holdMs: 0 });
  });

  it('and was fetched from the car park is as it began: the customer was called', () => {
    const { calls } = found([
      [
        'PJSIP/101-0d',
        6,
        '101 > 201',
        'parkedcalls/701',
        'offhook-res of offhook-5',
        'ParkedCall:default,701',
        { bridge: 'b' },
      ],
      ['PJSIP/201-0c', 6, '201 > 101', 'offhook/hold', '5.62 of offhook-5', '(null):(null)', { bridge: 'b' }],
    ]);
    expect(calls).toMatchObject([{ direction: 'outgoing', state: 'talking', number: '201' }]);
  });

  it('a leg that was just left alone is no call: its end is on the way', () => {
    const alone: Row = [
      'PJSIP/101-01',
      6,
      '101 > 201',
      'from-internal/',
      '5.1 of 5.0',
      'AppDial:(Outgoing Line)',
    ];
    expect(found([alone]).calls).toEqual([]);
    expect(found([[...alone.slice(0, 6), { bridge: 'b' }] as unknown as Row]).calls).toEqual([]);
  });
});

describe('a call that waits', () => {
  it('in the holding pen is on hold, without doubt, and can be joined again', () => {
    const { calls, adapter } = found([
      ['PJSIP/101-0b', 6, '101 > 201', 'offhook/silence', '5.60', 'Wait:86400'],
      ['PJSIP/201-0c', 6, '201 > 101', 'offhook/hold', '5.62 of 5.60', 'MusicOnHold:'],
    ]);
    expect(calls).toMatchObject([
      { direction: 'outgoing', state: 'held', heldBy: 'agent', phase: 'onHold', number: '201' },
    ]);
    expect(calls[0]).not.toHaveProperty('holdUnknown');
    expect(adapter.story('call-1')).toMatchObject({
      remote: '5.62',
      away: { how: 'apart', waits: '5.62', byUs: true },
    });
  });

  it('in the holding pen has the number of who waits there, where chan_sip names only the phone itself', () => {
    const waits = (name: string): readonly Row[] => [
      ['SIP/101-0b', 6, '101 > 101', 'offhook/silence', '5.60', 'Wait:86400', { name: 'Anna Agent' }],
      ['SIP/201-0c', 6, '201 > 101', 'offhook/hold', '5.62 of 5.60', 'MusicOnHold:', { name }],
    ];
    const seen = (name: string): readonly string[] =>
      found(waits(name), [], 'SIP/101').calls.map((call) => `${call.direction} ${call.number} ${call.name}`);
    // Asterisk hands the agent's own name back as that of the phone that was called.
    expect(seen('Anna Agent')).toEqual(['outgoing 201 ']);
    expect(seen('Erika Mustermann')).toEqual(['outgoing 201 Erika Mustermann']);
    expect(seen('')).toEqual(['outgoing 201 ']);
  });

  it('in the car park is on hold where this phone put it, and its clocks begin now', () => {
    const rows: readonly Row[] = [
      [
        'PJSIP/201-0c',
        6,
        '201 > 101',
        'from-internal/201',
        '5.62 of 5.60',
        '(null):(null)',
        { bridge: 'lot', seconds: 90 },
      ],
    ];
    const { calls, adapter } = found(rows, ['5.62 PJSIP/201-0c 701 PJSIP/101']);
    expect(calls).toMatchObject([{ direction: 'outgoing', state: 'held', number: '201' }]);
    expect(clocks(calls[0]!, foundAt.monoMs)).toEqual({ talkMs: 0, holdMs: 0 });
    expect(adapter.story('call-1')).toMatchObject({ parkedAt: '701', remote: '5.62' });
    expect(found(rows, ['5.62 PJSIP/201-0c 701 PJSIP/102']).calls).toEqual([]);
  });

  it('while the agent consults by Atxfer is on hold; the colleague is the second call', () => {
    const { calls, adapter } = found([
      ['PJSIP/102-16', 5, '102 > 101', 'from-internal/102', '5.138 of 5.134', 'AppDial:(Outgoing Line)'],
      [
        'PJSIP/101-15',
        6,
        '101 > 102',
        'from-internal/',
        '5.135 of 5.134',
        'AppDial:(Outgoing Line)',
        { bridge: 'f3' },
      ],
      [
        'Local/102@from-internal-01;2',
        4,
        '101 > 102',
        'from-internal/102',
        '5.137 of 5.134',
        'Dial:PJSIP/102,30,tT',
      ],
      [
        'Local/102@from-internal-01;1',
        5,
        '102 > 101',
        'from-internal/102',
        '5.136 of 5.134',
        '(null):(null)',
        { bridge: 'f3' },
      ],
      [
        'PJSIP/201-14',
        6,
        '201 > 101',
        'from-internal/101',
        '5.134',
        'Dial:PJSIP/101,30,tT',
        { bridge: '93', dnid: '101' },
      ],
    ]);
    expect(calls).toMatchObject([
      { id: 'call-1', direction: 'incoming', state: 'held', heldBy: 'agent', number: '201' },
      { direction: 'outgoing', state: 'dialing', phase: 'ringing', number: '102', consultFor: 'call-1' },
    ]);
    expect(adapter.story('call-1')).toMatchObject({ isConsulting: true, remote: '5.134' });
  });
});

describe('a conference', () => {
  const room = (name: string): readonly Row[] => [
    ['PJSIP/202-1d', 6, '202 > ', `offhook/${name}`, '5.172', `ConfBridge:${name}`, { bridge: '5e' }],
    [
      'PJSIP/101-1b',
      6,
      '101 > ',
      `offhook/${name}`,
      '5.168',
      `ConfBridge:${name}`,
      { bridge: '5e', dnid: name },
    ],
    [
      'PJSIP/201-1c',
      6,
      '201 > ',
      `offhook/${name}`,
      '5.171 of 5.168',
      `ConfBridge:${name}`,
      { bridge: '5e' },
    ],
  ];

  it('of our own making is a call with each party, in one conference', () => {
    const { calls } = found(room('conference-17'));
    expect(calls).toMatchObject([
      {
        direction: 'outgoing',
        state: 'talking',
        phase: 'conference',
        conference: 'conference-17',
        number: '201',
      },
      {
        direction: 'incoming',
        state: 'talking',
        phase: 'conference',
        conference: 'conference-17',
        number: '202',
      },
    ]);
  });

  it('has the callers by their own numbers, whomever the leg of the phone names', () => {
    const bridged = { bridge: '5e' };
    const there = 'offhook/conference-17';
    const { calls } = found([
      ['PJSIP/201-1a', 6, '201 > 101', there, '5.160', 'ConfBridge:conference-17', bridged],
      ['PJSIP/101-1b', 6, '101 > 102', there, '5.161 of 5.160', 'ConfBridge:conference-17', bridged],
      ['PJSIP/102-1c', 6, '102 > 101', there, '5.170 of 5.168', 'ConfBridge:conference-17', bridged],
    ]);
    expect(calls).toMatchObject([
      { direction: 'incoming', phase: 'conference', number: '201' },
      { direction: 'outgoing', phase: 'conference', number: '102' },
    ]);
  });

  it('of somebody else is one call to its number, however many are in it', () => {
    expect(found(room('400')).calls).toMatchObject([
      { direction: 'outgoing', state: 'talking', number: '400' },
    ]);
  });
});
