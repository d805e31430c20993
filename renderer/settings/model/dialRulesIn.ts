import type { DialRules } from '../../../src/cti/number/dialRules.ts';
import type { SettingsView } from '../../../src/ipc/settings.ts';
import { errorsIn } from './check.ts';
import type { FormValues } from './values.ts';

const fields = [
  'outsidePrefix',
  'internationalPrefix',
  'nationalPrefix',
  'countryCode',
  'areaCode',
  'internalDigitsMax',
] as const satisfies readonly (keyof DialRules)[];

/** The dial rules as they are typed; undefined while something is wrong in one of them. */
export function dialRulesIn(values: FormValues, view: SettingsView): DialRules | undefined {
  const errors = errorsIn(values, view);
  if (fields.some((name) => name in errors)) return undefined;
  const { outsidePrefix, internationalPrefix, nationalPrefix, countryCode, areaCode } = values;
  return {
    outsidePrefix: outsidePrefix.trim(),
    internationalPrefix: internationalPrefix.trim(),
    nationalPrefix: nationalPrefix.trim(),
    countryCode: countryCode.trim(),
    areaCode: areaCode.trim(),
    internalDigitsMax: Number(values.internalDigitsMax),
  };
}
