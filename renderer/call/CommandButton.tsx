import type { ReactNode } from 'react';
import type { Call } from '../../src/cti/call.ts';
import { useModel, useView } from '../model/panelModel.ts';
import { pressItem } from '../model/pressItem.ts';
import { ActionButton } from '../parts/ActionButton.tsx';
import { useLasting } from '../parts/hooks/useLasting.ts';
import type { PlaceName } from '../press/places.ts';
import { useEnterWaits } from '../model/useEnterWaits.ts';
import { usePress } from '../model/usePress.ts';
import { shortWho } from '../parts/who.ts';
import { t } from '../parts/words.ts';
import { type PressCommandType, permission } from '../state/actions.ts';
import { labelOfItem, lookOfCommand } from './commandLook.ts';
import type { DockItem } from '../press/dockItems.ts';

interface CommandButtonProps {
  readonly call: Call;
  readonly command: PressCommandType;
  /** The other call of a command on two. */
  readonly withCall?: Call | undefined;
  /** The caller of the consultation that it completes or ends. */
  readonly about?: Call | undefined;
  readonly size: 'dock' | 'small';
  readonly place: PlaceName;
  /** Whose call it is has to be said: there are several. */
  readonly named?: boolean | undefined;
  /** In place of the command's own name. */
  readonly label?: string | undefined;
  readonly compact?: boolean | undefined;
}

/** Where the label has not the room for it. What is read out has the label in it as it is written (WCAG 2.5.3). */
function fullName(item: DockItem): string | undefined {
  const name = labelOfItem(item);
  const label = labelOfItem(item, shortWho);
  if (name === label) return undefined;
  return name.includes(label) ? name : `${label} (${name})`;
}

/** One command of one call: enabled from the call's features and from nothing else. */
export function CommandButton(props: CommandButtonProps): ReactNode {
  const { call, command, withCall, named, about, place, size } = props;
  const model = useModel();
  const { commands, line } = model;
  const { isGuarded } = usePress(place, call.id);
  const enterWaits = useEnterWaits(call) && command === 'AnswerCall';
  const link = useView(line, ({ line: { link } }) => link);
  const pending = useView(commands, ({ pending }) => pending[call.id] === command);
  const { allowed, reason } = permission(call.features, command, link);
  const busy = reason === 'commandInProgress';
  // Most commands are done at once: the others' buttons do not go grey for the blink of an eye.
  const busyForLong = useLasting(busy, 300);
  const { icon, tone, shortcut } = lookOfCommand(command, call);
  const item: DockItem = { kind: 'command', command, call, withCall, named, about };
  return (
    <ActionButton
      label={props.label ?? labelOfItem(item, shortWho)}
      name={props.label === undefined ? fullName(item) : undefined}
      icon={icon}
      tone={size === 'small' && command !== 'AnswerCall' ? 'secondary' : tone}
      size={size}
      compact={props.compact}
      shortcut={shortcut}
      disabled={!allowed && (!busy || busyForLong)}
      settling={busy}
      guarded={isGuarded}
      pulses={enterWaits}
      note={enterWaits ? t('dial.enterAgain') : undefined}
      reason={allowed || reason === undefined ? undefined : t(`refusal.${reason}`)}
      pending={pending ? t(`command.pending.${command}`) : undefined}
      onPress={() => pressItem(item, model, place)}
    />
  );
}
