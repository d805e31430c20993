import type { SettingsFieldCode } from './code.ts';
import type { Settings } from './fields.ts';

/** The secrets that are known where settings are checked. */
export interface KnownSecrets {
  /** There is one for some host. */
  readonly hasAny: boolean;
  hasFor(host: string): boolean;
}

/** Names of hosts have no case (RFC 4343). */
export function hostKey(host: string): string {
  return host.trim().toLowerCase();
}

/** What is wrong where no secret was typed. A secret is for its host: it is never sent to another one. */
export function missingSecret(
  { url, filePath }: Pick<Settings, 'url' | 'filePath'>,
  known: KnownSecrets,
): SettingsFieldCode | undefined {
  if (hostKey(url) === '' || filePath !== '' || known.hasFor(url)) return undefined;
  return known.hasAny ? 'secretNeededForNewHost' : 'required';
}
