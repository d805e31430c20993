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
      '1 RingFinished answered cause=16',
    ],
    differs: {
      because: 'The masquerades of Asterisk 11 change the leg.',
      on: {
        '11-sip': [
          '1 CallInfoChanged agentRinging outgoing 201 ""',
          '1 CallInfoChanged key',
          '1 CallInfoChanged calling',
          '1 RingStarted 201 "Customer Alpha"',
          '1 CallInfoChanged ringing',
          '1 CommutationStarted',
          '1 CallInfoChanged key',
          '1 RingFinished answered cause=-',
        ],
      },
    },
    knownGap: 'hold by dual Redirect and its end by Bridge are not told; on 11 the end has no cause.',
  },
  {
    scenario: '10-blind-transfer-redirect',
    events: [
      '1 RingStarted incoming 201 "Customer Alpha"',
      '1 CommutationStarted',
      '1 RingFinished answered cause=16',
    ],
    knownGap: 'the outcome is not `transferred`: that the call moved on is not seen.',
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
      '1 RingFinished answered cause=16',
    ],
    knownGap:
      'the outcome is not `transferred`: that the call moved on is not seen. (On 11 the action does not exist, and `answered` is right.)',
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
      '1 RingFinished answered cause=16',
    ],
    knownGap: 'the outcome is not `transferred`: that the call moved on is not seen.',
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
  {
    scenario: '11-attended-transfer-atxfer',
    events: [
      '1 RingStarted incoming 201 "Customer Alpha"',
      '1 CommutationStarted',
      '1 PutHoldAction by agent',
      '1 CallInfoChanged 102 "Agent Two"',
      '1 RingFinished answered cause=16',
    ],
    differs: {
      because: 'On 11 Atxfer puts nobody on hold by an event.',
      on: {
        '11-sip': [
          '1 RingStarted incoming 201 "Customer Alpha"',
          '1 CommutationStarted',
          '1 RingFinished answered cause=16',
        ],
      },
    },
    knownGap:
      "the consultation is no call of its own: the hold has no end, the customer's name is replaced by the colleague's, and the outcome is not `transferred`.",
  },
  {
    scenario: '11-attended-transfer-atxfer',
    line: '102',
    events: [
      '1 CallInfoChanged agentRinging outgoing',
      '1 CallInfoChanged calling',
      '1 CallInfoChanged unknown "Agent One"',
      '1 RingStarted',
      '1 CommutationStarted',
      '1 CallInfoChanged unknown "Customer Alpha"',
      '1 RingFinished answered cause=16',
    ],
    differs: {
      because: 'Only AMI 2.0 and later tell the connected line when the calls are joined.',
      on: {
        '11-sip': [
          '1 CallInfoChanged agentRinging outgoing',
          '1 CallInfoChanged calling',
          '1 CallInfoChanged unknown "Agent One"',
          '1 RingStarted',
          '1 CommutationStarted',
          '1 RingFinished answered cause=16',
        ],
      },
    },
    knownGap:
      'an internal call through a Local channel that Atxfer made is taken for a click-to-call, without a number.',
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
      '1 RingFinished answered cause=16',
      '2 RingFinished answered cause=16',
    ],
    differs: {
      because: 'On 11 the masquerade moves the customer to the leg of the consultation.',
      on: {
        '11-sip': [
          '1 RingStarted incoming 201 "Customer Alpha"',
          '1 CommutationStarted',
          '1 PutHoldAction by agent',
          '2 RingStarted outgoing 102 "Agent Two"',
          '2 CallInfoChanged ringing',
          '2 CommutationStarted',
          '2 PutHoldAction by agent',
          '1 RingFinished answered cause=16',
          '2 RingFinished answered cause=-',
        ],
      },
    },
    knownGap: 'neither call has the outcome `transferred`; on 11 the consultation ends without a cause.',
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
    differs: {
      because: 'Asterisk 11 tells no connected line and no Hold for the party that is replaced.',
      on: {
        '11-sip': [
          '1 RingStarted incoming 101 "Agent One"',
          '1 CommutationStarted',
          '1 PutHoldAction by remote',
          '1 RingFinished answered cause=16',
        ],
      },
    },
    knownGap:
      "the call goes on with the customer; on 11 the name stays the colleague's and the hold has no end.",
  },
  {
    scenario: '11d-cancel-atxfer',
    events: [
      '1 RingStarted incoming 201 "Customer Alpha"',
      '1 CommutationStarted',
      '1 PutHoldAction by agent',
      '1 CallInfoChanged 102 "Agent Two"',
      '1 EndHoldAction by agent',
      '1 CallInfoChanged 201 "Customer Alpha"',
      '1 RingFinished answered cause=16',
    ],
    differs: {
      because:
        'CancelAtxfer does not exist on Asterisk 11, and Atxfer puts nobody on hold by an event there.',
      on: {
        '11-sip': [
          '1 RingStarted incoming 201 "Customer Alpha"',
          '1 CommutationStarted',
          '1 RingFinished answered cause=16',
        ],
      },
    },
    knownGap: "the consultation is no call of its own, the names change on the customer's call instead.",
  },
  {
    scenario: '11d-cancel-atxfer',
    line: '102',
    events: [
      '1 CallInfoChanged agentRinging outgoing',
      '1 CallInfoChanged calling',
      '1 CallInfoChanged unknown "Agent One"',
      '1 RingStarted',
      '1 CommutationStarted',
      '1 RingFinished answered cause=16',
    ],
    knownGap:
      'an internal call through a Local channel that Atxfer made is taken for a click-to-call, without a number.',
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
      '1 RingFinished answered cause=16',
    ],
    knownGap:
      'that the two customers were joined and the agents are out of it is told as `answered`, not as `transferred`.',
  },
  {
    scenario: '13c-bridge-action',
    line: '102',
    events: [
      '1 RingStarted incoming 202 "Customer Beta"',
      '1 CommutationStarted',
      '1 RingFinished answered cause=16',
    ],
    knownGap:
      'that the two customers were joined and the agents are out of it is told as `answered`, not as `transferred`.',
  },
  {
    scenario: '93-park-min-rights',
    events: [
      '1 RingStarted incoming 201 "Customer Alpha"',
      '1 CommutationStarted',
      '1 PutHoldAction by agent',
      '1 CallInfoChanged 102 "Agent Two"',
      '1 EndHoldAction by agent',
      '1 CallInfoChanged 201 "Customer Alpha"',
      '1 RingFinished answered cause=16',
    ],
    differs: {
      because: 'The dual Redirect masquerades on 11; CancelAtxfer and BlindTransfer do not exist there.',
      on: {
        '11-sip': [
          '1 RingStarted incoming 201 "Customer Alpha"',
          '1 CommutationStarted',
          '1 CallInfoChanged key',
          '1 CallInfoChanged key',
          '1 RingFinished answered cause=-',
        ],
      },
    },
    knownGap:
      'hold by dual Redirect and its end by Bridge are not told, nor the consultation; the last transfer is told as `answered`.',
    channelsLeft: {
      on: ['16-pjsip', '22-pjsip'],
      because: 'The PBX crashed at the Park that named a dead AnnounceChannel.',
    },
  },
  {
    scenario: '93-park-min-rights',
    line: '102',
    events: ['1 CallInfoChanged agentRinging outgoing', '1 RingFinished cancelled phoneNotAnswered cause=16'],
    differs: {
      because: 'Atxfer never got as far on 11.',
      on: {
        '11-sip': [],
      },
    },
    knownGap: 'an internal call through a Local channel that Atxfer made is taken for a click-to-call.',
    channelsLeft: {
      on: ['16-pjsip', '22-pjsip'],
      because: 'The PBX crashed at the Park that named a dead AnnounceChannel.',
    },
  },
];
