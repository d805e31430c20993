import { popAddress } from '../../pop/ofSettings.ts';
import type { SettingsFieldCode } from './code.ts';
import type { SettingName, Settings } from './fields.ts';

interface Wrong {
  readonly path: SettingName;
  readonly code: SettingsFieldCode;
}

/**
 * What is missing before these settings can make a line. A file may be incomplete (somebody is still preparing it): it is used and the
 * gaps are reported. The form saves nothing incomplete.
 */
export function missingFields(settings: Settings): readonly Wrong[] {
  const { url, filePath } = settings;
  if (url.trim() === '' && filePath === '') return [];
  const needed = filePath === '' ? neededToConnect : neededToReplay;
  return needed.filter((name) => settings[name].trim() === '').map((path) => ({ path, code: 'required' }));
}

const neededToConnect = ['userName', 'extension', 'originateContext', 'parkingLotContext'] as const;
const neededToReplay = ['extension'] as const;

/** What is right alone and wrong beside other settings. */
export function clashingFields(settings: Settings): readonly Wrong[] {
  return popAddress(settings)?.ok === false ? [{ path: 'popUrl', code: 'notATemplate' }] : [];
}
