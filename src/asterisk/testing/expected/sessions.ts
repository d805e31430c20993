import type { Expectation } from '../expectation.ts';

/** Sessions that are about the link, not about a call. */
export const sessions: readonly Expectation[] = [
  // "core stop now" hangs all calls up first.
  {
    scenario: '15-shutdown-during-call',
    events: [
      '1 RingStarted incoming 201 "Customer Alpha"',
      '1 CommutationStarted',
      '1 RingFinished answered cause=16',
    ],
  },
  {
    scenario: '15b-restart-during-call',
    events: [
      '1 RingStarted incoming 201 "Customer Alpha"',
      '1 CommutationStarted',
      '1 RingFinished answered cause=16',
    ],
  },
  // The login after the restart: no call has lived through it.
  {
    scenario: '15c-login-after-restart',
    events: [],
  },
  {
    scenario: '15e-graceful-shutdown',
    events: [
      '1 RingStarted incoming 201 "Customer Alpha"',
      '1 CommutationStarted',
      '1 RingFinished answered cause=16',
    ],
  },
  {
    scenario: '16-login-failure',
    events: [],
  },
  {
    scenario: '16b-login-unknown-user',
    events: [],
  },
  {
    scenario: '16c-action-before-login',
    events: [],
  },
  {
    scenario: '17-permission-denied',
    events: [],
  },
  {
    scenario: '17b-error-replies',
    events: [],
  },
  // Hung up while the agent holds.
  {
    scenario: '18-snapshots',
    events: [
      '1 RingStarted incoming 201 "Customer Alpha"',
      '1 CommutationStarted',
      '1 PutHoldAction by agent',
      '1 RingFinished answered cause=16',
    ],
  },
  {
    scenario: '18-snapshots',
    line: '102',
    events: ['1 RingStarted incoming 202 "Customer Beta"', '1 RingFinished cancelled cause=16|127|127'],
  },
  // Without the snapshot that a connection begins with (rebuild.test.ts), the live events tell nothing of a call before.
  {
    scenario: '18b-login-during-calls',
    events: [],
    differs: {
      because:
        'Only AMI 1.x reports a bridge again at the end of a hold: an unknown leg of the line is then seen to talk.',
      on: {
        '11-sip': ['1 RingStarted incoming', '1 CommutationStarted', '1 RingFinished answered cause=16'],
      },
    },
  },
  {
    scenario: '20-command',
    events: [
      '1 RingStarted incoming 201 "Customer Alpha"',
      '1 CommutationStarted',
      '1 RingFinished answered cause=16',
    ],
  },
  // The other short calls fell into times for which the client had asked for no call events.
  {
    scenario: '20b-ping-events-eventmask',
    events: [
      '1 RingStarted incoming 201 "Customer Alpha"',
      '1 CommutationStarted',
      '1 RingFinished answered cause=16',
      '2 RingStarted incoming 201 "Customer Alpha"',
      '2 CommutationStarted',
      '2 RingFinished answered cause=16',
      '3 RingStarted incoming 201 "Customer Alpha"',
      '3 CommutationStarted',
      '3 RingFinished answered cause=16',
    ],
  },
  // 200 calls of the PBX that are none of this line.
  {
    scenario: '21-load-200-calls',
    events: [],
  },
  {
    scenario: '23-limits',
    events: [],
  },
  // Only colleagues' lamps change.
  {
    scenario: '94-do-not-disturb',
    events: [],
  },
];
