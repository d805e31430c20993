import type { ReactNode } from 'react';
import type { Call } from '../../src/cti/call.ts';
import { CommandButton } from '../call/CommandButton.tsx';
import { permission } from '../state/actions.ts';
import { labelOfItem, lookOfItem } from '../call/commandLook.ts';
import { type DockItem, dockItems, itemKey } from '../press/dockItems.ts';
import { ActionButton } from '../parts/ActionButton.tsx';
import { narrowMedia } from '../parts/bar.ts';
import { cx } from '../parts/cx.ts';
import { useMedia } from '../parts/hooks/useMedia.ts';
import { t } from '../parts/words.ts';
import type { PlaceName } from '../press/places.ts';
import { usePress } from '../model/usePress.ts';
import styles from './Dock.module.css';
import { MoreMenu } from './MoreMenu.tsx';
import { useModel, useView } from '../model/panelModel.ts';
import { pressItem, toolPermission } from '../model/pressItem.ts';
import { quietRow } from './quietRow.ts';

/** The buttons of the call in focus: the row that matters, and above it, quieter, what else can be done. */
export function CallDock({ call }: { readonly call: Call }): ReactNode {
  const { line } = useModel();
  const calls = useView(line, (view) => view.line.calls);
  const { main, end, further } = dockItems(call, calls);
  const bar = useMedia('(max-height: 239px)');
  const narrow = useMedia('(max-width: 259px)');
  const isNarrow = useMedia(narrowMedia);
  const [likeliest, ...middle] = main;
  const button = (item: DockItem, compact = false): ReactNode => (
    <Item
      key={itemKey(item)}
      item={item}
      place={`dock:${item === end ? main.length : main.indexOf(item)}`}
      size="dock"
      compact={compact}
    />
  );
  if (bar || narrow) {
    const tools = (
      <>
        {middle.map((item) => button(item, true))}
        <MoreMenu items={further} all={further} />
      </>
    );
    return (
      <>
        {narrow && !bar ? <div className={styles.tools}>{tools}</div> : null}
        <div className={cx(styles.main, styles.tight)}>
          {likeliest === undefined ? null : button(short(likeliest), bar && !isAnswer(likeliest))}
          {bar ? tools : null}
          {button(end, bar)}
        </div>
      </>
    );
  }
  const { row, menu } = quietRow(further, isNarrow ? 'narrow' : 'usual');
  return (
    <>
      {further.length === 0 ? null : (
        <div className={styles.quiet}>
          {row.map((item) => (
            <Item key={itemKey(item)} item={item} place={`further:${further.indexOf(item)}`} size="small" />
          ))}
          <MoreMenu items={menu} all={further} />
        </div>
      )}
      <div className={cx(styles.main, main.length > 1 && styles.stacked)}>
        {main.map((item) => button(item))}
        {button(end)}
      </div>
    </>
  );
}

/** Taking a call is worth its word also in a bar; what else there is are icons, none of them cut. */
function isAnswer(item: DockItem): boolean {
  return item.kind === 'command' && item.command === 'AnswerCall';
}

/** Without the name of whom it is about: a bar has no room for it. */
function short(item: DockItem): DockItem {
  return item.kind === 'command' ? { ...item, about: undefined } : item;
}

interface ItemProps {
  readonly item: DockItem;
  readonly place: PlaceName;
  readonly size: 'dock' | 'small';
  readonly compact?: boolean | undefined;
}

function Item({ item, ...rest }: ItemProps): ReactNode {
  switch (item.kind) {
    case 'command': {
      const { call, command, withCall, named, about } = item;
      return <CommandButton {...{ call, command, withCall, named, about }} {...rest} />;
    }
    case 'endAll':
      return <EndAll item={item} {...rest} />;
    default:
      return <ToolButton {...item} {...rest} />;
  }
}

/** Opens and closes a tool below the calls. */
function ToolButton({
  kind,
  call,
  ...rest
}: Omit<ItemProps, 'item'> & Extract<DockItem, { kind: 'transfer' | 'keypad' }>): ReactNode {
  const model = useModel();
  const { line, tool } = model;
  const link = useView(line, (view) => view.line.link);
  const { isGuarded } = usePress(rest.place, call.id);
  const open = useView(tool, (view) => view.open?.kind === kind && view.open.callId === call.id);
  const { allowed, reason } = toolPermission(kind, call, link);
  const busy = reason === 'commandInProgress';
  const item = { kind, call };
  const { icon, tone, shortcut } = lookOfItem(item);
  return (
    <ActionButton
      label={labelOfItem(item)}
      icon={icon}
      tone={tone}
      size={rest.size}
      compact={rest.compact}
      expanded={open}
      shortcut={shortcut}
      disabled={!allowed && !busy && !open}
      guarded={isGuarded}
      reason={allowed || reason === undefined ? undefined : t(`refusal.${reason}`)}
      onPress={() => pressItem(item, model, rest.place)}
    />
  );
}

function EndAll({
  item,
  place,
  size,
  compact,
}: ItemProps & { readonly item: Extract<DockItem, { kind: 'endAll' }> }): ReactNode {
  const model = useModel();
  const link = useView(model.line, (view) => view.line.link);
  const { icon, tone, shortcut } = lookOfItem(item);
  const { isGuarded } = usePress(place, 'dial');
  const permissions = item.calls.map(({ features }) => permission(features, 'DropCall', link));
  const allowed = permissions.some((one) => one.allowed);
  const reason = permissions[0]?.reason;
  return (
    <ActionButton
      label={labelOfItem(item)}
      icon={icon}
      tone={tone}
      size={size}
      compact={compact}
      shortcut={shortcut}
      disabled={!allowed}
      guarded={isGuarded}
      reason={allowed || reason === undefined ? undefined : t(`refusal.${reason}`)}
      onPress={() => pressItem(item, model, place)}
    />
  );
}
