import type { CtiCommandType } from './command.ts';
import type { DenialCode } from './denial.ts';

/**
 * The commands that would work now, and for those that an agent would look for and that would not, why.
 * Every button is enabled from this and from nothing else.
 */
export interface Features {
  readonly can: readonly CtiCommandType[];
  readonly denied: Readonly<Partial<Record<CtiCommandType, DenialCode>>>;
}

export const noFeatures: Features = { can: [], denied: {} };

export function can(features: Features, command: CtiCommandType): boolean {
  return features.can.includes(command);
}

/** Of two sets that have no command in common. */
export function joinFeatures(a: Features, b: Features): Features {
  if (b === noFeatures) return a;
  return { can: [...a.can, ...b.can], denied: { ...a.denied, ...b.denied } };
}

export function sameFeatures(a: Features, b: Features): boolean {
  const reasons = Object.keys(a.denied) as CtiCommandType[];
  return (
    a.can.length === b.can.length &&
    a.can.every((command) => b.can.includes(command)) &&
    reasons.length === Object.keys(b.denied).length &&
    reasons.every((command) => a.denied[command] === b.denied[command])
  );
}
