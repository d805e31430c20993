import { z } from 'zod';
import { type Contact, contactText, maxContactNumbers, numberKinds } from './contact.ts';
import { type DialRules, e164Number } from '../cti/number/dialRules.ts';

/** What is taken of one contact that a server names; what else it says is left. */
const answerSchema = z.object({
  id: z.union([z.string(), z.number()]).exactOptional(),
  name: z.string(),
  organisation: z.string().exactOptional(),
  company: z.string().exactOptional(),
});
const answersSchema = z.union([z.array(answerSchema).max(20), answerSchema.transform((one) => [one])]);

/**
 * The address that is asked for a number: `{e164}` and `{number}` are put in percent-encoded.
 * @returns undefined: the address wants a number in full, and this one is not known to be
 */
export function lookupAddress(template: string, number: string, rules: DialRules): URL | undefined {
  const e164 = e164Number(number, rules);
  if (e164 === '' && template.includes('{e164}')) return undefined;
  const filled = template
    .replaceAll('{e164}', encodeURIComponent(e164))
    .replaceAll('{number}', encodeURIComponent(number));
  return URL.canParse(filled) ? new URL(filled) : undefined;
}

/**
 * Whom a server names for a number: one contact, a list of them, or `null` and an empty list for no one.
 * @throws SyntaxError or ZodError where it says something else
 */
export function lookupAnswer(text: string, number: string): readonly Contact[] {
  const said: unknown = text.trim() === '' ? null : JSON.parse(text);
  if (said === null) return [];
  return answersSchema.parse(said).flatMap(({ id, name, organisation, company }) => {
    const [shown, firm] = [contactText(name), contactText(organisation ?? company ?? '')];
    if (shown === '') return [];
    const numbers = [{ number, kind: numberKinds[4] }].slice(0, maxContactNumbers);
    return [
      {
        id: contactText(String(id ?? '')) || shown,
        name: shown,
        ...(firm === '' ? {} : { organisation: firm }),
        numbers,
      },
    ];
  });
}
