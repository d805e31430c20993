/** The ways to tell that a call comes in. */
export const ringingMeans = ['notification', 'window', 'sound'] as const;
export type RingingMeans = (typeof ringingMeans)[number];

/** When one of them is used. */
export interface MeansRule {
  readonly on: boolean;
  /** Also while a program fills the screen: a presentation, a shared screen. */
  readonly inFullScreen: boolean;
  /** Also when the agent's phone rings audibly by itself. */
  readonly whenPhoneRings: boolean;
}

export type RingingRules = Readonly<Record<RingingMeans, MeansRule>>;

/** Nobody needs a second sound beside the phone's, and nobody a window over their slides. */
export const defaultRules: RingingRules = {
  notification: { on: true, inFullScreen: true, whenPhoneRings: true },
  window: { on: true, inFullScreen: false, whenPhoneRings: true },
  sound: { on: true, inFullScreen: true, whenPhoneRings: false },
};

export interface RingingSituation {
  /** Not known counts as no: a call that is missed is worse than one that is seen. */
  readonly fullScreen: boolean;
  /** The agent's phone has a bell of its own. */
  readonly phoneRings: boolean;
}

/** Whether one of the ways is used now. */
export function isUsed(rule: MeansRule, { fullScreen, phoneRings }: RingingSituation): boolean {
  return rule.on && (rule.inFullScreen || !fullScreen) && (rule.whenPhoneRings || !phoneRings);
}

export function meansUsed(rules: RingingRules, situation: RingingSituation): readonly RingingMeans[] {
  return ringingMeans.filter((means) => isUsed(rules[means], situation));
}
