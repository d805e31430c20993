import { type Call, isHeldByAgent } from '../../src/cti/call.ts';
import type { CallCommandType, CtiCommand } from '../../src/cti/command.ts';
import { can } from '../../src/cti/features.ts';
import type { Line } from '../../src/cti/line.ts';
import { isInTalk } from '../../src/cti/secondCall.ts';
import type { DeskAction } from '../actions/action.ts';
import { oneLine, partyOf } from '../actions/party.ts';
import { phaseWord } from '../../src/words/phase.ts';
import type { Translate } from '../../src/words/words.ts';
import { isRingingIn } from '../actions/wish.ts';

/** A tray menu as plain data. */
export type TrayItem =
  | { readonly type: 'separator' }
  | {
      readonly type: 'item';
      readonly label: string;
      readonly enabled: boolean;
      readonly action: DeskAction;
      /** One of several that exclude each other. */
      readonly chosen?: boolean;
    }
  | { readonly type: 'submenu'; readonly label: string; readonly items: readonly TrayItem[] };

export interface TrayFacts {
  readonly line: Line;
  /** Missed calls that the agent has not looked at. */
  readonly missed: number;
  /** What a supervisor wants to be told when the agent is not ready. */
  readonly pauseReasons: readonly string[];
  /** The call that is talked on is put on hold when another one is answered. */
  readonly holdOthers: boolean;
}

const separator: TrayItem = { type: 'separator' };

/** The calls with what can be done now, the agent's state, and the ways into the app. */
export function trayMenu(facts: TrayFacts, t: Translate): readonly TrayItem[] {
  const groups = [
    callItems(facts, t),
    agentItems(facts, t),
    [
      ...(facts.missed > 0
        ? [item(t('tray.missed', { count: facts.missed }), { type: 'showPanel' } as const)]
        : []),
      item(t('tray.dial'), { type: 'dial' }, can(facts.line.features, 'MakeCall')),
      item(t('tray.open'), { type: 'showPanel' }),
      item(t('tray.settings'), { type: 'openSettings' }),
    ],
    [item(t('tray.quit'), { type: 'quit' })],
  ];
  const filled = groups.filter((group) => group.length > 0);
  return placed(filled.flatMap((group, index) => (index === 0 ? group : [separator, ...group])));
}

/** Each command knows where it stands: a press there is meant for who stood there a moment ago. */
function placed(items: readonly TrayItem[], path = 'tray'): readonly TrayItem[] {
  return items.map((item, index) => {
    const place = `${path}:${index}`;
    if (item.type === 'submenu') return { ...item, items: placed(item.items, place) };
    if (item.type !== 'item' || item.action.type !== 'command') return item;
    return { ...item, action: { ...item.action, place } };
  });
}

/** One call stands in the menu itself, several have a submenu each. */
function callItems({ line: { calls }, holdOthers }: TrayFacts, t: Translate): readonly TrayItem[] {
  const hold = holdOthers && calls.some(isInTalk);
  const blocks = calls.map((call) => {
    const label = escaped(t('tray.call', { who: partyOf(call, t), phase: t(`phase.${phaseWord(call)}`) }));
    return { call, label, commands: commandsOf(call, hold, t) };
  });
  const [only, ...others] = blocks;
  if (only !== undefined && others.length === 0)
    return [item(only.label, { type: 'showPanel', callId: only.call.id }), ...only.commands];
  return blocks.map(({ call, label, commands }) => ({
    type: 'submenu',
    label,
    items: [...commands, separator, item(t('tray.open'), { type: 'showPanel', callId: call.id })],
  }));
}

/** What an agent would look for in this state, also where it does not work now: a menu whose places change has to be read each time. */
function commandsOf(call: Call, holdOthers: boolean, t: Translate): readonly TrayItem[] {
  const of = (type: SimpleCommandType, label: string): TrayItem => {
    const command: CtiCommand =
      type === 'AnswerCall' && holdOthers ? { type, callId: call.id, holdOthers } : { type, callId: call.id };
    return item(label, { type: 'command', command }, can(call.features, type));
  };
  if (isRingingIn(call))
    return [of('AnswerCall', t('command.AnswerCall')), of('DropCall', t('command.decline'))];
  const hangUp = of('DropCall', t('command.DropCall'));
  if (isHeldByAgent(call)) return [of('ResumeCall', t('command.ResumeCall')), hangUp];
  if (!isInTalk(call)) return [hangUp];
  const mute = call.muted === true ? 'UnmuteCall' : 'MuteCall';
  return [of('HoldCall', t('command.HoldCall')), of(mute, t(`command.${mute}`)), hangUp];
}

type SimpleCommandType = Extract<
  CallCommandType,
  'AnswerCall' | 'DropCall' | 'HoldCall' | 'ResumeCall' | 'MuteCall' | 'UnmuteCall'
>;

/** Only where the line has queues to be ready in: no queue, no state to choose. */
function agentItems(
  { line: { agent, features }, pauseReasons }: TrayFacts,
  t: Translate,
): readonly TrayItem[] {
  if (!can(features, 'SetAgentState')) return [];
  const choice = (label: string, chosen: boolean, command: CtiCommand): TrayItem => ({
    type: 'item',
    label,
    enabled: true,
    action: { type: 'command', command },
    chosen,
  });
  const isOff = agent.chosen === 'notReady';
  const reasons = pauseReasons.length > 0 ? pauseReasons : [''];
  const known = reasons.includes(agent.reason ?? '');
  return [
    {
      type: 'submenu',
      label: t('tray.agent', { state: t(isOff ? 'tray.agent.notReady' : 'tray.agent.ready') }),
      items: [
        choice(t('tray.agent.ready'), !isOff, { type: 'SetAgentState', state: 'ready' }),
        ...reasons.map((reason, index) =>
          choice(
            reason === ''
              ? t('tray.agent.notReady')
              : escaped(t('tray.agent.notReadyFor', { reason: oneLine(reason) })),
            isOff && (known ? reason === (agent.reason ?? '') : index === 0 && reason === ''),
            { type: 'SetAgentState', state: 'notReady', ...(reason === '' ? {} : { reason }) },
          ),
        ),
      ],
    },
  ];
}

function item(label: string, action: DeskAction, enabled = true): TrayItem {
  return { type: 'item', label, enabled, action };
}

/** In a menu's label a single & underlines the letter after it. */
function escaped(label: string): string {
  return label.replaceAll('&', '&&');
}
