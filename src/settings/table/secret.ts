import type { SettingsFieldCode } from './code.ts';
import { isOneLine } from './texts.ts';

/** Characters. The secret travels in one AMI line of at most 1,024 bytes, so 200 characters of any script fit. */
const longest = 200;

/** What is wrong with the secret of a manager account. Spaces count: it is never trimmed. */
export function secretError(secret: string): SettingsFieldCode | undefined {
  if (secret === '') return 'required';
  if (Array.from(secret).length > longest) return 'tooLong';
  return isOneLine(secret) ? undefined : 'badCharacters';
}
