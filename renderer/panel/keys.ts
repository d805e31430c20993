import type { Call } from '../../src/cti/call.ts';
import { isDialKey } from '../../src/cti/number/number.ts';
import { isOffered, likeliest, type PressCommandType } from '../state/actions.ts';
import { type DockItem, dockItems } from '../call/dockItems.ts';
import { keypadPlace } from '../state/dtmf.ts';
import { transferPlace } from '../state/transfer.ts';
import { tell } from '../parts/bridge.ts';
import { toggleBar } from './bar.ts';
import type { PanelModel } from '../state/model.ts';
import { pressItem } from './pressItem.ts';
import { settleMs } from './settle.ts';

export interface KeysTarget {
  /** The number field, wherever it is at present. */
  readonly input: () => HTMLInputElement | null;
  readonly showKeys: () => void;
}

/** What the window's keys do, wherever the focus is. Keys that a field, a list or a button needs stay theirs. */
export function handleKey(event: KeyboardEvent, model: PanelModel, target: KeysTarget): void {
  if (event.defaultPrevented || event.isComposing || isInOverlay(event.target)) return;
  if (act(event, model, target)) event.preventDefault();
}

function act(event: KeyboardEvent, model: PanelModel, target: KeysTarget): boolean {
  const { calls } = model;
  const call = calls.focused();
  if (event.ctrlKey && !event.altKey && !event.metaKey && !event.shiftKey) {
    if (event.key.toLowerCase() === 'b') {
      if (!event.repeat) tell(toggleBar(model.bridge), () => undefined);
      return true;
    }
    return call !== undefined && actOnCall(event, call, model);
  }
  if (event.ctrlKey || event.altKey || event.metaKey) return false;
  const inField = event.target === target.input();
  const onButton = event.target instanceof HTMLButtonElement;
  switch (event.key) {
    case '?':
      target.showKeys();
      return true;
    case 'Escape':
      escape(model, target);
      return true;
    case 'Enter':
      if (onButton || event.repeat) return false;
      enter(call, model);
      return true;
    case 'ArrowUp':
    case 'ArrowDown':
      if (call === undefined) return false;
      calls.step(event.key === 'ArrowDown' ? 1 : -1);
      return true;
    default:
      if (!inField && isOtherField(event.target)) return false;
      if (pressForPbx(event.key, call, model)) return true;
      if (inField || !isDialKey(event.key)) return false;
      type(event.key, model, target);
      return true;
  }
}

/**
 * A menu or a mailbox waits for keys, perhaps for a PIN: they are tones, also where the focus has stayed in the number field that the
 * call was dialled from. A number that has been begun there goes on.
 */
function pressForPbx(key: string, call: Call | undefined, { dial, dtmf, tool }: PanelModel): boolean {
  if (call?.application === undefined || !isOffered(call, 'SendDtmf')) return false;
  if (!/^[0-9*#]$/u.test(key) || tool.getState().open !== undefined || dial.getState().text !== '')
    return false;
  tool.open({ kind: 'keypad', callId: call.id });
  const { SendDtmf: reason } = call.features.denied;
  // Where they cannot be sent the keypad says why; the number field is no place for them either.
  if (reason === undefined || reason === 'commandInProgress') dtmf.press(key);
  return true;
}

/** Into the keypad while it is open, else into the number field that is on the screen. */
function type(key: string, { dial, dtmf, tool, transfer }: PanelModel, target: KeysTarget): void {
  const kind = tool.getState().open?.kind;
  if (kind === 'keypad') {
    dtmf.press(key);
    return;
  }
  target.input()?.focus();
  (kind === 'transfer' ? transfer : dial).type(key);
}

/** Keys of the call in focus, by letter; each presses the dock's button, and nothing where that is not there. */
const commandKeys: Readonly<Record<string, readonly PressCommandType[]>> = {
  h: ['HoldCall', 'ResumeCall'],
  m: ['MuteCall', 'UnmuteCall'],
  s: ['SwapCalls'],
  p: ['ParkCall'],
  j: ['StartConference'],
};

function actOnCall(event: KeyboardEvent, call: Call, model: PanelModel): boolean {
  const key = event.key.toLowerCase();
  const { main, end, further } = dockItems(call, model.line.getState().line.calls);
  const items = [...main, ...further];
  const press = (item: DockItem | undefined): true => {
    if (item !== undefined && !event.repeat) pressItem(item, model);
    return true;
  };
  if (key === 'e') return press(end);
  if (key === 'd') {
    if (!event.repeat) model.pendingKeys.send(call.id);
    return true;
  }
  if (key === 'k') return press(items.find(({ kind }) => kind === 'keypad'));
  if (key === 't') {
    return press(items.find((item) => item.kind === 'transfer' || isCompleting(item)));
  }
  if (key === 'h' && likeliest(call) === 'SwapCalls') model.calls.actLikeliest();
  const commands = commandKeys[key];
  if (commands === undefined) return false;
  return press(items.find((item) => item.kind === 'command' && commands.includes(item.command)));
}

function isCompleting(item: DockItem): boolean {
  return item.kind === 'command' && item.command === 'TransferCall' && item.withCall === undefined;
}

/** Answers what rings, else dials what is in the field. A call that began to ring this moment was not what Enter was meant for. */
function enter(call: Call | undefined, { calls, dial, line, second }: PanelModel): void {
  const { question } = second.getState();
  if (question !== undefined) {
    // Not by the second half of a double press of the key that asked.
    if (line.now() - question.sinceMonoMs >= settleMs) second.answer(true);
  } else if (call === undefined || likeliest(call) !== 'AnswerCall') dial.submit();
  else if (line.now() - call.phaseSinceMonoMs >= settleMs) calls.actLikeliest();
}

/** Clears one thing at a time, the newest first; never ends a call. */
function escape({ calls, commands, dial, second, tool }: PanelModel, target: KeysTarget): void {
  const { troubles } = commands.getState();
  const focused = calls.focused()?.id;
  const trouble = ['dial', transferPlace, keypadPlace, focused].find(
    (place) => place !== undefined && place in troubles,
  );
  if (second.getState().question !== undefined) second.close();
  else if (trouble !== undefined) commands.forget(trouble);
  else if (tool.getState().open !== undefined) tool.close();
  else if (dial.getState().choices !== undefined) dial.forgetChoices();
  else if (dial.getState().text !== '') dial.setText('');
  else target.input()?.blur();
}

function isInOverlay(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role="dialog"], [role="menu"]') !== null;
}

function isOtherField(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches('input, textarea, select, [contenteditable]');
}
