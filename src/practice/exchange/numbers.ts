import type { Party } from './channel.ts';

/** What the other party does that a number belongs to. */
export type PracticeBehaviour =
  | 'answers'
  | 'answersSlowly'
  | 'noAnswer'
  | 'busy'
  | 'rejects'
  | 'unreachable'
  | 'holds'
  | 'hangsUp'
  | 'callsBack'
  | 'voiceMenu'
  | 'pbxMenu'
  | 'colleague'
  | 'colleagueAway';

/** A number that may be dialled here, as the on-screen list shows it. */
export interface PracticeNumber {
  readonly number: string;
  readonly behaviour: PracticeBehaviour;
}

export interface Subscriber extends PracticeNumber {
  readonly name: string;
  /** Says "busy" only after it has rung for a while, as a person does who presses the busy key. */
  readonly afterRinging?: boolean;
}

const subscribers: readonly Subscriber[] = [
  { number: '201', behaviour: 'answers', name: 'Ada Brook' },
  { number: '202', behaviour: 'answersSlowly', name: 'Benoît Lefèvre' },
  { number: '203', behaviour: 'noAnswer', name: 'Chiara Conti' },
  { number: '204', behaviour: 'busy', name: 'Dmitri Orlov' },
  { number: '205', behaviour: 'busy', name: 'Esra Yılmaz', afterRinging: true },
  { number: '206', behaviour: 'rejects', name: 'Farid Haddad' },
  { number: '207', behaviour: 'holds', name: 'Greta Lindqvist' },
  { number: '208', behaviour: 'hangsUp', name: 'Hiro Tanaka' },
  { number: '209', behaviour: 'unreachable', name: 'Inês Duarte' },
  { number: '210', behaviour: 'callsBack', name: 'Jürgen Maß' },
  { number: '220', behaviour: 'voiceMenu', name: 'Kestrel Insurance' },
  { number: '610', behaviour: 'pbxMenu', name: '' },
  { number: '102', behaviour: 'colleague', name: 'Kim Reyes' },
  { number: '103', behaviour: 'colleagueAway', name: 'Lena Fischer' },
];

/** Stands in for a colleague whose extension is the agent's own. */
const substitute: Subscriber = { number: '104', behaviour: 'colleague', name: 'Noor Haddad' };

/** The agent's colleagues by their extensions: one who answers, and takes calls of the queues, and one who is away. */
export interface Colleagues {
  readonly present: string;
  readonly away: string;
}

export function colleaguesOf(extension: string): Colleagues {
  const { number } = substitute;
  return { present: extension === '102' ? number : '102', away: extension === '103' ? number : '103' };
}

/** The phone system's own menu: no other party, an application. */
export const pbxMenuNumber = '610';

/** Whom the voice menu connects to. */
export const menuPerson: Party = { number: '220', name: 'Mateo Silva' };

/** Every number that an agent with this extension may dial, in the order of the list. */
export function numbersFor(extension: string): readonly PracticeNumber[] {
  const { present, away } = colleaguesOf(extension);
  const all = [present, away].includes(substitute.number) ? [...subscribers, substitute] : subscribers;
  return all
    .filter(({ number }) => number !== extension)
    .map(({ number, behaviour }) => ({ number, behaviour }));
}

export function findSubscriber(number: string): Subscriber | undefined {
  return [...subscribers, substitute].find((subscriber) => subscriber.number === number);
}

/**
 * Who calls the agent from outside: names in several scripts, with quotes, and one who shows nothing at all. The numbers are of
 * the ranges that the regulators of Britain, Germany, France and North America keep free for fiction.
 */
export const outsideCallers: readonly Party[] = [
  { number: '+442079460123', name: "Siobhán O'Neill" },
  { number: '+493023125042', name: 'Zoë Müller-Groß' },
  { number: '+12025550143', name: '山田 太郎' },
  { number: '', name: '' },
  { number: '+33199001234', name: 'Café "Le Départ"' },
  { number: '+442079460958', name: 'Олена Шевченко' },
  { number: '+12025550187', name: '' },
];
