import { t } from '../../parts/words.ts';
import type { LineTest } from './form.ts';
import type { FormValues } from './values.ts';

type ControlName = 'answerControl' | 'holdControl' | 'transferControl';
type PopName = 'popWhen' | 'popDirection';
type RingName = 'ringNotification' | 'ringWindow' | 'ringSound';
export type ChoiceName =
  | ControlName
  | RingName
  | PopName
  | 'dispositionRule'
  | 'miniWindow'
  | 'secondCall'
  | 'updates'
  | 'updateChannel';

const ringRules = {
  always: t('settings.ring.always'),
  exceptFullScreen: t('settings.ring.exceptFullScreen'),
  exceptPhoneRings: t('settings.ring.exceptPhoneRings'),
  exceptBoth: t('settings.ring.exceptBoth'),
  never: t('settings.ring.never'),
};

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
  dispositionRule: {
    never: t('settings.dispositionRule.never'),
    ask: t('settings.dispositionRule.ask'),
    must: t('settings.dispositionRule.must'),
  },
  popWhen: {
    ringing: t('settings.popWhen.ringing'),
    answered: t('settings.popWhen.answered'),
    ended: t('settings.popWhen.ended'),
    button: t('settings.popWhen.button'),
    never: t('settings.popWhen.never'),
  },
  popDirection: {
    incoming: t('settings.popDirection.incoming'),
    outgoing: t('settings.popDirection.outgoing'),
    both: t('settings.popDirection.both'),
  },
  updates: {
    install: t('settings.updates.install'),
    tell: t('settings.updates.tell'),
    off: t('settings.updates.off'),
  },
  updateChannel: {
    latest: t('settings.updateChannel.latest'),
    beta: t('settings.updateChannel.beta'),
  },
  ringNotification: ringRules,
  ringWindow: ringRules,
  ringSound: ringRules,
  miniWindow: {
    always: t('settings.ring.always'),
    exceptFullScreen: t('settings.ring.exceptFullScreen'),
    never: t('settings.ring.never'),
  },
};

const commands: Readonly<Record<ControlName, string>> = {
  answerControl: 'answer',
  holdControl: 'hold',
  transferControl: 'transfer',
};

/** Whether the connection test found that what is chosen cannot be done with this phone system and phone. */
export function foundImpossible(name: ChoiceName, value: string, test: LineTest | undefined): boolean {
  const step = test?.steps.controls;
  if (!isControl(name) || value === 'auto' || test?.values[name] !== value) return false;
  const missing =
    step?.state === 'warned' && step.code === 'controlMissing' ? (step.detail ?? '').split(', ') : [];
  return missing.includes(commands[name]);
}

function isControl(name: ChoiceName): name is ControlName {
  return name in commands;
}
