import type { Expectation } from '../expectation.ts';

/** Calls that move on, and calls of several parties. */
export const transfers: readonly Expectation[] = [
  {
    scenario: '09e-hold-by-double-redirect',
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
    differs: {
      because:
        'The masquerades of Asterisk 11 change the leg, and what was bridged by the action ends without a cause.',
      on: {
        '11-sip': [
          '1 CallInfoChanged agentRinging outgoing 201 ""',
          '1 CallInfoChanged key',
          '1 CallInfoChanged calling',
          '1 RingStarted 201 "Customer Alpha"',
          '1 CallInfoChanged ringing',
          '1 CommutationStarted',
          '1 PutHoldAction by agent',
          '1 CallInfoChanged key',
          '1 EndHoldAction by agent',
          '1 RingFinished answered cause=-',
        ],
      },
    },
  },
  // Another program's Redirect has no event: what tells it is that the customer leaves the bridge for another extension.
  {
    scenario: '10-blind-transfer-redirect',
    events: [
      '1 RingStarted incoming 201 "Customer Alpha"',
      '1 CommutationStarted',
      '1 RingFinished transferred cause=16',
    ],
    differs: {
      because:
        'Asterisk 11 does not say where the customer goes on: to a panel that only watches, the agent has hung up.',
      on: {
        '11-sip': [
          '1 RingStarted incoming 201 "Customer Alpha"',
          '1 CommutationStarted',
          '1 RingFinished answered cause=16',
        ],
      },
    },
  },
  // To the one who gets it, a transferred call is an incoming call of the customer.
  {
    scenario: '10-blind-transfer-redirect',
    line: '102',
    events: [
      '1 RingStarted incoming 201 "Customer Alpha" did=101',
      '1 CommutationStarted',
      '1 RingFinished answered cause=16',
    ],
  },
  {
    scenario: '10b-blind-transfer-action',
    events: [
      '1 CallInfoChanged agentRinging outgoing 201 ""',
      '1 CallInfoChanged key',
      '1 CallInfoChanged calling',
      '1 RingStarted 201 "Customer Alpha"',
      '1 CallInfoChanged ringing',
      '1 CommutationStarted',
      '1 RingFinished transferred cause=16',
    ],
    differs: {
      because: 'The action does not exist on Asterisk 11: the agent hung up.',
      on: {
        '11-sip': [
          '1 CallInfoChanged agentRinging outgoing 201 ""',
          '1 CallInfoChanged key',
          '1 CallInfoChanged calling',
          '1 RingStarted 201 "Customer Alpha"',
          '1 CallInfoChanged ringing',
          '1 CommutationStarted',
          '1 RingFinished answered cause=16',
        ],
      },
    },
  },
  {
    scenario: '10b-blind-transfer-action',
    line: '102',
    events: [
      '1 RingStarted incoming 201 "Customer Alpha"',
      '1 CommutationStarted',
      '1 RingFinished answered cause=16',
    ],
    differs: {
      because: 'The action does not exist on Asterisk 11.',
      on: {
        '11-sip': [],
      },
    },
  },
  {
    scenario: '10c-blind-transfer-refer',
    events: [
      '1 RingStarted incoming 201 "Customer Alpha"',
      '1 CommutationStarted',
      '1 RingFinished transferred cause=16',
    ],
  },
  {
    scenario: '10c-blind-transfer-refer',
    line: '102',
    events: [
      '1 RingStarted incoming 201 "Customer Alpha" did=101',
      '1 CommutationStarted',
      '1 RingFinished answered cause=16',
    ],
  },
  // The consultation is a call of its own, whoever asked for it. The customer's channel stands when the first call ends: no cause.
  {
    scenario: '11-attended-transfer-atxfer',
    events: [
      '1 RingStarted incoming 201 "Customer Alpha"',
      '1 CommutationStarted',
      '1 PutHoldAction by agent',
      '2 CallInfoChanged calling outgoing 102 ""',
      '2 RingStarted 102 "Agent Two"',
      '2 CallInfoChanged ringing',
      '2 CommutationStarted',
      '1 RingFinished transferred cause=-',
      '2 RingFinished transferred cause=16',
    ],
  },
  // To the colleague it is one incoming call: the agent's at first, then the customer's.
  {
    scenario: '11-attended-transfer-atxfer',
    line: '102',
    events: [
      '1 RingStarted incoming 101 "Agent One"',
      '1 CommutationStarted',
      '1 CallInfoChanged 201 "Customer Alpha"',
      '1 RingFinished answered cause=16',
    ],
  },
  {
    scenario: '11b-attended-transfer-refer',
    events: [
      '1 RingStarted incoming 201 "Customer Alpha"',
      '1 CommutationStarted',
      '1 PutHoldAction by agent',
      '2 RingStarted outgoing 102 "Agent Two"',
      '2 CallInfoChanged ringing',
      '2 CommutationStarted',
      '2 PutHoldAction by agent',
      '1 EndHoldAction by agent',
      '2 EndHoldAction by agent',
      '1 RingFinished transferred cause=16',
      '2 RingFinished transferred cause=16',
    ],
    differs: {
      because: 'Asterisk 11 ends neither hold before it joins the two that were held.',
      on: {
        '11-sip': [
          '1 RingStarted incoming 201 "Customer Alpha"',
          '1 CommutationStarted',
          '1 PutHoldAction by agent',
          '2 RingStarted outgoing 102 "Agent Two"',
          '2 CallInfoChanged ringing',
          '2 CommutationStarted',
          '2 PutHoldAction by agent',
          '1 RingFinished transferred cause=16',
          '2 RingFinished transferred cause=16',
        ],
      },
    },
  },
  {
    scenario: '11b-attended-transfer-refer',
    line: '102',
    events: [
      '1 RingStarted incoming 101 "Agent One"',
      '1 CommutationStarted',
      '1 PutHoldAction by remote',
      '1 EndHoldAction by remote',
      '1 CallInfoChanged 201 "Customer Alpha"',
      '1 RingFinished answered cause=16',
    ],
  },
  // On 11, where the action does not exist, the colleague hung up instead; that, too, brings the agent back to the customer.
  {
    scenario: '11d-cancel-atxfer',
    events: [
      '1 RingStarted incoming 201 "Customer Alpha"',
      '1 CommutationStarted',
      '1 PutHoldAction by agent',
      '2 CallInfoChanged calling outgoing 102 ""',
      '2 RingStarted 102 "Agent Two"',
      '2 CallInfoChanged ringing',
      '2 CommutationStarted',
      '2 RingFinished answered cause=-',
      '1 EndHoldAction by agent',
      '1 RingFinished answered cause=16',
    ],
  },
  {
    scenario: '11d-cancel-atxfer',
    line: '102',
    events: [
      '1 RingStarted incoming 101 "Agent One"',
      '1 CommutationStarted',
      '1 RingFinished answered cause=16',
    ],
  },
  // Atxfer without the right for it: Success, and nothing happens.
  {
    scenario: '11e-atxfer-without-transfer-right',
    events: [
      '1 RingStarted incoming 201 "Customer Alpha" did=3101',
      '1 CommutationStarted',
      '1 RingFinished answered cause=16',
    ],
  },
  // Two calls at a time, one held, swapped twice.
  {
    scenario: '13-two-calls',
    events: [
      '1 RingStarted incoming 201 "Customer Alpha"',
      '1 CommutationStarted',
      '1 PutHoldAction by agent',
      '2 CallInfoChanged agentRinging outgoing 202 ""',
      '2 CallInfoChanged key',
      '2 CallInfoChanged calling',
      '2 RingStarted 202 "Customer Beta"',
      '2 CallInfoChanged ringing',
      '2 CommutationStarted',
      '2 PutHoldAction by agent',
      '1 EndHoldAction by agent',
      '1 PutHoldAction by agent',
      '2 EndHoldAction by agent',
      '2 RingFinished answered cause=16',
      '1 EndHoldAction by agent',
      '1 RingFinished answered cause=16',
    ],
  },
  {
    scenario: '13c-bridge-action',
    events: [
      '1 RingStarted incoming 201 "Customer Alpha"',
      '1 CommutationStarted',
      '1 RingFinished transferred cause=16',
    ],
  },
  {
    scenario: '13c-bridge-action',
    line: '102',
    events: [
      '1 RingStarted incoming 202 "Customer Beta"',
      '1 CommutationStarted',
      '1 RingFinished transferred cause=16',
    ],
  },
  {
    scenario: '93-park-min-rights',
    events: [
      '1 RingStarted incoming 201 "Customer Alpha"',
      '1 CommutationStarted',
      '1 PutHoldAction by agent',
      '1 EndHoldAction by agent',
      '1 PutHoldAction by agent',
      '2 CallInfoChanged calling outgoing 102 ""',
      '2 RingStarted 102 "Agent Two"',
      '2 CallInfoChanged ringing',
      '2 RingFinished cancelled cause=-',
      '1 EndHoldAction by agent',
      '1 RingFinished transferred cause=16',
    ],
    differs: {
      because: 'The dual Redirect masquerades on 11; CancelAtxfer and BlindTransfer do not exist there.',
      on: {
        '11-sip': [
          '1 RingStarted incoming 201 "Customer Alpha"',
          '1 CommutationStarted',
          '1 CallInfoChanged key',
          '1 PutHoldAction by agent',
          '1 CallInfoChanged key',
          '1 EndHoldAction by agent',
          '1 RingFinished answered cause=-',
        ],
      },
    },
    watched: {
      because:
        'That the agent gave the colleague up, rather than Asterisk, is known to the panel that did it.',
      events: {
        '16-pjsip': [
          '1 RingStarted incoming 201 "Customer Alpha"',
          '1 CommutationStarted',
          '1 PutHoldAction by agent',
          '1 EndHoldAction by agent',
          '1 PutHoldAction by agent',
          '2 RingStarted outgoing 102 "Agent Two"',
          '1 EndHoldAction by agent',
          '2 RingFinished noAnswer cause=16',
          '1 RingFinished transferred cause=16',
        ],
        '22-pjsip': [
          '1 RingStarted incoming 201 "Customer Alpha"',
          '1 CommutationStarted',
          '1 PutHoldAction by agent',
          '1 EndHoldAction by agent',
          '1 PutHoldAction by agent',
          '2 RingStarted outgoing 102 "Agent Two"',
          '1 EndHoldAction by agent',
          '2 RingFinished noAnswer cause=16',
          '1 RingFinished transferred cause=16',
        ],
      },
    },
    channelsLeft: {
      on: ['16-pjsip', '22-pjsip'],
      because: 'The PBX crashed at the Park that named a dead AnnounceChannel.',
    },
  },
  {
    scenario: '93-park-min-rights',
    line: '102',
    events: ['1 RingStarted incoming 101 "Agent One"', '1 RingFinished cancelled cause=16'],
    differs: {
      because: 'Atxfer never got as far on 11.',
      on: {
        '11-sip': [],
      },
    },
    channelsLeft: {
      on: ['16-pjsip', '22-pjsip'],
      because: 'The PBX crashed at the Park that named a dead AnnounceChannel.',
    },
  },
];
