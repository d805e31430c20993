import {
  ArrowLeftRight,
  CircleParking,
  Grid3x3,
  type LucideIcon,
  Mic,
  MicOff,
  Pause,
  Phone,
  PhoneForwarded,
  PhoneOff,
  Play,
  Undo2,
  Users,
} from 'lucide-react';
import type { Call } from '../../src/cti/call.ts';
import type { Tone } from '../parts/ActionButton.tsx';
import { whoOf } from '../parts/who.ts';
import { t } from '../parts/words.ts';
import type { PressCommandType } from '../state/actions.ts';
import type { DockItem } from '../press/dockItems.ts';

export interface CommandLook {
  readonly icon: LucideIcon;
  readonly tone: Tone;
  /** The key that does the same, as `aria-keyshortcuts` writes it. */
  readonly shortcut?: string;
}

const commandLooks: Readonly<Record<PressCommandType, CommandLook>> = {
  AnswerCall: { icon: Phone, tone: 'answer' },
  HoldCall: { icon: Pause, tone: 'secondary', shortcut: 'Control+H' },
  ResumeCall: { icon: Play, tone: 'primary', shortcut: 'Control+H' },
  DropCall: { icon: PhoneOff, tone: 'danger', shortcut: 'Control+E' },
  TransferCall: { icon: PhoneForwarded, tone: 'primary', shortcut: 'Control+T' },
  CancelTransfer: { icon: Undo2, tone: 'secondary' },
  SwapCalls: { icon: ArrowLeftRight, tone: 'secondary', shortcut: 'Control+Tab' },
  StartConference: { icon: Users, tone: 'secondary', shortcut: 'Control+J' },
  MuteCall: { icon: MicOff, tone: 'secondary', shortcut: 'Control+M' },
  UnmuteCall: { icon: Mic, tone: 'secondary', shortcut: 'Control+M' },
  ParkCall: { icon: CircleParking, tone: 'secondary', shortcut: 'Control+L' },
};

const tools: Readonly<Record<'transfer' | 'keypad' | 'endAll', CommandLook>> = {
  transfer: { icon: PhoneForwarded, tone: 'secondary', shortcut: 'Control+T' },
  keypad: { icon: Grid3x3, tone: 'secondary', shortcut: 'Control+K' },
  endAll: { icon: PhoneOff, tone: 'danger', shortcut: 'Control+E' },
};

export function lookOfItem(item: DockItem): CommandLook {
  if (item.kind !== 'command') return tools[item.kind];
  if (leavesConference(item)) return { ...commandLooks.TransferCall, tone: 'secondary' };
  return lookOfCommand(item.command, item.call);
}

/** While it rings, what ends a call is as red as what takes it is green. */
export function lookOfCommand(command: PressCommandType, { state }: Pick<Call, 'state'>): CommandLook {
  const look = commandLooks[command];
  return command === 'DropCall' && state === 'ringing' ? { ...look, tone: 'decline' } : look;
}

/** What a button is called; it depends on the call. @param called what the party is called there: a button has little room */
export function labelOfItem(item: DockItem, called: typeof whoOf = whoOf): string {
  switch (item.kind) {
    case 'transfer':
      return t('command.transfer');
    case 'keypad':
      return t('command.SendDtmf');
    case 'endAll':
      return t('command.hangUpAll');
    case 'command': {
      const { call, command, named, withCall, about } = item;
      if (command === 'DropCall' && call.direction === 'incoming' && call.state === 'ringing') {
        return named === true ? t('command.declineWho', { who: called(call) }) : t('command.decline');
      }
      if (leavesConference(item)) return t('command.leaveConference');
      if (command === 'DropCall' && named === true) return t('command.hangUpWho', { who: called(call) });
      if (about !== undefined) {
        if (command === 'TransferCall') return t('command.transferWho', { who: called(about) });
        if (command === 'CancelTransfer') return t('command.backTo', { who: called(about) });
      }
      if (withCall === undefined) return t(`command.${command}`);
      const does = t(command === 'TransferCall' ? 'command.joinBoth' : `command.${command}`);
      return named === true ? t('command.withWho', { command: does, who: whoOf(withCall) }) : does;
    }
  }
}

/** What joins two parties is, where all talk together already, that the agent goes. */
function leavesConference(item: DockItem): boolean {
  return item.kind === 'command' && item.command === 'TransferCall' && item.call.conference !== undefined;
}
