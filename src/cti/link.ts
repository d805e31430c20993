/**
 * What is wrong between the panel and the PBX. Stable codes for support; their words are in the catalogue.
 * `detail` is the technical text behind it (a server's message, a system error code), never a secret.
 */
export interface LinkFault {
  readonly code: LinkFaultCode;
  readonly detail?: string;
}

export type LinkFaultCode =
  | 'hostUnknown'
  | 'hostUnreachable'
  | 'portRefused'
  | 'connectTimeout'
  | 'connectionLost'
  | 'noAnswer'
  | 'notAsterisk'
  | 'tlsUntrusted'
  | 'tlsFailed'
  | 'loginRefused'
  | 'secretMissing'
  | 'keyringLocked'
  | 'rightsMissing'
  | 'protocolBroken'
  | 'settingsInvalid'
  | 'recordingUnreadable'
  | 'recordingEnded'
  | 'snapshotFailed'
  | 'internal';

/** The link to the PBX, as the panel's bottom line tells it. */
export type Link =
  | { readonly state: 'off' }
  | { readonly state: 'connecting'; readonly attempt: number; readonly fault?: LinkFault }
  /** Logged in; the calls that stand are being found out. */
  | { readonly state: 'checking'; readonly version: string }
  | { readonly state: 'online'; readonly version: string }
  /** Tried and failed; tried again at `retryAt` (wall clock, ms since 1970). */
  | {
      readonly state: 'waiting';
      readonly attempt: number;
      readonly retryAt: number;
      readonly fault: LinkFault;
    }
  /** Given up until somebody changes something: trying again could only do harm. */
  | { readonly state: 'refused'; readonly fault: LinkFault };
