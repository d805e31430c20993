import type { AgentStatus } from '../../cti/agent.ts';

const statuses = {
  'agent.status.offline': 'Offline',
  'agent.status.ready': 'Ready',
  'agent.status.notReady': 'Not ready',
  'agent.status.ringing': 'Ringing',
  'agent.status.talking': 'On a call',
  'agent.status.afterCallWork': 'After-call work',
} as const satisfies Record<`agent.status.${AgentStatus}`, string>;

/** What a screen reader says when the state changes, here or elsewhere. */
const told = {
  'told.agent.offline': 'You are in no queue',
  'told.agent.ready': 'You are ready',
  'told.agent.notReady': 'You are not ready',
  'told.agent.notReadyFor': 'You are not ready: {reason}',
  'told.agent.afterCallWork': {
    one: 'After-call work, {count} second',
    other: 'After-call work, {count} seconds',
  },
  'told.agent.extended': {
    one: 'After-call work extended, {count} second left',
    other: 'After-call work extended, {count} seconds left',
  },
  'told.colleague': '{who} is calling {colleague}',
} as const;

export const agent = {
  ...statuses,
  ...told,
  'agent.menu': 'Your state: {state}',
  'agent.menu.title': 'Your state',
  'agent.since': 'since {time}',
  'agent.inCalls': 'After the call',
  'agent.thenNotReady': 'then not ready',
  'agent.clock.minutes': '{minutes} min',
  'agent.clock.hours': '{time} h',
  'agent.changing': 'Changing…',
  'agent.queues': 'Queues',
  'agent.queue.loggedIn': 'Logged in',
  'agent.queue.fixed': 'Fixed by the phone system',
  'agent.queue.out': 'logged out',
  'agent.queue.ready': 'ready',
  'agent.queue.notReady': 'not ready',
  'agent.queues.logInAll': 'Log in to all',
  'agent.queues.logOutAll': 'Log out of all',

  'queues.label': 'Waiting callers',
  'queues.waiting': { one: '{queue}: {count} caller waiting', other: '{queue}: {count} callers waiting' },
  'queues.longest': 'Longest wait',

  'work.title': 'After-call work',
  'work.left': 'Time left',
  'work.readyNow': 'Ready now',

  'parked.title': 'Parked',
  'parked.waiting': 'Waiting',
  'parked.by': 'by {who}',
  'parked.space': 'Space {space}',
  'parked.fetch': 'Retrieve {who} from {space}',
  'colleagues.title': 'Ringing for colleagues',
  'colleagues.at': 'at {extension}',
  'colleagues.pickUp': 'Pick up {who} from {extension}',
} as const;
