import type { Call } from '../../src/cti/call.ts';
import { isHeldByAgent } from '../../src/cti/call.ts';
import { can } from '../../src/cti/features.ts';
import { isOffered, likeliest, type PressCommandType } from '../state/actions.ts';
import { consultationOf, partiesWith } from '../state/pair.ts';

/** One button: a command of a call, or what opens a tool for it. */
export type DockItem =
  | {
      readonly kind: 'command';
      readonly command: PressCommandType;
      readonly call: Call;
      /** The other call of a command on two. */
      readonly withCall?: Call | undefined;
      /** Its name has to be said: there is more than one. */
      readonly named?: boolean | undefined;
      /** Whom it is about, where there are two to choose from: the caller of a consultation. */
      readonly about?: Call | undefined;
    }
  | { readonly kind: 'transfer' | 'keypad'; readonly call: Call }
  /** Ends the calls of a conference, all together. */
  | { readonly kind: 'endAll'; readonly calls: readonly Call[] };

export interface DockItems {
  /** Left to right, the likeliest first; what ends the call stands behind them. */
  readonly main: readonly DockItem[];
  readonly end: DockItem;
  /** What else can be done, the likelier first. */
  readonly further: readonly DockItem[];
}

/** What the dock holds for the call in focus: what its features and those of its neighbours offer, and nothing else. */
export function dockItems(call: Call, calls: readonly Call[]): DockItems {
  const completing = completingItems(call, calls);
  const main =
    completing.length > 0
      ? [...completing, ...keypadItem(call)]
      : [commandItem(call, likeliest(call)), ...transferItem(call), ...keypadItem(call)];
  const rest: readonly DockItem[] = [
    ...(completing.length > 0 ? swapItem(call, calls) : []),
    ...offered(call, call.muted === true ? 'UnmuteCall' : 'MuteCall'),
    ...offered(call, isHeldByAgent(call) ? 'ResumeCall' : 'HoldCall'),
    // Whether it is on hold is not known: both ways are open.
    ...(call.holdUnknown === true ? offered(call, 'ResumeCall') : []),
    ...swapItem(call, calls),
    ...pairItems(call, calls, 'StartConference'),
    ...(completing.length > 0 ? [] : pairItems(call, calls, 'TransferCall')),
    ...offered(call, 'ParkCall'),
  ];
  return {
    main,
    end: endItem(call, calls),
    further: rest.filter((item, index) => !main.some(same(item)) && rest.findIndex(same(item)) === index),
  };
}

function commandItem(call: Call, command: PressCommandType): DockItem {
  return { kind: 'command', command, call };
}

function offered(call: Call, command: PressCommandType): readonly DockItem[] {
  return isOffered(call, command) ? [commandItem(call, command)] : [];
}

/** The row of a consultation: complete, or go back. Either call's features may offer them. */
function completingItems(call: Call, calls: readonly Call[]): readonly DockItem[] {
  const pair = consultationOf(call, calls);
  if (pair === undefined) return [];
  const ofPair = (command: PressCommandType): readonly DockItem[] => {
    const sides = [pair.asked, pair.main];
    const side =
      sides.find(({ features }) => can(features, command)) ?? sides.find((one) => isOffered(one, command));
    return side === undefined ? [] : [{ kind: 'command', command, call: side, about: pair.main }];
  };
  const [complete, back] = [ofPair('TransferCall'), ofPair('CancelTransfer')];
  return [...complete, ...back];
}

function transferItem(call: Call): readonly DockItem[] {
  return isOffered(call, 'MakeConsultCall') || isOffered(call, 'BlindTransferCall')
    ? [{ kind: 'transfer', call }]
    : [];
}

function keypadItem(call: Call): readonly DockItem[] {
  return isOffered(call, 'SendDtmf') ? [{ kind: 'keypad', call }] : [];
}

/** Back to the call that was put on hold last; the others have a button of their own on their lines. */
function swapItem(call: Call, calls: readonly Call[]): readonly DockItem[] {
  const candidates = calls
    .filter((one) => isOffered(one, 'SwapCalls'))
    .sort((a, b) => b.phaseSinceMonoMs - a.phaseSinceMonoMs);
  const target = candidates.find(({ id }) => id === call.id) ?? candidates[0];
  return target === undefined ? [] : [commandItem(target, 'SwapCalls')];
}

/** Commands on two calls: one button where it is clear which the other is, else one for each, by name. */
function pairItems(
  call: Call,
  calls: readonly Call[],
  command: 'StartConference' | 'TransferCall',
): readonly DockItem[] {
  if (!isOffered(call, command)) return [];
  if (consultationOf(call, calls) !== undefined) return [commandItem(call, command)];
  const together = partiesWith(call, calls).map(({ id }) => id);
  const others = calls.filter((one) => one.connectedAt !== undefined && !together.includes(one.id));
  if (others.length === 0) return [commandItem(call, command)];
  return others.map((withCall) => ({ kind: 'command', command, call, withCall, named: others.length > 1 }));
}

function endItem(call: Call, calls: readonly Call[]): DockItem {
  const parties = partiesWith(call, calls);
  if (parties.length > 1) return { kind: 'endAll', calls: parties };
  return { kind: 'command', command: 'DropCall', call, named: calls.length > 1 };
}

/** A text that is the same for the same button. */
export function itemKey(item: DockItem): string {
  switch (item.kind) {
    case 'command':
      return `${item.command} ${item.call.id} ${item.withCall?.id ?? ''}`;
    case 'endAll':
      return `endAll ${item.calls[0]?.conference ?? ''}`;
    default:
      return `${item.kind} ${item.call.id}`;
  }
}

function same(item: DockItem): (other: DockItem) => boolean {
  const key = itemKey(item);
  return (other) => itemKey(other) === key;
}
