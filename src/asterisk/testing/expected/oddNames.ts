import type { RecordedPbx } from '../../../ami/testing/recordings.ts';
import type { Expectation } from '../expectation.ts';

const outside = (call: number, number: string, name: string): string[] => [
  `${call} RingStarted incoming ${number} ${JSON.stringify(name)} did=5000`,
  `${call} CommutationStarted`,
  `${call} RingFinished answered cause=16`,
];

const clickToCall = (call: number): string[] => [
  `${call} CallInfoChanged agentRinging outgoing 201 ""`,
  `${call} CallInfoChanged key`,
  `${call} CallInfoChanged calling`,
  `${call} RingStarted 201 "Customer Alpha"`,
  `${call} CallInfoChanged ringing`,
  `${call} CommutationStarted`,
  `${call} RingFinished answered cause=16`,
];

/** The names are those that the caller's phone sent, byte by byte: quotes and backslashes, markup, tab, 200 characters, none. */
function events(third: string, longName: number): readonly string[] {
  return [
    ...outside(1, '+4917012345', 'Jürgen Müßig 日本語 😀'),
    ...outside(2, 'unknown', 'O"Brien; <script>alert(1)</script>'),
    ...outside(3, third, String.raw`a\b%41&amp;'--`),
    ...outside(4, '00', 'Event: Hangup'),
    ...outside(5, 'a', 'x'.repeat(longName)),
    ...outside(6, 'x', ''),
    ...outside(7, '"', '"'),
    ...outside(8, '1234', 'line\tTab, comma: colon'),
    // Seven click-to-calls whose CallerID holds such texts: they are our own, and never the customer's name.
    ...[9, 10, 11, 12, 13, 14, 15].flatMap(clickToCall),
  ];
}

const on11: Partial<Record<RecordedPbx, readonly string[]>> = { '11-sip': events('0049301', 200) };

export const oddNames: readonly Expectation[] = [
  {
    scenario: '19-odd-caller-ids',
    events: events('0049-30-1', 79),
    differs: {
      because: 'chan_sip strips a number to its digits and keeps a name whole; PJSIP cuts it at 79.',
      on: on11,
    },
  },
];
