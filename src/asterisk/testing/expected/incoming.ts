import type { Expectation } from '../expectation.ts';

/** Calls that ring the agent, outside of queues. */
export const incoming: readonly Expectation[] = [
  {
    scenario: '03-incoming-answered-by-phone',
    events: [
      '1 RingStarted incoming 201 "Customer Alpha"',
      '1 CommutationStarted',
      '1 PutHoldAction by agent',
      '1 EndHoldAction by agent',
      '1 RingFinished answered cause=16',
    ],
  },
  // The caller gives up. PJSIP has no cause of its own for it (127, interworking).
  {
    scenario: '04-incoming-missed',
    events: ['1 RingStarted incoming 201 "Customer Alpha"', '1 RingFinished cancelled cause=16|127|127'],
  },
  {
    scenario: '04b-incoming-ring-timeout',
    events: [
      '1 RingStarted incoming 201 "Customer Alpha" did=4101',
      // The dial plan might ring again.
      '1 CallInfoChanged queued',
      '1 RingFinished noAnswer cause=16|-|-',
    ],
    differs: {
      because: 'the hangup of the caller was reported before that of the leg',
      on: {
        '16-pjsip': [
          '1 RingStarted incoming 201 "Customer Alpha" did=4101',
          '1 RingFinished noAnswer cause=-',
        ],
      },
    },
  },
  // 486 by the decline key: to the agent it is their own decision, not 'busy'.
  {
    scenario: '05-incoming-rejected',
    events: ['1 RingStarted incoming 201 "Customer Alpha"', '1 RingFinished rejected cause=17'],
  },
  {
    scenario: '05c-ring-group-answered-elsewhere',
    events: [
      '1 RingStarted incoming +491701234567 "Erika Mustermann" did=5003',
      '1 RingFinished answeredElsewhere cause=26',
    ],
  },
  {
    scenario: '05c-ring-group-answered-elsewhere',
    line: '102',
    events: [
      '1 RingStarted incoming +491701234567 "Erika Mustermann" did=5003',
      '1 CommutationStarted',
      '1 RingFinished answered cause=16',
    ],
  },
  {
    scenario: '14-answer-by-notify',
    events: [
      '1 RingStarted incoming 201 "Customer Alpha"',
      '1 CommutationStarted',
      '1 RingFinished answered cause=16',
    ],
  },
  {
    scenario: '14b-hold-unhold-by-notify',
    events: [
      '1 RingStarted incoming 201 "Customer Alpha"',
      '1 CommutationStarted',
      '1 PutHoldAction by agent',
      '1 EndHoldAction by agent',
      '1 RingFinished answered cause=16',
    ],
  },
  // A NOTIFY that the phone ignores leaves no trace.
  {
    scenario: '14c-notify-ignored-by-phone',
    events: ['1 RingStarted incoming 201 "Customer Alpha"', '1 RingFinished cancelled cause=16|127|127'],
  },
  {
    scenario: '14e-auto-answer-dialplan',
    events: [
      '1 RingStarted incoming 201 "Customer Alpha" did=8101',
      '1 CommutationStarted',
      '1 RingFinished answered cause=16',
    ],
  },
  // A Redirect of the ringing leg: the caller is cut off, the phone rings on alone until it declines.
  {
    scenario: '14f-answer-by-redirect-not-possible',
    events: ['1 RingStarted incoming 201 "Customer Alpha"', '1 RingFinished rejected cause=17'],
    differs: {
      because: "Asterisk 11 tells nothing of the phone's 486 after the masquerade.",
      on: {
        '11-sip': ['1 RingStarted incoming 201 "Customer Alpha"', '1 CallInfoChanged key'],
      },
    },
    unfinished: {
      on: ['11-sip'],
      because:
        'The masquerade of the ringing leg leaves a channel that Asterisk 11 never hangs up, though the phone has long declined.',
    },
    channelsLeft: { on: ['11-sip'], because: 'That channel.' },
  },
  {
    scenario: '14g-notify-in-dialog',
    events: [
      '1 RingStarted incoming 201 "Customer Alpha"',
      '1 CommutationStarted',
      '1 RingFinished answered cause=16',
    ],
  },
  // Called while registered, then unregistered; the last is a click-to-call with no phone there.
  {
    scenario: '22-phone-registers',
    line: '103',
    events: [
      '1 RingStarted incoming 201 "Customer Alpha"',
      '1 CommutationStarted',
      '1 RingFinished answered cause=16',
      '2 CallInfoChanged agentRinging outgoing 201 ""',
      '2 RingFinished failed phoneUnreachable cause=-',
    ],
    watched: {
      because:
        'The phone is not registered any more: no leg is made, and the failure is reported to the sender of the Originate.',
      events: [
        '1 RingStarted incoming 201 "Customer Alpha"',
        '1 CommutationStarted',
        '1 RingFinished answered cause=16',
      ],
    },
  },
  // Answered from the panel: a second leg picks the ringing one up. One call.
  {
    scenario: '90-answer-by-pickupchan',
    events: [
      '1 RingStarted incoming 201 "Customer Alpha"',
      '1 CallInfoChanged key',
      '1 CommutationStarted',
      '1 RingFinished answered cause=16',
    ],
    watched: {
      because: "known gap: a leg that another program's PickupChan makes is taken for a call of its own.",
      events: {
        '11-sip': [
          '1 RingStarted incoming 201 "Customer Alpha"',
          '1 RingFinished noAnswer cause=-',
          '2 RingStarted incoming 201 "Customer Alpha"',
          '2 CommutationStarted',
          '2 RingFinished answered cause=16',
        ],
        '16-pjsip': [
          '1 RingStarted incoming 201 "Customer Alpha"',
          '1 RingFinished answeredElsewhere cause=26',
          '2 RingStarted outgoing',
          '2 CommutationStarted',
          '2 RingFinished answered cause=16 201 "Customer Alpha"',
        ],
        '22-pjsip': [
          '1 RingStarted incoming 201 "Customer Alpha"',
          '1 RingFinished answeredElsewhere cause=26',
          '2 RingStarted outgoing',
          '2 CommutationStarted',
          '2 RingFinished answered cause=16 201 "Customer Alpha"',
        ],
      },
    },
  },
];
