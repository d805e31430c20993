import { request } from './channel/channel.ts';
import { everyPage, panelAndSettings, settingsWindow } from './channel/pages.ts';

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
  /** Who may make Offhook the one: it itself, only the person in the system's settings, or no one before it is installed. */
  readonly claim: 'here' | 'bySystem' | 'notInstalled';
}

export interface About {
  readonly version: string;
  readonly electron: string;
  /** This Electron is the one for tests, not the one that is shipped. */
  readonly testRuntime: boolean;
  readonly platform: string;
}

/** Offhook in the system that it runs on. */
export const systemChannels = {
  'system:read': request<() => SystemView>(settingsWindow),
  /** Whether it was done is seen in what comes of it. */
  'system:startAtLogin': request<(on: boolean) => SystemView>(settingsWindow, ({ z }) => [z.boolean()]),
  /** Makes Offhook what opens telephone links; whether it was done is seen in what comes of it. */
  'system:claimLinks': request<() => SystemView>(settingsWindow),
  'app:about': request<() => About>(panelAndSettings),
  /** To the clipboard: a support code, a number. */
  'app:copy': request<(text: string) => void>(everyPage, ({ z }) => [z.string().max(1024)]),
};
