import {
  CircleAlert,
  CircleArrowUp,
  CircleCheck,
  CircleOff,
  Download,
  RefreshCw,
  RotateCw,
} from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useStore } from 'zustand';
import type { UpdateState, UpdatesView } from '../../../src/ipc/updates.ts';
import { ActionButton } from '../../parts/ActionButton.tsx';
import { tell } from '../../parts/bridge.ts';
import { Code } from '../../parts/Code.tsx';
import { cx } from '../../parts/cx.ts';
import { locale, t } from '../../parts/words.ts';
import { createUpdatesStore } from '../../state/updates.ts';
import { Anchor } from '../rows/Anchor.tsx';
import { ChoiceRow } from '../rows/ChoiceRow.tsx';
import sections from './Sections.module.css';
import styles from './UpdateRows.module.css';
import { useSettings } from '../model/context.ts';

/** How it stands with new versions. What is pressed here happens at once; what is chosen, with Save. */
export function UpdateRows(): ReactNode {
  const { bridge } = useSettings();
  const [updates] = useState(() => createUpdatesStore(bridge));
  const view = useStore(updates);
  const { state } = view;
  const Icon = icons[state.phase];
  return (
    <>
      <div className={cx(styles.state, styles[state.phase])}>
        <Icon aria-hidden />
        {/* Said as it changes, but for the percents. */}
        <span role={state.phase === 'downloading' ? undefined : 'status'}>{told(view)}</span>
        {state.phase === 'failed' ? <Code bridge={bridge} code={state.code} detail={state.detail} /> : null}
      </div>
      {state.phase === 'off' ? null : <Actions view={view} />}
      {state.phase === 'off' && state.why === 'noKey' ? null : (
        <div className={sections.pair}>
          <ChoiceRow name="updates" />
          <ChoiceRow name="updateChannel" />
        </div>
      )}
    </>
  );
}

function Actions({ view }: { readonly view: UpdatesView }): ReactNode {
  const { bridge } = useSettings();
  const { state, way, onlyTold, inCall } = view;
  const off = { disabled: inCall, reason: t('updates.inCall') };
  const ask = (channel: 'updates:check' | 'updates:fetch' | 'updates:restart') => () =>
    tell(bridge.request(channel), () => undefined);
  return (
    <Anchor id="checkUpdates">
      <div className={styles.actions}>
        {state.phase === 'ready' ? (
          <ActionButton
            label={t('updates.restart')}
            icon={RotateCw}
            {...off}
            onPress={ask('updates:restart')}
          />
        ) : null}
        {state.phase === 'found' && onlyTold && way === 'here' ? (
          <ActionButton
            label={t('settings.updates.fetch')}
            icon={Download}
            {...off}
            onPress={ask('updates:fetch')}
          />
        ) : null}
        {state.phase === 'downloading' ? null : (
          <ActionButton
            label={t('settings.updates.checkNow')}
            icon={RefreshCw}
            {...off}
            pending={state.phase === 'checking' ? t('settings.updates.state.checking') : undefined}
            onPress={ask('updates:check')}
          />
        )}
      </div>
    </Anchor>
  );
}

const icons: Readonly<Record<UpdateState['phase'], LucideIcon>> = {
  off: CircleOff,
  none: CircleCheck,
  checking: RefreshCw,
  found: CircleArrowUp,
  downloading: Download,
  ready: CircleArrowUp,
  failed: CircleAlert,
};

const clock = new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'short' });
const percentage = new Intl.NumberFormat(locale, { style: 'percent' });

function told({ state, way, onlyTold, inCall }: UpdatesView): string {
  switch (state.phase) {
    case 'off':
      return t(`settings.updates.off.${state.why}`);
    case 'none':
      return state.checkedAtMs === undefined
        ? t('settings.updates.state.waiting')
        : t('settings.updates.state.none', { time: clock.format(state.checkedAtMs) });
    case 'checking':
      return t('settings.updates.state.checking');
    case 'found': {
      const { version } = state;
      if (onlyTold) return t(`settings.updates.state.found.${way}`, { version });
      return t(inCall ? 'settings.updates.state.afterCall' : 'settings.updates.state.soon', { version });
    }
    case 'downloading': {
      const percent = percentage.format(state.percent / 100);
      return t('settings.updates.state.downloading', { version: state.version, percent });
    }
    case 'ready':
      return t('updates.ready', { version: state.version });
    case 'failed':
      return `${t(`updates.fault.${state.code}`)} ${t('settings.updates.unchanged')}`;
  }
}
