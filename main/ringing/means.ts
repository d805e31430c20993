import type { Settings } from '../../src/settings/schema.ts';

/** The ways to tell that a call comes in. */
const ringingMeans = ['notification', 'window', 'sound'] as const;
export type RingingMeans = (typeof ringingMeans)[number];

export type RingingRules = Pick<Settings, 'ringNotification' | 'ringWindow' | 'ringSound'>;
type Rule = RingingRules[keyof RingingRules];

export interface RingingSituation {
  /** A program fills the screen: a presentation, a shared screen. Not known counts as no: a call that is missed is worse than one that is seen. */
  readonly fullScreen: boolean;
  /** The agent's phone has a bell of its own. */
  readonly phoneRings: boolean;
}

const rulesOf = { notification: 'ringNotification', window: 'ringWindow', sound: 'ringSound' } as const;

/** Whether one of the ways is used now. */
export function isUsed(rule: Rule, { fullScreen, phoneRings }: RingingSituation): boolean {
  switch (rule) {
    case 'always':
      return true;
    case 'exceptFullScreen':
      return !fullScreen;
    case 'exceptPhoneRings':
      return !phoneRings;
    case 'exceptBoth':
      return !fullScreen && !phoneRings;
    case 'never':
      return false;
  }
}

export function meansUsed(rules: RingingRules, situation: RingingSituation): ReadonlySet<RingingMeans> {
  return new Set(ringingMeans.filter((means) => isUsed(rules[rulesOf[means]], situation)));
}

/** Whether it makes a difference what is on the screen: finding that out costs two processes. */
export function asksForFullScreen(rules: RingingRules): boolean {
  return ringingMeans
    .map((means) => rules[rulesOf[means]])
    .some((rule) => rule === 'exceptFullScreen' || rule === 'exceptBoth');
}
