import { agent } from './agent.ts';
import { call } from './call.ts';
import { check } from './check.ts';
import { desktop } from './desktop.ts';
import { dialRules } from './dialRules.ts';
import { fault } from './fault.ts';
import { history } from './history.ts';
import { messaging } from './messaging.ts';
import { palette } from './palette.ts';
import { panel } from './panel.ts';
import { reach } from './reach.ts';
import { refusal } from './refusal.ts';
import { ringing } from './ringing.ts';
import { screenPop } from './screenPop.ts';
import { settings } from './settings.ts';
import { setUp } from './setUp.ts';
import { support } from './support.ts';
import { updates } from './updates.ts';

/** Every text that a person reads, in English: the one catalogue that the others are held against. */
export const en = {
  ...agent,
  ...call,
  ...refusal,
  ...fault,
  ...check,
  ...palette,
  ...panel,
  ...ringing,
  ...settings,
  ...dialRules,
  ...setUp,
  ...desktop,
  ...reach,
  ...messaging,
  ...screenPop,
  ...support,
  ...history,
  ...updates,
} as const;
