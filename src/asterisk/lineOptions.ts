import type { RecordedChunk } from './recording.ts';

/** The manager interface of a PBX. */
export interface AmiSource {
  readonly kind: 'ami';
  readonly host: string;
  readonly port: number;
  /** Encrypted, the certificate checked; `ca` (PEM) names a private authority. */
  readonly tls?: { readonly ca?: string };
  readonly username: string;
  /** Asked at each login, so that the secret need not stay in memory. */
  readonly secret: () => string | Promise<string>;
  /** Sees all bytes, the secret masked: for recordings and traces. */
  readonly onBytes?: (direction: 'in' | 'out', bytes: Uint8Array) => void;
}

/** A recorded server stream, played instead of connecting. */
export interface RecordingSource {
  readonly kind: 'recording';
  readonly bytes: Uint8Array;
  /** When each piece came; without it everything comes at once. */
  readonly timing?: readonly RecordedChunk[];
}

export interface LineOptions {
  readonly source: AmiSource | RecordingSource;
  readonly extension: string;
  /** The phone as Asterisk names it, e.g. `PJSIP/101`. */
  readonly device: string;
  /** Shown to whom the agent calls, where the PBX lets it through. */
  readonly agentName: string;
  /** Dial-plan context in which a dialled number is looked up. */
  readonly originateContext: string;
  /** Context in which the spaces of the parking lot are dialled. */
  readonly parkingLotContext: string;
  readonly sendRingStartedOnRingingState: boolean;
  /** Ask the phone by header to lift by itself, where the panel dials, resumes or answers. */
  readonly autoAnswer: boolean;
  /** Names of packet fields to hand on with the call events. */
  readonly packetInfoConfig: readonly string[];
}
