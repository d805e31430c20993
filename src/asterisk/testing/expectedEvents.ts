import type { Expectation } from './expectation.ts';
import { incoming } from './expected/incoming.ts';
import { oddNames } from './expected/oddNames.ts';
import { outgoing } from './expected/outgoing.ts';
import { parking } from './expected/parking.ts';
import { queues } from './expected/queues.ts';
import { sessions } from './expected/sessions.ts';
import { transfers } from './expected/transfers.ts';

/** What each recorded session has to give: one sequence per scenario, the same on Asterisk 11, 16 and 22 but for what is said. */
export const expectations: readonly Expectation[] = [
  ...outgoing,
  ...incoming,
  ...oddNames,
  ...parking,
  ...queues,
  ...transfers,
  ...sessions,
];
