import type { Call } from '../../src/cti/call.ts';
import { formatNumber } from './phone.ts';
import { t } from './words.ts';

type Party = Pick<Call, 'name' | 'number' | 'application'>;

/** What the other party is called: by name, else by number, else that it is withheld. Text, never markup. */
export function whoOf({ name, number, application }: Party): string {
  if (name !== '') return name;
  if (number !== '') return formatNumber(number);
  return t(application === undefined ? 'call.withheld' : `application.${application}`);
}

/** The number, where it is not already what the party is called by. */
export function numberBeside({ name, number }: Party): string | undefined {
  return name === '' || number === '' ? undefined : formatNumber(number);
}

/** How often a queue has let the call ring here, where that is more than once. */
export function rang({ rings = 1 }: Pick<Call, 'rings'>): readonly string[] {
  return rings > 1 ? [t('call.rang', { times: String(rings) })] : [];
}
