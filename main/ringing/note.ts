import type { Call } from '../../src/cti/call.ts';
import { canCallBack } from '../../src/cti/number/number.ts';
import { isMissed } from '../../src/cti/outcome.ts';
import type { DeskAction } from '../actions/action.ts';
import { oneLine, partyOf } from '../actions/party.ts';
import { supportCode } from '../../src/words/supportCode.ts';
import type { Translate } from '../../src/words/words.ts';

/** A notification as plain data. */
export interface Note {
  /** The call's id, with what it is about: one notification each. */
  readonly id: string;
  readonly kind: 'ringing' | 'missed' | 'trouble';
  readonly title: string;
  readonly body: string;
  readonly onClick: DeskAction;
  /** Buttons, where the desktop has them; nothing may depend on them, for most Linux desktops get none from Electron. */
  readonly buttons: readonly { readonly text: string; readonly action: DeskAction }[];
}

/** One that is there as long as the call rings, and no one has answered, declined or given up. */
export function ringingNote(call: Call, t: Translate): Note {
  const { id } = call;
  const of = (type: 'AnswerCall' | 'DropCall'): DeskAction => ({
    type: 'command',
    command: { type, callId: id },
  });
  const able = (type: 'AnswerCall' | 'DropCall'): boolean => call.features.can.includes(type);
  return {
    id: `ringing ${id}`,
    kind: 'ringing',
    title: t('note.incoming'),
    body: bodyOf(call, t),
    onClick: { type: 'showPanel', callId: id },
    buttons: [
      ...(able('AnswerCall') ? [{ text: t('command.AnswerCall'), action: of('AnswerCall') }] : []),
      ...(able('DropCall') ? [{ text: t('command.decline'), action: of('DropCall') }] : []),
    ],
  };
}

/** What is left of a call that was lost: quiet, and a click calls back where there is a number to call. */
export function missedNote(call: Call, t: Translate): Note | undefined {
  if (!isMissed(call)) return undefined;
  const callBack: DeskAction | undefined = canCallBack(call.number)
    ? { type: 'dial', number: call.number }
    : undefined;
  return {
    id: `missed ${call.id}`,
    kind: 'missed',
    title: t('note.missed'),
    body: bodyOf(call, t),
    onClick: callBack ?? { type: 'showPanel' },
    buttons: callBack === undefined ? [] : [{ text: t('command.callBack'), action: callBack }],
  };
}

/** What was asked for where no answer can be shown, in a menu or a notification, and was not done. */
export function troubleNote(text: string, code: string, callId: string | undefined, t: Translate): Note {
  return {
    id: `trouble ${code}`,
    kind: 'trouble',
    title: t('note.notDone'),
    body: `${text}\n${supportCode(code)}`,
    onClick: callId === undefined ? { type: 'showPanel' } : { type: 'showPanel', callId },
    buttons: [],
  };
}

/** Name, number, queue: a line each. */
function bodyOf(call: Call, t: Translate): string {
  const who = partyOf(call, t);
  const number = oneLine(call.number);
  const queue = oneLine(call.queue ?? '');
  const lines = [who, number === who ? '' : number, queue === '' ? '' : t('note.queue', { queue })];
  return lines.filter((line) => line !== '').join('\n');
}
