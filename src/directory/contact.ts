import { z } from 'zod';
import { isDialable } from '../cti/number/number.ts';

/** What a number is for. A fax is recognised, and not offered to be called. */
export const numberKinds = ['mobile', 'work', 'home', 'main', 'other', 'fax'] as const;
export type NumberKindOfContact = (typeof numberKinds)[number];

/** Longer texts of a source are cut: a name is shown on one line. */
const maxContactText = 200;
export const maxContactNote = 2_000;
export const maxContactNumbers = 20;

export const contactNumberSchema = z.object({
  /** `isDialable` */
  number: z.string().refine(isDialable),
  kind: z.enum(numberKinds),
});
export type ContactNumber = z.infer<typeof contactNumberSchema>;

/** Somebody in the directory, as a source has them: text, never markup. */
export const contactSchema = z.object({
  /** The same for the same contact of a source each time that it is read. */
  id: z.string().min(1).max(maxContactText),
  name: z.string().min(1).max(maxContactText),
  organisation: z.string().max(maxContactText).exactOptional(),
  note: z.string().max(maxContactNote).exactOptional(),
  numbers: z.array(contactNumberSchema).min(1).max(maxContactNumbers),
});
export type Contact = z.infer<typeof contactSchema>;

/** One line of text without control characters, as long as a contact bears. */
export function contactText(text: string, max = maxContactText): string {
  const plain = text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').replace(/\p{Surrogate}/gu, '\ufffd');
  const characters = Array.from(plain.trim().slice(0, max * 2));
  let kept = '';
  for (const character of characters) {
    if (kept.length + character.length > max) break;
    kept += character;
  }
  return kept.trim();
}
