import { ChevronDown, LoaderCircle } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, MenuTrigger, Popover } from 'react-aria-components';
import { can } from '../../src/cti/features.ts';
import type { Line } from '../../src/cti/line.ts';
import { clock } from '../../src/words/duration.ts';
import { focusOf } from '../state/focus.ts';
import { barMedia } from '../parts/bar.ts';
import { type PanelModel, useModel, useView } from '../model/panelModel.ts';
import { cx } from '../parts/cx.ts';
import { useSeconds } from '../parts/hooks/ticker.ts';
import { openNativeMenu } from '../parts/nativeMenu.ts';
import { useMedia } from '../parts/hooks/useMedia.ts';
import { useLasting } from '../parts/hooks/useLasting.ts';
import { t } from '../parts/words.ts';
import { AgentMenu } from './AgentMenu.tsx';
import menus from '../parts/menu.module.css';
import styles from './AgentState.module.css';
import { type AgentLook, agentLook } from './look.ts';
import { nativeAgentMenu } from './nativeAgentMenu.ts';
import { roughClock, roughStepMs } from './roughClock.ts';
import { agentPlace } from '../state/agentPlace.ts';
import { usePauseReasons } from './reasons.ts';

/** The agent's state: a menu wherever something about it can be changed. */
export function AgentState(): ReactNode {
  const model = useModel();
  const { bridge, calls, commands, line } = model;
  const isBar = useMedia(barMedia);
  const reasons = usePauseReasons(bridge);
  const now = useView(line, (view) => view.line);
  const picked = useView(calls, (view) => view.picked);
  const pending = useView(commands, (view) => agentPlace in view.pending);
  const changing = useLasting(pending, 300);
  const look = agentLook(now, focusOf(now.calls, picked));
  if (!hasMenu(now)) {
    return (
      <span className={styles.state}>
        <Face look={look} changing={false} />
      </span>
    );
  }
  const state = [look.word, look.brief, look.detail].filter((part) => part !== undefined).join(', ');
  if (isBar) {
    return (
      <button
        type="button"
        className={cx(styles.state, styles.button)}
        aria-haspopup="menu"
        aria-label={changing ? t('agent.changing') : t('agent.menu', { state })}
        aria-busy={changing}
        onClick={({ currentTarget }) => void chooseNatively(now, model, reasons, currentTarget)}
      >
        <Face look={look} changing={changing} />
      </button>
    );
  }
  return (
    <MenuTrigger>
      <Button
        className={cx(styles.state, styles.button)}
        aria-label={changing ? t('agent.changing') : t('agent.menu', { state })}
        aria-busy={changing}
      >
        <Face look={look} changing={changing} />
        <ChevronDown aria-hidden className={styles.chevron} />
      </Button>
      <Popover className={menus.popover ?? ''} placement="bottom end" offset={4} containerPadding={6}>
        <AgentMenu line={now} />
      </Popover>
    </MenuTrigger>
  );
}

/** The system's own menu: the bar is lower than a menu is. */
async function chooseNatively(
  line: Line,
  { bridge, commands }: PanelModel,
  reasons: readonly string[],
  button: Element,
): Promise<void> {
  const menu = nativeAgentMenu(line, reasons);
  const chosen = await openNativeMenu(bridge, menu.items, button);
  const command = chosen === null ? undefined : menu.commands.get(chosen);
  if (command !== undefined && !(agentPlace in commands.getState().pending))
    void commands.run(agentPlace, command);
}

/** What can be changed needs a queue to change it in; where there is none, the state is only shown. */
function hasMenu({ features, queues }: Line): boolean {
  const some = can(features, 'SetAgentState') || can(features, 'SetQueueLogin');
  return some || (queues.length > 0 && features.denied.SetAgentState !== undefined);
}

function Face({ look, changing }: { readonly look: AgentLook; readonly changing: boolean }): ReactNode {
  const { icon: Icon, word, brief = word, detail, runningSince, isRough = false } = look;
  return (
    <>
      {changing ? <LoaderCircle aria-hidden className={styles.spinner} /> : <Icon aria-hidden />}
      <span className={styles.words}>
        <span className={styles.row}>
          <span className={styles.word}>{changing ? t('agent.changing') : brief}</span>
          {runningSince === undefined || changing ? null : <Running since={runningSince} isRough={isRough} />}
        </span>
        {detail === undefined ? null : <span className={styles.detail}>{detail}</span>}
      </span>
    </>
  );
}

/** A running time of the wall clock, never below nought where two clocks differ. For the eye: it is no part of the button's name. */
function Running({ since, isRough }: { readonly since: number; readonly isRough: boolean }): ReactNode {
  const ms = useSeconds(() => Date.now() - since, 'passed', isRough ? roughStepMs : undefined) * 1000;
  const text = isRough ? roughClock(ms) : clock(ms);
  return (
    <span
      aria-hidden
      className={styles.clock}
      data-clock={text}
      data-long={text.length > 'mm:ss'.length || undefined}
    />
  );
}
