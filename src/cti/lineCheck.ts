import type { LinkFault } from './link.ts';

/** The steps of a connection test, in the order in which they are tried; each needs the one before. */
export const lineCheckSteps = [
  'reached',
  'greeted',
  'loggedIn',
  'rights',
  'lineKnown',
  'phoneRegistered',
  'controls',
] as const;

export type LineCheckStepName = (typeof lineCheckSteps)[number];

/** The ways to carry out a command, by the names that the settings have for them (`ControlChoice`). */
export type ControlName = 'pickUp' | 'notify' | 'holdingPen' | 'park' | 'atxfer' | 'consultation';

/** Why a step that reached the PBX did not come out well. */
export type LineCheckFaultCode =
  | 'loggedInHere'
  | 'namesNotUtf8'
  | 'originateMissing'
  | 'callMissing'
  | 'eventsMissing'
  | 'lineUnknown'
  | 'phoneUnregistered'
  | 'phoneUnknowable'
  | 'contextUnknown'
  | 'contactUnreachable'
  | 'queueSilent'
  | 'controlMissing';

/** One step's state; a step is reported when it begins and again when it is decided. Plain JSON. */
export type LineCheckStep = {
  readonly step: LineCheckStepName;
  readonly facts?: Readonly<Record<string, string>>;
} & (
  | { readonly state: 'running' | 'passed' | 'skipped' }
  /** It works, but something is worth knowing. */
  | { readonly state: 'warned'; readonly code: LineCheckFaultCode; readonly detail?: string }
  | { readonly state: 'failed'; readonly fault: LinkFault }
  | { readonly state: 'failed'; readonly code: LineCheckFaultCode; readonly detail?: string }
);

/** How far a connection comes that is only being tried; `answers`: an Asterisk is there, without a login. */
export type Greeting =
  { readonly state: 'answers' | 'loggedIn' } | { readonly state: 'failed'; readonly fault: LinkFault };
