import { type Call, isHeldByAgent } from '../../src/cti/call.ts';
import { isDialKey } from '../../src/cti/number/number.ts';
import { isOffered } from '../state/actions.ts';
import { keypadPlace } from '../state/dtmf.ts';
import { transferPlace } from '../state/transfer.ts';
import { tell } from '../parts/bridge.ts';
import { enterDeed } from '../press/enter.ts';
import { isCallKey, itemForKey } from '../press/keyItems.ts';
import { toggleBar } from '../parts/bar.ts';
import type { PanelModel } from '../model/panelModel.ts';
import { pressFavourite } from '../model/pressFavourite.ts';
import { pressItem } from '../model/pressItem.ts';
import { endWork, switchState } from '../model/agentState.ts';

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
    if (event.key.toLowerCase() === 'r') {
      if (!event.repeat) switchState(model);
      return true;
    }
    if (event.key.toLowerCase() === 'y') {
      if (!event.repeat) tell(model.bridge.request('history:open'), () => undefined);
      return true;
    }
    if (event.key.toLowerCase() === 'n') {
      if (!event.repeat) toggleNote(model);
      return true;
    }
    if (event.key.toLowerCase() === 'c') return copyNumber(event, call, model);
    return call !== undefined && actOnCall(event, call, model);
  }
  if (event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey) return speedDial(event, model);
  if (event.ctrlKey || event.altKey || event.metaKey) return false;
  const inField = event.target === target.input();
  const onButton = event.target instanceof Element && event.target.matches('button, [role="button"]');
  switch (event.key) {
    case '?':
      target.showKeys();
      return true;
    case 'Escape':
      escape(model, target);
      return true;
    case 'Enter':
      if (onButton || event.repeat) return false;
      enter(model);
      return true;
    case 'ArrowUp':
    case 'ArrowDown':
      if (call === undefined) return false;
      calls.step(event.key === 'ArrowDown' ? 1 : -1);
      return true;
    default:
      if (!inField && isOtherField(event.target)) return false;
      if (pressTone(event.key, call, inField, model)) return true;
      if (inField || !isDialKey(event.key)) return false;
      type(event.key, model, target);
      return true;
  }
}

/** Alt and a digit, wherever the layout of the keyboard has that. */
function speedDial(event: KeyboardEvent, model: PanelModel): boolean {
  const [, digit] = /^Digit([1-9])$/u.exec(event.code) ?? [];
  const favourite = digit === undefined ? undefined : model.favourites.getState().all[Number(digit) - 1];
  if (favourite === undefined) return false;
  if (!event.repeat) pressFavourite(favourite, model, `key:alt+${digit}`);
  return true;
}

/**
 * In a call digits are tones, unless the number field was clicked: the keypad opens with the first. What a menu or a mailbox asks for may be a
 * PIN and never comes into the number field. A number that has been begun there goes on.
 */
function pressTone(key: string, call: Call | undefined, inField: boolean, model: PanelModel): boolean {
  const { dial, dtmf, presses, tool } = model;
  if (call === undefined || !takesTones(call) || (inField && call.application === undefined)) return false;
  if (!/^[0-9*#]$/u.test(key) || tool.getState().open !== undefined || dial.getState().text !== '')
    return false;
  presses.press('tones', call.id, () => {
    tool.open({ kind: 'keypad', callId: call.id });
    const { SendDtmf: reason } = call.features.denied;
    // Where they cannot be sent the keypad says why; the number field is no place for them either.
    if (reason === undefined || reason === 'commandInProgress') dtmf.press(key);
  });
  return true;
}

function takesTones(call: Call): boolean {
  const isTalkedOn = call.state === 'talking' || (call.state === 'held' && !isHeldByAgent(call));
  return isOffered(call, 'SendDtmf') && (isTalkedOn || call.application !== undefined);
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

/** Where nothing is selected: the number of the recent call that has the focus, else that of the call in focus. */
function copyNumber(
  { target }: KeyboardEvent,
  call: Call | undefined,
  { bridge, dial }: PanelModel,
): boolean {
  const isSelected = (getSelection()?.toString() ?? '') !== '' || hasSelection(target);
  const number = (target instanceof HTMLElement && target.dataset.number) || call?.number || '';
  if (isSelected || number === '') return false;
  tell(bridge.request('app:copy', number), () => undefined);
  dial.hint('dial.hint.copied');
  return true;
}

function hasSelection(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && target.selectionStart !== target.selectionEnd;
}

/** Presses the dock's button for the key; nothing where that is not there. */
function actOnCall(event: KeyboardEvent, call: Call, model: PanelModel): boolean {
  const key = event.key.toLowerCase();
  const { callPage, line, pendingKeys, presses } = model;
  if (key === 'o') {
    if (!event.repeat) callPage.open(call.id);
    return true;
  }
  if (key === 'd') {
    if (!event.repeat) presses.press('key:d', call.id, () => pendingKeys.send(call.id));
    return true;
  }
  if (!isCallKey(key)) return false;
  const item = itemForKey(key, call, line.getState().line.calls);
  if (item !== undefined && !event.repeat) pressItem(item, model, `key:${key}`);
  return true;
}

/** Of the call in focus where somebody is talked to, else of the one that ended last. */
function toggleNote({ calls, line, notes }: PanelModel): void {
  const focused = calls.focused();
  const { ended } = line.getState();
  const { open, told } = notes.getState();
  const call = [focused, ended.at(-1)].find((one) => one?.connectedAt !== undefined) ?? open ?? told.owed[0];
  if (call !== undefined)
    notes.toggle({ id: call.id, direction: call.direction, number: call.number, name: call.name });
}

/** Answers what rings, else dials what is in the field, else ends the work after a call. */
function enter(model: PanelModel): void {
  const { calls, dial, line, presses, second } = model;
  const { question } = second.getState();
  const { calls: standing } = line.getState().line;
  const deed = enterDeed({
    calls: standing,
    picked: calls.getState().picked,
    dial: dial.getState(),
    question,
  });
  switch (deed.kind) {
    case 'question':
      presses.press('enter', 'dial', () => second.answer(true));
      return;
    case 'answer':
      presses.press('enter', deed.call.id, () => calls.act(deed.call.id, 'AnswerCall'));
      return;
    case 'dial':
      // Nothing rings and nothing is typed: there is nothing else that it could be for.
      if (standing.length === 0 && dial.getState().text === '' && endWork(model)) return;
      presses.press('enter', 'dial', () => dial.enter(deed.ringing?.id));
  }
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
