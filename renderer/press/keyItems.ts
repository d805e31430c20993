import type { Call } from '../../src/cti/call.ts';
import { likeliest, type PressCommandType } from '../state/actions.ts';
import { type DockItem, dockItems } from './dockItems.ts';

/** Commands by key; Ctrl+S and Ctrl+P would be taken for saving and printing. Each key presses the dock's button, and nothing where that is not there. */
const commandKeys = {
  h: ['HoldCall', 'ResumeCall'],
  m: ['MuteCall', 'UnmuteCall'],
  tab: ['SwapCalls'],
  l: ['ParkCall'],
  j: ['StartConference'],
} as const satisfies Readonly<Record<string, readonly PressCommandType[]>>;

/** The keys that act on the call in focus together with Ctrl. */
export const callKeys = ['e', 't', 'k', 'h', 'm', 'tab', 'l', 'j'] as const;
export type CallKey = (typeof callKeys)[number];

export function isCallKey(key: string): key is CallKey {
  return callKeys.some((one) => one === key);
}

/** What a key does to the call in focus, or to its neighbours. */
export function itemForKey(key: CallKey, call: Call, calls: readonly Call[]): DockItem | undefined {
  const { main, end, further } = dockItems(call, calls);
  const items = [...main, ...further];
  switch (key) {
    case 'e':
      return end;
    case 'k':
      return items.find(({ kind }) => kind === 'keypad');
    case 't':
      return items.find((item) => item.kind === 'transfer' || isCompleting(item));
    case 'h':
      if (likeliest(call) === 'SwapCalls') return { kind: 'command', command: 'SwapCalls', call };
      break;
    default:
  }
  const commands: readonly PressCommandType[] = commandKeys[key];
  return items.find((item) => item.kind === 'command' && commands.includes(item.command));
}

function isCompleting(item: DockItem): boolean {
  return item.kind === 'command' && item.command === 'TransferCall' && item.withCall === undefined;
}
