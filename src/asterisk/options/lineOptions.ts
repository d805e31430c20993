import type { AsteriskClient } from '../../ami/client.ts';
import type { Facility } from '../../cti/facility.ts';
import type { LinePhone } from '../../phone/softphone.ts';
import type { LineMemory } from './memory.ts';

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
  /** What names are written in that are no UTF-8: a label of the Encoding Standard. */
  readonly charset?: string;
  /** Sees all bytes, the secret masked: for recordings and traces. */
  readonly onBytes?: (direction: 'in' | 'out', bytes: Uint8Array) => void;
}

/** One read of a recorded session: seconds from its start, offset and length in the recorded bytes. */
export interface RecordedChunk {
  readonly t: number;
  readonly off: number;
  readonly len: number;
}

/** A recorded server stream, played instead of connecting. */
export interface RecordingSource {
  readonly kind: 'recording';
  readonly bytes: Uint8Array;
  /** As of a live PBX. */
  readonly charset?: string;
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
  /** Ask the phone by header to pick up automatically when the panel dials, resumes or answers. */
  readonly autoAnswer: boolean;
  /** Names of packet fields to hand on with the call events. */
  readonly packetInfoConfig: readonly string[];
  /** Who carries the commands out; without it the best that this PBX and phone can. */
  readonly controls?: ControlChoice;
  readonly queues?: QueueOptions;
  /** What is switched off for everyone on this computer. */
  readonly switchedOff?: readonly Facility[];
  /** Extensions of the colleagues whose ringing calls may be picked up. */
  readonly colleagues?: readonly string[];
  /** The phone in the app, where that is the line's. */
  readonly softphone?: LinePhone;
  /** What is remembered after a crash or a quit; without it, nothing is. */
  readonly memory?: LineMemory;
}

/** The session of a line that runs, and what it has noticed of its PBX. */
export interface LineSession {
  readonly client: AsteriskClient;
  /** A queue of Asterisk 11 that does not tell whom it calls. */
  readonly silentQueue: string | undefined;
}

export interface ControlChoice {
  readonly answer: 'auto' | 'softphone' | 'pickUp' | 'notify' | 'phone';
  readonly hold: 'auto' | 'notify' | 'holdingPen' | 'park';
  readonly transfer: 'auto' | 'atxfer' | 'consultation';
  /** Context of the dial-plan lines that come with Offhook. */
  readonly context: string;
}

export interface QueueOptions {
  /** How the agent's line looks as a queue member, `{0}` = the extension, e.g. `Local/{0}@from-queue/n`. */
  readonly extensionFormat: string;
  /** Queues that the agent may log in to, besides those that the PBX has the agent in. */
  readonly names: readonly string[];
  readonly autoPauseOnCommutationStart: boolean;
  readonly afterCallWorkMs: number;
  /** Write queue states to the log. */
  readonly traceState: boolean;
}
