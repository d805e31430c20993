import type { Expectation } from '../expectation.ts';

/** Calls that the agent makes, from the panel or on the phone. */
export const outgoing: readonly Expectation[] = [
  // The main job: the five events.
  {
    scenario: '01-outgoing-hold-unhold-hangup',
    events: [
      '1 CallInfoChanged agentRinging outgoing 201 ""',
      '1 CallInfoChanged key',
      '1 CallInfoChanged calling',
      '1 RingStarted 201 "Customer Alpha"',
      '1 CallInfoChanged ringing',
      '1 CommutationStarted',
      '1 PutHoldAction by agent',
      '1 EndHoldAction by agent',
      '1 RingFinished answered cause=16',
    ],
  },
  // A second client, with the least rights: the click-to-call is somebody else's.
  {
    scenario: '01b-outgoing-min-privileges',
    events: [
      '1 CallInfoChanged agentRinging outgoing',
      '1 CallInfoChanged calling',
      '1 CallInfoChanged 201 ""',
      '1 RingStarted 201 "Customer Alpha"',
      '1 CallInfoChanged ringing',
      '1 CommutationStarted',
      '1 PutHoldAction by agent',
      '1 EndHoldAction by agent',
      '1 RingFinished answered cause=16',
    ],
    differs: {
      because: 'AMI 1.x reports an Originate only to its sender, until its leg dials on.',
      on: {
        '11-sip': [
          '1 RingStarted outgoing 201 "Customer Alpha"',
          '1 CallInfoChanged ringing',
          '1 CommutationStarted',
          '1 PutHoldAction by agent',
          '1 EndHoldAction by agent',
          '1 RingFinished answered cause=16',
        ],
      },
    },
  },
  // The CallerID of the click-to-call is the customer's, for the phone to show; held twice.
  {
    scenario: '01c-outgoing-callerid-is-customer',
    events: [
      '1 CallInfoChanged agentRinging outgoing 201 ""',
      '1 CallInfoChanged key',
      '1 CallInfoChanged calling',
      '1 RingStarted 201 "Customer Alpha"',
      '1 CallInfoChanged ringing',
      '1 CommutationStarted',
      '1 PutHoldAction by agent',
      '1 EndHoldAction by agent',
      '1 PutHoldAction by agent',
      '1 EndHoldAction by agent',
      '1 RingFinished answered cause=16',
    ],
  },
  // Held by the other side, then by both; hung up while the agent still holds.
  {
    scenario: '01d-outgoing-customer-holds',
    events: [
      '1 CallInfoChanged agentRinging outgoing 201 ""',
      '1 CallInfoChanged key',
      '1 CallInfoChanged calling',
      '1 RingStarted 201 "Customer Alpha"',
      '1 CallInfoChanged ringing',
      '1 CommutationStarted',
      '1 PutHoldAction by remote',
      '1 PutHoldAction by agent',
      '1 EndHoldAction by remote',
      '1 RingFinished answered cause=16',
    ],
  },
  // Never sent by a panel of ours: all events come at once after the answer.
  {
    scenario: '01f-outgoing-originate-synchronous',
    events: [
      '1 CallInfoChanged agentRinging outgoing',
      '1 CallInfoChanged calling',
      '1 RingStarted 201 "Customer Alpha"',
      '1 CallInfoChanged ringing',
      '1 CommutationStarted',
      '1 RingFinished answered cause=16',
    ],
    differs: {
      because: 'AMI 1.x reports an Originate only to its sender, until its leg dials on.',
      on: {
        '11-sip': [
          '1 RingStarted outgoing 201 "Customer Alpha"',
          '1 CallInfoChanged ringing',
          '1 CommutationStarted',
          '1 RingFinished answered cause=16',
        ],
      },
    },
  },
  // The agent's own phone says busy: a 486 from the decline key is no different.
  {
    scenario: '01g-originate-agent-rejects',
    events: [
      '1 CallInfoChanged agentRinging outgoing 201 ""',
      '1 CallInfoChanged key',
      '1 RingFinished failed phoneBusy cause=17',
    ],
    watched: {
      because:
        'AMI 1.x does not tell that a leg which rings was made by an Originate, so there is no call to end.',
      events: {
        '11-sip': [],
        '16-pjsip': ['1 RingFinished failed phoneBusy cause=17 outgoing'],
        '22-pjsip': ['1 RingFinished failed phoneBusy cause=17 outgoing'],
      },
    },
  },
  {
    scenario: '01h-originate-agent-no-answer',
    events: [
      '1 CallInfoChanged agentRinging outgoing 201 ""',
      '1 CallInfoChanged key',
      '1 RingFinished cancelled phoneNotAnswered cause=19|-|19',
    ],
    watched: {
      because:
        'AMI 1.x does not tell that a leg which rings was made by an Originate, so there is no call to end.',
      events: {
        '11-sip': [],
        '16-pjsip': ['1 RingFinished cancelled phoneNotAnswered cause=- outgoing'],
        '22-pjsip': ['1 RingFinished cancelled phoneNotAnswered cause=19 outgoing'],
      },
    },
  },
  {
    scenario: '01i-originate-unknown-peer',
    line: '999',
    events: [
      '1 CallInfoChanged agentRinging outgoing 201 ""',
      '1 RingFinished failed phoneUnreachable cause=-',
    ],
    watched: {
      because: 'No leg was ever made; the failure is reported to the sender of the Originate.',
      events: [],
    },
  },
  // Without `callevents=yes` Asterisk 11 tells of no hold: it is learnt from the music that the customer hears.
  {
    scenario: '01j-hold-without-callevents',
    events: [
      '1 CallInfoChanged agentRinging outgoing 201 ""',
      '1 CallInfoChanged key',
      '1 CallInfoChanged calling',
      '1 RingStarted 201 "Customer Alpha"',
      '1 CallInfoChanged ringing',
      '1 CommutationStarted',
      '1 PutHoldAction by agent',
      '1 EndHoldAction by agent',
      '1 RingFinished answered cause=16',
    ],
  },
  // The agent's phone talks to an application (Echo): there is no other party, and so no RingStarted.
  {
    scenario: '01l-originate-application',
    events: [
      '1 CallInfoChanged agentRinging outgoing',
      '1 CallInfoChanged calling',
      '1 RingFinished cancelled cause=-|16|-',
    ],
    differs: {
      because:
        'AMI 1.x reports an Originate only to its sender, until its leg dials on; this one never does.',
      on: { '11-sip': [] },
    },
  },
  // Through a Local channel, the FreePBX way: the phone's leg is not the one that was originated.
  {
    scenario: '01m-originate-local-channel',
    events: [
      '1 CallInfoChanged agentRinging outgoing',
      '1 CallInfoChanged calling',
      '1 CallInfoChanged 201 ""',
      '1 RingStarted 201 "Customer Alpha"',
      '1 CallInfoChanged ringing',
      '1 CommutationStarted',
      '1 PutHoldAction by agent',
      '1 EndHoldAction by agent',
      '1 RingFinished answered cause=16',
    ],
  },
  {
    scenario: '01n-outgoing-ami-hangup',
    events: [
      '1 CallInfoChanged agentRinging outgoing 201 ""',
      '1 CallInfoChanged key',
      '1 CallInfoChanged calling',
      '1 RingStarted 201 "Customer Alpha"',
      '1 CallInfoChanged ringing',
      '1 CommutationStarted',
      '1 RingFinished answered cause=16',
    ],
  },
  // Hung up while on hold: the hold has no end of its own.
  {
    scenario: '01o-hold-with-inactive',
    events: [
      '1 CallInfoChanged agentRinging outgoing 201 ""',
      '1 CallInfoChanged key',
      '1 CallInfoChanged calling',
      '1 RingStarted 201 "Customer Alpha"',
      '1 CallInfoChanged ringing',
      '1 CommutationStarted',
      '1 PutHoldAction by agent',
      '1 EndHoldAction by agent',
      '1 PutHoldAction by agent',
      '1 RingFinished answered cause=16',
    ],
  },
  {
    scenario: '02-outgoing-dialled-from-phone',
    events: [
      '1 RingStarted outgoing 201 "Customer Alpha"',
      '1 CallInfoChanged ringing',
      '1 CommutationStarted',
      '1 PutHoldAction by agent',
      '1 EndHoldAction by agent',
      '1 RingFinished answered cause=16',
    ],
  },
  {
    scenario: '06-outgoing-busy',
    events: [
      '1 CallInfoChanged agentRinging outgoing 201 ""',
      '1 CallInfoChanged key',
      '1 CallInfoChanged calling',
      '1 RingStarted 201 "Customer Alpha"',
      '1 CallInfoChanged ringing',
      '1 AbonentBusy',
      '1 RingFinished busy cause=17',
    ],
  },
  {
    scenario: '06b-outgoing-busy-at-once',
    events: [
      '1 CallInfoChanged agentRinging outgoing 201 ""',
      '1 CallInfoChanged key',
      '1 CallInfoChanged calling',
      '1 RingStarted 201 "Customer Alpha"',
      '1 AbonentBusy',
      '1 RingFinished busy cause=17',
    ],
  },
  {
    scenario: '07-outgoing-no-answer',
    events: [
      '1 CallInfoChanged agentRinging outgoing 4201 ""',
      '1 CallInfoChanged key',
      '1 CallInfoChanged calling',
      '1 RingStarted',
      '1 CallInfoChanged 4201 "Customer Alpha"',
      '1 CallInfoChanged ringing',
      '1 RingFinished noAnswer cause=16',
    ],
    differs: {
      because: 'Only AMI 2.0 and later tell of the connected line (NewConnectedLine) before the answer.',
      on: {
        '11-sip': [
          '1 CallInfoChanged agentRinging outgoing 4201 ""',
          '1 CallInfoChanged key',
          '1 CallInfoChanged calling',
          '1 RingStarted',
          '1 CallInfoChanged ringing',
          '1 RingFinished noAnswer cause=16',
        ],
      },
    },
  },
  // Refused at once, no phone rings: the command says so, there is no call.
  {
    scenario: '08-outgoing-invalid-number',
    events: [],
  },
  // Asterisk answers the phone 404 and makes no channel.
  {
    scenario: '08b-outgoing-invalid-from-phone',
    events: [],
  },
  {
    scenario: '08c-outgoing-trunk-congestion',
    events: [
      '1 CallInfoChanged agentRinging outgoing 0491701234567 ""',
      '1 CallInfoChanged key',
      '1 CallInfoChanged calling',
      '1 RingStarted',
      '1 RingFinished failed cause=34',
    ],
  },
  // The agent's phone picks up automatically.
  {
    scenario: '14d-auto-answer-header',
    events: [
      '1 CallInfoChanged agentRinging outgoing 201 ""',
      '1 CallInfoChanged key',
      '1 CallInfoChanged calling',
      '1 RingStarted 201 "Customer Alpha"',
      '1 CallInfoChanged ringing',
      '1 CommutationStarted',
      '1 RingFinished answered cause=16',
    ],
  },
  {
    scenario: '25-real-softphone-baresip',
    line: '102',
    events: [
      '1 CallInfoChanged agentRinging outgoing 201 ""',
      '1 CallInfoChanged key',
      '1 CallInfoChanged calling',
      '1 RingStarted 201 "Customer Alpha"',
      '1 CallInfoChanged ringing',
      '1 CommutationStarted',
      '1 PutHoldAction by agent',
      '1 EndHoldAction by agent',
      '1 RingFinished answered cause=16',
    ],
  },
];
