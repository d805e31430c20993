import type { AmiError } from './wire/error.ts';

/** Where the client stands. Times are milliseconds since 1970. */
export type AmiStatus =
  | { readonly state: 'stopped' }
  /** `attempt` 0 is the first. */
  | { readonly state: 'connecting'; readonly attempt: number }
  /** Connected, not yet logged in. */
  | { readonly state: 'loggingIn'; readonly attempt: number }
  | {
      readonly state: 'online';
      readonly greeting: string;
      /** The manager's version, which is not Asterisk's: 1.3 is Asterisk 11, 5.0.4 is 16, 11.0.0 is 22. */
      readonly amiVersion: string;
      /** 1 is the old dialect (Asterisk 11 and before), all others the new one. */
      readonly major: number;
      readonly since: number;
    }
  | {
      readonly state: 'waiting';
      readonly retryAtMs: number;
      readonly attempt: number;
      readonly error: AmiError;
    }
  /** Given up until the next `start`: repeating would only get the account or the address locked. */
  | { readonly state: 'refused'; readonly error: AmiError };

/** `Asterisk Call Manager/5.0.4` */
export function amiVersionOf(greeting: string): { amiVersion: string; major: number } {
  const amiVersion = greeting.slice(greeting.indexOf('/') + 1).trim();
  const major = Number.parseInt(amiVersion, 10);
  return { amiVersion, major: Number.isNaN(major) ? 0 : major };
}
