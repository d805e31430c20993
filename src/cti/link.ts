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
  | 'loginInUse'
  | 'secretMissing'
  | 'keyringLocked'
  | 'rightsMissing'
  | 'protocolBroken'
  | 'settingsInvalid'
  /** There were settings, and they cannot be read. */
  | 'settingsLost'
  | 'recordingUnreadable'
  | 'recordingEnded'
  | 'snapshotFailed'
  | 'internal';

/** The link to the PBX, as the panel's bottom line tells it. */
export type Link =
  | { readonly state: 'off' }
  /** The first attempt is under way. */
  | { readonly state: 'connecting'; readonly attempt: number }
  /** Logged in; the calls that stand are being found out. */
  | { readonly state: 'checking'; readonly version: string }
  | { readonly state: 'online'; readonly version: string }
  /**
   * Lost or not reached, from then until it is online again: tried again at `retryAt` (wall clock, ms since 1970), which is absent while an
   * attempt is under way. One state for both, as an attempt may take ten seconds and changes nothing for the agent.
   */
  | {
      readonly state: 'waiting';
      readonly attempt: number;
      readonly retryAt?: number;
      readonly fault: LinkFault;
    }
  /** Given up until somebody changes something: trying again could only do harm. */
  | { readonly state: 'refused'; readonly fault: LinkFault };

/** An attempt to connect is under way, the first or a further one. */
export const isAttempt = (link: Link): boolean =>
  link.state === 'connecting' || (link.state === 'waiting' && link.retryAt === undefined);
