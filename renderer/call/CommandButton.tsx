import {
  ArrowLeftRight,
  CircleParking,
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
import type { ReactNode } from 'react';
import type { Call } from '../../src/cti/call.ts';
import { useModel, useView } from '../panel/model.ts';
import { ActionButton, type Tone } from '../parts/ActionButton.tsx';
import { t } from '../parts/words.ts';
import { type PressCommandType, permission } from './actions.ts';

const looks: Readonly<Record<PressCommandType, { icon: LucideIcon; tone: Tone; shortcut?: string }>> = {
  AnswerCall: { icon: Phone, tone: 'primary' },
  HoldCall: { icon: Pause, tone: 'secondary', shortcut: 'Control+H' },
  ResumeCall: { icon: Play, tone: 'primary', shortcut: 'Control+H' },
  DropCall: { icon: PhoneOff, tone: 'danger', shortcut: 'Control+E' },
  TransferCall: { icon: PhoneForwarded, tone: 'primary', shortcut: 'Control+T' },
  CancelTransfer: { icon: Undo2, tone: 'secondary' },
  SwapCalls: { icon: ArrowLeftRight, tone: 'secondary' },
  StartConference: { icon: Users, tone: 'secondary' },
  MuteCall: { icon: MicOff, tone: 'secondary', shortcut: 'Control+M' },
  UnmuteCall: { icon: Mic, tone: 'secondary', shortcut: 'Control+M' },
  ParkCall: { icon: CircleParking, tone: 'secondary' },
};

interface CommandButtonProps {
  readonly call: Call;
  readonly command: PressCommandType;
  readonly size: 'dock' | 'small';
  /** The button has only just taken this meaning: a press was meant for what was there before. */
  readonly inert?: boolean | undefined;
}

/** One command of one call: enabled from the call's features and from nothing else. */
export function CommandButton({ call, command, size, inert = false }: CommandButtonProps): ReactNode {
  const { calls, commands, line } = useModel();
  const link = useView(line, ({ line: { link } }) => link);
  const pending = useView(commands, ({ pending }) => pending[call.id] === command);
  const { allowed, reason } = permission(call.features, command, link);
  const { icon, tone, shortcut } = looks[command];
  return (
    <ActionButton
      label={labelOf(call, command)}
      icon={icon}
      tone={size === 'small' && command !== 'AnswerCall' ? 'secondary' : tone}
      size={size}
      shortcut={shortcut}
      disabled={!allowed}
      settling={inert}
      reason={allowed || reason === undefined ? undefined : t(`refusal.${reason}`)}
      pending={pending ? t(`command.pending.${command}`) : undefined}
      onPress={() => calls.act(call.id, command)}
    />
  );
}

function labelOf(call: Call, command: PressCommandType): string {
  const declines = command === 'DropCall' && call.direction === 'incoming' && call.state === 'ringing';
  return t(declines ? 'command.decline' : `command.${command}`);
}
