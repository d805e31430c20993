/**
 * What a colleague's phone does, as the PBX shows it to the phones beside it. `talking`: in use, busy or on hold; `unavailable`: no phone
 * is registered; `unknown`: the PBX says nothing of it, or is not asked.
 */
export const lampStates = ['free', 'ringing', 'talking', 'doNotDisturb', 'unavailable', 'unknown'] as const;
export type LampState = (typeof lampStates)[number];

export interface Lamp {
  readonly extension: string;
  readonly state: LampState;
}

/** Why no lamp is known: the account may not see them, or there is no link. */
export type LampDenial = 'rightMissing' | 'notConnected';

export interface LampReport {
  /** Of every extension that is watched, in that order. */
  readonly lamps: readonly Lamp[];
  readonly denial?: LampDenial;
}
