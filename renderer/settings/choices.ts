import { t } from '../parts/words.ts';
import type { FormValues } from './values.ts';

export type ControlName = 'answerControl' | 'holdControl' | 'transferControl';
export type ChoiceName = ControlName | 'secondCall';

/** What can be chosen in a field, and how it is said, in the order in which it is offered. */
export const choices: { readonly [Name in ChoiceName]: Readonly<Record<FormValues[Name], string>> } = {
  answerControl: {
    auto: t('settings.answerControl.auto'),
    pickUp: t('settings.answerControl.pickUp'),
    notify: t('settings.answerControl.notify'),
    phone: t('settings.answerControl.phone'),
  },
  holdControl: {
    auto: t('settings.holdControl.auto'),
    notify: t('settings.holdControl.notify'),
    holdingPen: t('settings.holdControl.holdingPen'),
    park: t('settings.holdControl.park'),
  },
  transferControl: {
    auto: t('settings.transferControl.auto'),
    atxfer: t('settings.transferControl.atxfer'),
    consultation: t('settings.transferControl.consultation'),
  },
  secondCall: {
    ask: t('settings.secondCall.ask'),
    hold: t('settings.secondCall.hold'),
    leave: t('settings.secondCall.leave'),
  },
};
