import type { Part } from '../en/catalogue.ts';
import type { agent as english } from '../en/agent.ts';

export const agent = {
  'agent.status.offline': 'Abgemeldet',
  'agent.status.ready': 'Bereit',
  'agent.status.notReady': 'Nicht bereit',
  'agent.status.ringing': 'Es klingelt',
  'agent.status.talking': 'Im Gespräch',
  'agent.status.afterCallWork': 'Nachbearbeitung',

  'told.agent.offline': 'Sie sind in keiner Warteschlange',
  'told.agent.ready': 'Sie sind bereit',
  'told.agent.notReady': 'Sie sind nicht bereit',
  'told.agent.notReadyFor': 'Sie sind nicht bereit: {reason}',
  'told.agent.afterCallWork': {
    one: 'Nachbearbeitung, {count} Sekunde',
    other: 'Nachbearbeitung, {count} Sekunden',
  },
  'told.agent.extended': {
    one: 'Nachbearbeitung verlängert, noch {count} Sekunde',
    other: 'Nachbearbeitung verlängert, noch {count} Sekunden',
  },
  'told.colleague': '{who} ruft bei {colleague} an',

  'agent.menu': 'Ihr Status: {state}',
  'agent.menu.title': 'Ihr Status',
  'agent.since': 'seit {time}',
  'agent.inCalls': 'Nach dem Anruf',
  'agent.thenNotReady': 'dann nicht bereit',
  'agent.clock.minutes': '{minutes} Min.',
  'agent.clock.hours': '{time} Std.',
  'agent.changing': 'Wird geändert…',
  'agent.queues': 'Warteschlangen',
  'agent.queue.loggedIn': 'Angemeldet',
  'agent.queue.fixed': 'Fest zugeordnet, Abmelden nicht möglich',
  'agent.queue.out': 'abgemeldet',
  'agent.queue.ready': 'bereit',
  'agent.queue.notReady': 'nicht bereit',
  'agent.queues.logInAll': 'Überall anmelden',
  'agent.queues.logOutAll': 'Überall abmelden',

  'queues.label': 'Wartende Anrufer',
  'queues.waiting': { one: '{queue}: {count} Anrufer wartet', other: '{queue}: {count} Anrufer warten' },
  'queues.longest': 'Längste Wartezeit',

  'work.title': 'Nachbearbeitung',
  'work.left': 'Restzeit',
  'work.readyNow': 'Wieder bereit',

  'parked.title': 'Geparkt',
  'parked.waiting': 'Wartet',
  'parked.by': 'von {who}',
  'parked.space': 'Platz {space}',
  'parked.fetch': '{who} von Platz {space} zurückholen',
  'colleagues.title': 'Klingelt bei Kollegen',
  'colleagues.at': 'bei {extension}',
  'colleagues.pickUp': '{who} von {extension} heranholen',
} as const satisfies Part<typeof english>;
