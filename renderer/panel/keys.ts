import type { Call } from '../../src/cti/call.ts';
import { likeliest } from '../call/actions.ts';
import { isDialKey } from '../dial/number.ts';
import { settleMs } from './settle.ts';
import type { PanelModel } from './model.ts';

export interface KeysTarget {
  /** The number field, wherever it is at present. */
  readonly input: () => HTMLInputElement | null;
  readonly showKeys: () => void;
}

/** What the window's keys do, wherever the focus is. Keys that a field, a list or a button needs stay theirs. */
export function handleKey(event: KeyboardEvent, model: PanelModel, target: KeysTarget): void {
  if (event.defaultPrevented || event.isComposing || isInDialog(event.target)) return;
  if (act(event, model, target)) event.preventDefault();
}

function act(event: KeyboardEvent, model: PanelModel, target: KeysTarget): boolean {
  const { calls, dial } = model;
  const call = calls.focused();
  if (event.ctrlKey && !event.altKey && !event.metaKey && !event.shiftKey) {
    return call !== undefined && actOnCall(event.key, call, model);
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
      if (inField || isOtherField(event.target) || !isDialKey(event.key)) return false;
      target.input()?.focus();
      typeInto(dial, event.key);
      return true;
  }
}

function typeInto(dial: PanelModel['dial'], key: string): void {
  const { text } = dial.getState();
  if (key === '+' && text !== '') dial.refuse('+');
  else dial.setText(text + key);
}

function actOnCall(key: string, call: Call, { calls }: PanelModel): boolean {
  switch (key.toLowerCase()) {
    case 'h':
      if (likeliest(call) !== 'AnswerCall') calls.actLikeliest();
      return true;
    case 'e':
      calls.act(call.id, 'DropCall');
      return true;
    default:
      return false;
  }
}

/** Answers what rings, else dials what is in the field. A call that began to ring this moment was not what Enter was meant for. */
function enter(call: Call | undefined, { calls, dial, line }: PanelModel): void {
  if (call === undefined || likeliest(call) !== 'AnswerCall') dial.submit();
  else if (line.now() - call.phaseSinceMonoMs >= settleMs) calls.actLikeliest();
}

/** Clears one thing at a time, the newest first; never ends a call. */
function escape({ calls, commands, dial }: PanelModel, target: KeysTarget): void {
  const { troubles } = commands.getState();
  const focused = calls.focused()?.id;
  if ('dial' in troubles) commands.forget('dial');
  else if (focused !== undefined && focused in troubles) commands.forget(focused);
  else if (dial.getState().text !== '') dial.setText('');
  else target.input()?.blur();
}

function isInDialog(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role="dialog"]') !== null;
}

function isOtherField(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches('input, textarea, select, [contenteditable]');
}
