import { describe, expect, it } from 'vitest';
import { found, type Row } from '../../testing/foundCalls.ts';

const agent = 'Anna Agent';
const bridge = 'b1';
const room = 'ConfBridge:conference-17';

/** Asterisk gives a called phone that has no name of its own the name of who calls it. */
interface Standing {
  readonly what: string;
  /** @param name what the PBX calls the phone 201 */
  readonly rows: (name: string) => readonly Row[];
  readonly parked?: readonly string[];
}

const own = (told: string): NonNullable<Row[6]> => ({ name: agent, told, bridge });
const theirs = (name: string): NonNullable<Row[6]> => ({ name, told: agent, bridge });

const called: readonly Standing[] = [
  {
    what: 'that is talked on',
    rows: (name) => [
      ['PJSIP/101-0b', 6, '101 > 201', 'from-internal/201', '5.60', 'Dial:PJSIP/201,30', own(name)],
      ['PJSIP/201-0c', 6, '201 > 101', 'from-internal/201', '5.62 of 5.60', 'AppDial:x', theirs(name)],
    ],
  },
  {
    what: 'whose phone still rings',
    rows: (name) => [
      [
        'PJSIP/101-0b',
        6,
        '101 > 201',
        'from-internal/201',
        '5.60',
        'Dial:PJSIP/201,30',
        { ...own(name), bridge: '' },
      ],
      [
        'PJSIP/201-0c',
        5,
        '201 > 101',
        'from-internal/201',
        '5.62 of 5.60',
        'AppDial:x',
        { ...theirs(name), bridge: '' },
      ],
    ],
  },
  {
    what: 'that waits in the holding pen',
    rows: (name) => [
      ['PJSIP/101-0b', 6, '101 > 201', 'offhook/silence', '5.60', 'Wait:86400', { ...own(name), bridge: '' }],
      [
        'PJSIP/201-0c',
        6,
        '201 > 101',
        'offhook/hold',
        '5.62 of 5.60',
        'MusicOnHold:',
        { ...theirs(name), bridge: '' },
      ],
    ],
  },
  {
    what: 'that is parked',
    rows: (name) => [
      ['PJSIP/201-0c', 6, '201 > 101', 'from-internal/201', '5.62 of 5.60', '(null):(null)', theirs(name)],
    ],
    parked: ['5.62 PJSIP/201-0c 701 PJSIP/101'],
  },
  {
    what: 'that waits while the agent consults',
    rows: (name) => [
      ['PJSIP/101-15', 6, '101 > 102', 'from-internal/', '5.60', 'AppDial:x', { name: agent, bridge: 'f3' }],
      [
        'Local/102@from-internal-01;2',
        4,
        '101 > 102',
        'from-internal/102',
        '5.64 of 5.60',
        'Dial:PJSIP/102,30',
      ],
      [
        'Local/102@from-internal-01;1',
        5,
        '102 > 101',
        'from-internal/102',
        '5.63 of 5.60',
        '(null):(null)',
        { bridge: 'f3' },
      ],
      ['PJSIP/102-16', 5, '102 > 101', 'from-internal/102', '5.65 of 5.60', 'AppDial:x'],
      ['PJSIP/201-14', 6, '201 > 101', 'from-internal/201', '5.62 of 5.60', 'AppDial:x', theirs(name)],
    ],
  },
  {
    what: 'that is in a conference',
    rows: (name) => [
      ['PJSIP/101-0b', 6, '101 > ', 'offhook/conference-17', '5.60', room, { name: agent, bridge }],
      ['PJSIP/201-0c', 6, '201 > 101', 'offhook/conference-17', '5.62 of 5.60', room, theirs(name)],
    ],
  },
];

const shown = ({ rows, parked = [] }: Standing, name: string): string | undefined =>
  found(rows(name), parked)
    .calls.filter(({ number }) => number === '201')
    .map((call) => `${call.direction} ${call.name}`.trim())[0];

describe('a called party that a starting panel finds', () => {
  it.each(called)('$what, has no name where the PBX gives it the name of the agent', (standing) => {
    expect(shown(standing, agent)).toBe('outgoing');
  });

  it.each(called)('$what, has its own name', (standing) => {
    expect(shown(standing, 'Erika Erle')).toBe('outgoing Erika Erle');
  });
});

it('a caller of the same name as the agent keeps it: it is what the caller says', () => {
  const rows: readonly Row[] = [
    ['PJSIP/201-14', 6, '201 > 101', 'offhook/hold', '5.60', 'MusicOnHold:', { name: agent }],
    [
      'PJSIP/101-15',
      6,
      '101 > 201',
      'offhook/silence',
      '5.61 of 5.60',
      'Wait:86400',
      { name: agent, told: agent },
    ],
  ];
  expect(found(rows).calls).toMatchObject([{ direction: 'incoming', number: '201', name: agent }]);
});
