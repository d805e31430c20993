/** The kinds of links that are telephone numbers. */
export const linkSchemes = ['tel', 'callto', 'sip'] as const;

export type LinkScheme = (typeof linkSchemes)[number];

export type LinkHandler = 'offhook' | 'other' | 'nobody';

/** How Offhook stands in the system that it runs on. */
export interface SystemView {
  /** `null`: the system did not say. */
  readonly startsAtLogin: boolean | null;
  /** What opens links of each kind; `null`: the system did not say. */
  readonly links: Readonly<Record<LinkScheme, LinkHandler>> | null;
  /** Who may make Offhook the one: it itself, only the person in the system's settings, or nobody before it is installed. */
  readonly claim: 'here' | 'bySystem' | 'notInstalled';
}
