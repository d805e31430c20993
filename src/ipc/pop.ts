import type { LastCallFacts, PopResult } from '../pop/view.ts';
import { request } from './channel/channel.ts';
import { panel, settingsWindow } from './channel/pages.ts';

/** The page of a call in the CRM. */
export const popChannels = {
  'pop:open': request<(callId: string) => PopResult>(panel, ({ callId }) => [callId]),
  'pop:lastCall': request<() => LastCallFacts>(settingsWindow),
};
