import type { Line } from '../../src/cti/line.ts';
import { isHeldByAgent } from '../../src/cti/call.ts';
import { partyOf } from '../actions/party.ts';
import type { Translate } from '../../src/words/words.ts';
import { isRingingIn } from '../actions/wish.ts';

export const trayStates = ['notConnected', 'ready', 'notReady', 'ringing', 'talking', 'onHold'] as const;
export type TrayState = (typeof trayStates)[number];

/** The most urgent thing that there is to tell: what wants an answer, then what the agent is in, then what waits for them. */
export function trayState({ link, calls, agent }: Line): TrayState {
  if (link.state !== 'online') return 'notConnected';
  if (calls.some(isRingingIn)) return 'ringing';
  if (calls.some((call) => !isHeldByAgent(call))) return 'talking';
  if (calls.length > 0) return 'onHold';
  return agent.status === 'notReady' || agent.status === 'afterCallWork' ? 'notReady' : 'ready';
}

/** What the icon says when it is pointed at or read out. */
export function trayTip(line: Line, missed: number, t: Translate): string {
  const shown = trayState(line);
  const state = t(`tray.state.${shown}`);
  const call =
    shown === 'ringing'
      ? line.calls.find(isRingingIn)
      : line.calls.find((one) => isHeldByAgent(one) === (shown === 'onHold'));
  if (call !== undefined && shown !== 'notConnected')
    return t('tray.tip.call', { state, who: partyOf(call, t) });
  return missed > 0 ? t('tray.tip.missed', { state, count: missed }) : t('tray.tip', { state });
}
