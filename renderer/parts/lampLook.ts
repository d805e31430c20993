import { BellRing, Circle, CircleDashed, CircleMinus, CircleOff, type LucideIcon, Phone } from 'lucide-react';
import type { LampState } from '../../src/cti/people/lamp.ts';

/** A shape of its own for each: the colour alone says nothing. */
export const lampIcons: Readonly<Record<LampState, LucideIcon>> = {
  free: Circle,
  ringing: BellRing,
  talking: Phone,
  doNotDisturb: CircleMinus,
  unavailable: CircleOff,
  unknown: CircleDashed,
};
