import { History } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import type { SaveResult, SettingsView } from '../../src/ipc/settings.ts';
import { ActionButton } from '../parts/ActionButton.tsx';
import type { Bridge } from '../parts/bridge.ts';
import { locale, t } from '../parts/words.ts';

const clock = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });

/** As short as the panel is narrow. */
const day = new Intl.DateTimeFormat(locale, { dateStyle: 'short' });

export function dateOfSettings(atMs: number): string {
  return clock.format(atMs);
}

interface RestoreProps {
  readonly bridge: Bridge;
  readonly goodAtMs: number;
}

/** Puts the last good settings in place of a damaged file; gone with what it stands beside once they are in force. */
export function RestoreSettings({ bridge, goodAtMs }: RestoreProps): ReactNode {
  const [state, setState] = useState<'idle' | 'restoring' | FailureCode>('idle');
  const restore = (): void => {
    setState('restoring');
    bridge.request('settings:restore').then(
      (result) => setState(result.status === 'failed' ? result.code : 'idle'),
      () => setState('notWritable'),
    );
  };
  return (
    <>
      <ActionButton
        label={t('settings.restore', { date: day.format(goodAtMs) })}
        icon={History}
        pending={state === 'restoring' ? t('settings.restore.pending') : undefined}
        onPress={restore}
      />
      <span role="status">
        {state === 'idle' || state === 'restoring' ? null : t(`settings.failed.${state}`)}
      </span>
    </>
  );
}

type FailureCode = Extract<SaveResult, { status: 'failed' }>['code'];

/** The same where the settings are not at hand; nothing where there are none to restore. */
export function OfferRestore({ bridge }: { readonly bridge: Bridge }): ReactNode {
  const [goodAtMs, setGoodAtMs] = useState<number>();
  useEffect(() => {
    const show = ({ setAside }: SettingsView): void => setGoodAtMs(setAside?.goodAtMs);
    const stop = bridge.on('settings:changed', show);
    bridge.request('settings:read').then(show, () => undefined);
    return stop;
  }, [bridge]);
  return goodAtMs === undefined ? null : <RestoreSettings bridge={bridge} goodAtMs={goodAtMs} />;
}
