import type { Call } from '../../src/cti/call.ts';
import type { Person } from '../../src/cti/people/abandoned.ts';
import { withoutTurns } from '../../src/cti/text.ts';
import { formatNumber } from './phone.ts';
import { t } from './words.ts';

type Party = Pick<Call, 'name' | 'number' | 'application'>;

/** What the other party is called: by name, else by number, else that it is withheld. Text, never markup. */
export function whoOf({ name, number, application }: Party): string {
  if (name !== '') return withoutTurns(name);
  if (number !== '') return formatNumber(number);
  return t(application === undefined ? 'call.withheld' : `application.${application}`);
}

/** A colleague: `102 Bela Blau`. */
export function personOf({ extension, name }: Person): string {
  return [formatNumber(extension), withoutTurns(name)].filter((part) => part !== '').join(' ');
}

/** Who took it, where a colleague did and it is known. */
export function takenBy({ answeredBy }: { readonly answeredBy?: Person }): readonly string[] {
  return answeredBy === undefined ? [] : [t('call.answeredBy', { who: personOf(answeredBy) })];
}

const shortMax = 12;

/** As short as a button needs it: the first of several names, the end of a long number. */
export function shortWho(party: Party): string {
  const who = whoOf(party);
  if (who.length <= shortMax) return who;
  if (party.name === '') return party.number === '' ? who : `…${party.number.slice(-4)}`;
  const [first = who] = who.split(/[\s,]+/u);
  return first.length <= shortMax ? first : `${first.slice(0, shortMax - 1)}…`;
}

/** The number, where it is not already what the party is called by. */
export function numberBeside({ name, number }: Party): string | undefined {
  return name === '' || number === '' ? undefined : formatNumber(number);
}

/** How often a queue has let the call ring here, where that is more than once. */
export function rang({ rings = 1 }: Pick<Call, 'rings'>): readonly string[] {
  return rings > 1 ? [t('call.rang', { times: String(rings) })] : [];
}
