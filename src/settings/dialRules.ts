import { z } from 'zod';
import { noDialRules } from '../cti/number/dialRules.ts';

/** Digits that go in front of a number; a `*` or `#` there would make a feature code of it. */
const prefix = z
  .string()
  .trim()
  .max(8)
  .refine((text) => /^[0-9]*$/.test(text), { params: { code: 'notAPrefix' } });

/** Without `+`, and without what stands for it (ITU-T E.164: three digits at most). */
const countryCode = z
  .string()
  .trim()
  .max(8)
  .refine((text) => /^(?:[1-9][0-9]{0,2})?$/.test(text), { params: { code: 'notACountryCode' } });

/** The dial rules among the settings; what each does is told where they are applied. */
export const dialRuleFields = {
  outsidePrefix: prefix.default(noDialRules.outsidePrefix),
  internationalPrefix: prefix.default(noDialRules.internationalPrefix),
  nationalPrefix: prefix.default(noDialRules.nationalPrefix),
  countryCode: countryCode.default(noDialRules.countryCode),
  areaCode: prefix.default(noDialRules.areaCode),
  internalDigitsMax: z.int().min(2).max(10).default(noDialRules.internalDigitsMax),
};
