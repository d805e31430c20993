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
