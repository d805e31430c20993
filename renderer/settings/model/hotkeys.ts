import type { HotkeyKeys, HotkeyName, HotkeyState } from '../../../src/ipc/hotkeys.ts';
import { fields } from '../../../src/settings/table/fields.ts';
import { t } from '../../parts/words.ts';
import type { FormValues } from './values.ts';

/** The field of each hotkey. */
export const hotkeyFields = {
  showPanel: 'hotkeyShowPanel',
  answer: 'hotkeyAnswer',
  hangUp: 'hotkeyHangUp',
  hold: 'hotkeyHold',
  mute: 'hotkeyMute',
  switchState: 'hotkeySwitchState',
  dialSelected: 'hotkeyDialSelected',
  quickCommand: 'hotkeyQuickCommand',
} as const satisfies Record<HotkeyName, keyof FormValues>;

export type HotkeyField = (typeof hotkeyFields)[HotkeyName];

/** The default keys. */
export function initialKeys(field: HotkeyField): string {
  return fields[field].initial;
}

export function hotkeysOf(values: FormValues): HotkeyKeys {
  return {
    showPanel: values.hotkeyShowPanel,
    answer: values.hotkeyAnswer,
    hangUp: values.hotkeyHangUp,
    hold: values.hotkeyHold,
    mute: values.hotkeyMute,
    switchState: values.hotkeySwitchState,
    dialSelected: values.hotkeyDialSelected,
    quickCommand: values.hotkeyQuickCommand,
  };
}

/** Why the keys cannot be had; nothing where they can, or where none are wished for. */
export function troubleOf(state: HotkeyState | undefined): { code: string; text: string } | undefined {
  switch (state?.state) {
    case 'wrong':
      return { code: `hotkey-${state.code}`, text: t(`hotkey.wrong.${state.code}`) };
    case 'duplicate':
      return {
        code: 'hotkey-duplicate',
        text: t('hotkey.duplicate', { other: t(`settings.${hotkeyFields[state.of]}`) }),
      };
    case 'taken':
      return { code: 'hotkey-taken', text: t('hotkey.taken') };
    case 'works':
    case 'none':
    case undefined:
      return undefined;
  }
}
