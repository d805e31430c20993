import type { Expectation } from '../expectation.ts';

/** Calls held by parking the other party. */
export const parking: readonly Expectation[] = [
  // The main job by parking: the same five events, one call, though the agent has two legs one after the other.
  {
    scenario: '09-hold-by-park',
    events: [
      '1 CallInfoChanged agentRinging outgoing 201 ""',
      '1 CallInfoChanged key',
      '1 CallInfoChanged calling',
      '1 RingStarted 201 "Customer Alpha"',
      '1 CallInfoChanged ringing',
      '1 CommutationStarted',
      '1 PutHoldAction by agent',
      '1 CallInfoChanged resuming',
      '1 CallInfoChanged key',
      '1 EndHoldAction by agent',
      '1 RingFinished answered cause=16',
    ],
    watched: {
      because:
        'That the leg which another program originates fetches the parked party shows when it has lifted (UnParkedCall); until then it is a click-to-call. On 11 it is not told at all before.',
      events: {
        '16-pjsip': [
          '1 RingStarted outgoing 201 "Customer Alpha"',
          '1 CommutationStarted',
          '1 PutHoldAction by agent',
          '2 RingFinished cancelled cause=- outgoing',
          '1 EndHoldAction by agent',
          '1 RingFinished answered cause=16',
        ],
        '22-pjsip': [
          '1 RingStarted outgoing 201 "Customer Alpha"',
          '1 CommutationStarted',
          '1 PutHoldAction by agent',
          '2 RingFinished cancelled cause=- outgoing 701 ""',
          '1 EndHoldAction by agent',
          '1 RingFinished answered cause=16',
        ],
      },
    },
  },
  // Brought back by a Redirect of the parked party to the agent: still the same call.
  {
    scenario: '09b-hold-by-park-resume-by-redirect',
    events: [
      '1 RingStarted incoming 201 "Customer Alpha"',
      '1 CommutationStarted',
      '1 PutHoldAction by agent',
      '1 CallInfoChanged key',
      '1 CallInfoChanged resuming',
      '1 EndHoldAction by agent',
      '1 RingFinished answered cause=16',
    ],
  },
  // No one fetched it: the PBX rings the agent with it again.
  {
    scenario: '09c-park-timeout-comeback',
    events: [
      '1 RingStarted incoming 201 "Customer Alpha"',
      '1 CommutationStarted',
      '1 PutHoldAction by agent',
      '1 CallInfoChanged key',
      '1 CallInfoChanged resuming',
      '1 EndHoldAction by agent',
      '1 RingFinished answered cause=16',
    ],
  },
  // The waiting caller's leg ends the call; Asterisk 11 gives a caller's own end no cause.
  {
    scenario: '09d-parked-caller-hangs-up',
    events: [
      '1 RingStarted incoming 201 "Customer Alpha"',
      '1 CommutationStarted',
      '1 PutHoldAction by agent',
      '1 RingFinished answered cause=-|16|16',
    ],
  },
  {
    scenario: '09g-park-announce-channel-gone',
    events: [
      '1 RingStarted incoming 201 "Customer Alpha"',
      '1 CommutationStarted',
      '1 RingFinished transferred cause=16',
    ],
    differs: {
      because: 'Asterisk 11 does not say where the customer goes on.',
      on: {
        '11-sip': [
          '1 RingStarted incoming 201 "Customer Alpha"',
          '1 CommutationStarted',
          '1 RingFinished answered cause=16',
        ],
      },
    },
    channelsLeft: {
      on: ['11-sip', '16-pjsip', '22-pjsip'],
      because:
        'The customer was redirected to the echo, then the Park: 16 and 22 crashed with the customer still up; on 11 the recording ends there.',
    },
  },
];
