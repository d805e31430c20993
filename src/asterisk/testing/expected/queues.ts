import type { Expectation } from '../expectation.ts';

/** Calls through queues. */
export const queues: readonly Expectation[] = [
  // Through Local channels: four legs, one call.
  {
    scenario: '12-queue-call',
    events: [
      '1 RingStarted incoming +4930987654 "Max Kunde" queue=support did=5001',
      '1 CommutationStarted',
      '1 PutHoldAction by agent',
      '1 EndHoldAction by agent',
      '1 RingFinished answered cause=16',
    ],
  },
  {
    scenario: '12b-queue-member-actions',
    events: [],
  },
  // The member did not answer: the caller waits on, and a colleague gets the call.
  {
    scenario: '12c-queue-ring-no-answer',
    events: [
      '1 RingStarted incoming +4930987654 "Max Kunde" queue=support did=5001',
      '1 CallInfoChanged queued',
      '1 RingFinished answeredElsewhere cause=16',
    ],
  },
  {
    scenario: '12c-queue-ring-no-answer',
    line: '102',
    events: [
      '1 RingStarted incoming +4930987654 "Max Kunde" queue=support did=5001',
      '1 CommutationStarted',
      '1 RingFinished answered cause=16',
    ],
  },
  {
    scenario: '12f-queue-direct-member',
    events: [
      '1 RingStarted incoming +4930987654 "Max Kunde" queue=sales did=5004',
      '1 CommutationStarted',
      '1 PutHoldAction by agent',
      '1 EndHoldAction by agent',
      '1 RingFinished answered cause=16',
    ],
  },
  {
    scenario: '91-answer-by-pickupchan-queue',
    events: [
      '1 RingStarted incoming 201 "Customer Alpha" queue=support did=500',
      '1 CallInfoChanged key',
      '1 CommutationStarted',
      '1 RingFinished answered cause=16',
    ],
    watched: {
      because:
        "known gap: a leg that another program's PickupChan makes is taken for a call of its own on 16 and 22.",
      events: {
        '11-sip': [
          '1 RingStarted incoming 201 "Customer Alpha" queue=support did=500',
          '1 CommutationStarted',
          '1 RingFinished answered cause=16',
        ],
        '16-pjsip': [
          '1 RingStarted incoming 201 "Customer Alpha" queue=support did=500',
          '1 RingFinished answeredElsewhere cause=26',
          '2 RingStarted outgoing',
          '2 CommutationStarted',
          '2 RingFinished answered cause=16 201 "Customer Alpha"',
        ],
        '22-pjsip': [
          '1 RingStarted incoming 201 "Customer Alpha" queue=support did=500',
          '1 RingFinished answeredElsewhere cause=26',
          '2 RingStarted outgoing',
          '2 CommutationStarted',
          '2 RingFinished answered cause=16 201 "Customer Alpha"',
        ],
      },
    },
  },
];
