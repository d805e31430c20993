import type { Call } from '../../src/cti/call.ts';
import type { Link } from '../../src/cti/link.ts';
import { type Permission, permission } from '../state/actions.ts';
import type { DockItem } from '../press/dockItems.ts';
import { t } from '../parts/words.ts';
import type { PlaceName } from '../press/places.ts';
import type { PanelModel } from './panelModel.ts';

/** Does what a button of the dock does, by hand or by key; where it cannot be done, the call's card says why. */
export function pressItem(item: DockItem, model: PanelModel, place: PlaceName): void {
  const told = item.kind === 'endAll' ? item.calls[0]?.id : item.call.id;
  model.presses.press(place, told ?? 'dial', () => doItem(item, model));
}

function doItem(item: DockItem, model: PanelModel): void {
  const { calls } = model;
  if (item.kind === 'command') calls.act(item.call.id, item.command, item.withCall?.id);
  else if (item.kind === 'endAll') for (const { id } of item.calls) calls.act(id, 'DropCall');
  else toggleTool(item.kind, item.call, model);
}

function toggleTool(
  kind: 'transfer' | 'keypad',
  call: Call,
  { commands, line, tool, transfer }: PanelModel,
): void {
  const { open } = tool.getState();
  const { allowed, reason } = toolPermission(kind, call, line.getState().line.link);
  if (open?.kind === kind && open.callId === call.id) tool.close();
  else if (!allowed) {
    if (reason !== undefined) commands.complain(call.id, { code: reason, text: t(`refusal.${reason}`) });
  } else if (kind === 'transfer') transfer.open(call.id);
  else tool.open({ kind, callId: call.id });
}

/** A tool opens where one of its commands works. */
export function toolPermission(kind: 'transfer' | 'keypad', { features }: Call, link: Link): Permission {
  if (kind === 'keypad') return permission(features, 'SendDtmf', link);
  const asking = permission(features, 'MakeConsultCall', link);
  const blind = permission(features, 'BlindTransferCall', link);
  return asking.allowed || (!blind.allowed && asking.reason !== undefined) ? asking : blind;
}
