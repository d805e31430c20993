import type { Catalogue } from '../en/catalogue.ts';
import { agent } from './agent.ts';
import { call } from './call.ts';
import { check } from './trouble/check.ts';
import { desktop } from './desktop.ts';
import { dialRules } from './settings/dialRules.ts';
import { directory } from './directory.ts';
import { fault } from './trouble/fault.ts';
import { history } from './history.ts';
import { messaging } from './settings/messaging.ts';
import { palette } from './palette.ts';
import { panel } from './panel.ts';
import { reach } from './settings/reach.ts';
import { phone } from './trouble/phone.ts';
import { refusal } from './trouble/refusal.ts';
import { ringing } from './ringing.ts';
import { screenPop } from './settings/screenPop.ts';
import { settings } from './settings/settings.ts';
import { setUp } from './settings/setUp.ts';
import { support } from './settings/support.ts';
import { updates } from './settings/updates.ts';

/** Every text in German, as contact centres speak it; people are addressed with "Sie". */
export const de: Catalogue = {
  ...agent,
  ...call,
  ...refusal,
  ...fault,
  ...check,
  ...palette,
  ...phone,
  ...panel,
  ...ringing,
  ...settings,
  ...dialRules,
  ...directory,
  ...setUp,
  ...desktop,
  ...reach,
  ...messaging,
  ...screenPop,
  ...support,
  ...history,
  ...updates,
};
