import type { SoundQuality } from './quality.ts';

/** Why the phone in the app cannot be called, or cannot be heard. Stable codes; their words are in the catalogue. */
export const phoneFaultCodes = [
  'passwordMissing',
  'keyringLocked',
  /** Asterisk answers an unknown user as it does a wrong password, so that no one finds out who exists (RFC 3261 section 26). */
  'loginRefused',
  'registrationRefused',
  'addressUnknown',
  'unreachable',
  'certificateWrong',
  'caUnreadable',
  'settingsIncomplete',
] as const;
export type PhoneFaultCode = (typeof phoneFaultCodes)[number];

/** `detail` is the technical text behind it, never a secret. */
export interface PhoneFault {
  readonly code: PhoneFaultCode;
  readonly detail?: string;
}

export type Registration =
  | { readonly state: 'registering' }
  | { readonly state: 'registered' }
  /** Tried again until it works, or until other settings come. */
  | { readonly state: 'failed'; readonly fault: PhoneFault };

/** Why a call that is answered has no sound: the two ends do not reach each other, or do and not one packet has come. */
export const silences = ['noWay', 'nothingArrives'] as const;
export type Silence = (typeof silences)[number];

/** A call of the phone, as SIP has it: which one of the line's calls it is, its Call-ID says. */
export interface PhoneDialog {
  readonly sipCallId: string;
  readonly state: 'ringing' | 'up';
  /** What an INVITE brought that Offhook had asked for; see `Softphone.invite`. */
  readonly invitation?: string;
  readonly silence?: Silence;
  /** How it sounds; not known on hold, nor in the first seconds. */
  readonly quality?: SoundQuality;
}

/** All that the phone's page knows. */
export interface PhoneReport {
  readonly registration: Registration;
  readonly hasMicrophone: boolean;
  readonly dialogs: readonly PhoneDialog[];
}

/** The phone as people see it. */
export type PhoneView = PhoneReport;

/** What a phone can be asked to do with one of its calls. */
export type PhoneAct =
  | { readonly do: 'answer' | 'hold' | 'resume' | 'mute' | 'unmute' | 'end' }
  /** One key, as a telephone event (RFC 4733). */
  | { readonly do: 'press'; readonly key: string };

export interface PhoneOrder {
  readonly id: string;
  readonly sipCallId: string;
  readonly act: PhoneAct;
}

export const phoneOutcomes = ['done', 'noSuchCall', 'noMicrophone', 'failed'] as const;
export type PhoneOutcome = (typeof phoneOutcomes)[number];

/** What the page needs to be a phone. */
export interface PhoneSetup {
  /** `wss:` */
  readonly address: string;
  readonly user: string;
  readonly password: string;
}

/** The header of an INVITE that Offhook asked for itself. */
export const invitationHeader = 'X-Offhook-Call';
