import { CircleCheck, CircleHelp, Link, TriangleAlert } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { linkSchemes, type SystemView } from '../../../src/ipc/system.ts';
import { ActionButton } from '../../parts/ActionButton.tsx';
import { tell } from '../../parts/bridge.ts';
import { t } from '../../parts/words.ts';
import { useSettings } from '../model/context.ts';
import { Anchor } from './Anchor.tsx';
import { Switch } from './fields.tsx';
import styles from './SystemRows.module.css';

const icons = { offhook: CircleCheck, other: TriangleAlert, nobody: CircleHelp } as const;

/** What the system does with Offhook: in force at once, for it is the system that keeps it. */
export function SystemRows(): ReactNode {
  const { bridge } = useSettings();
  const [view, setView] = useState<SystemView>();
  const [refused, setRefused] = useState<'startAtLogin' | 'links'>();
  useEffect(() => {
    const read = (): void => tell(bridge.request('system:read').then(setView), () => undefined);
    read();
    // The person may have been in the system's own settings.
    window.addEventListener('focus', read);
    return () => window.removeEventListener('focus', read);
  }, [bridge]);
  if (view === undefined) return null;
  const { startsAtLogin, links, claim } = view;

  const start = (on: boolean): void => {
    setRefused(undefined);
    const done = bridge.request('system:startAtLogin', on).then((now) => {
      setView(now);
      if (now.startsAtLogin !== on) setRefused('startAtLogin');
    });
    tell(done, () => setRefused('startAtLogin'));
  };
  const take = (): void => {
    setRefused(undefined);
    const done = bridge.request('system:claimLinks').then((now) => {
      setView(now);
      if (!isOurs(now)) setRefused('links');
    });
    tell(done, () => setRefused('links'));
  };
  return (
    <div className={styles.rows}>
      {startsAtLogin === null ? null : (
        <Anchor id="startAtLogin">
          <Switch
            label={t('settings.startAtLogin')}
            hint={t('settings.startAtLogin.hint')}
            on={startsAtLogin}
            onChange={start}
          />
        </Anchor>
      )}
      {links === null ? null : (
        <Anchor id="links">
          <div className={styles.rows}>
            <ul className={styles.links} aria-label={t('settings.links')}>
              {linkSchemes.map((scheme) => {
                const Icon = icons[links[scheme]];
                return (
                  <li key={scheme} className={styles[links[scheme]]}>
                    <Icon aria-hidden />
                    <code>{scheme}:</code>
                    <span>{t(`settings.links.${links[scheme]}`)}</span>
                  </li>
                );
              })}
            </ul>
            {isOurs(view) ? null : claim === 'here' ? (
              <ActionButton label={t('settings.links.claim')} icon={Link} onPress={take} />
            ) : (
              <p className={styles.hint}>{t(`settings.links.claim.${claim}`)}</p>
            )}
          </div>
        </Anchor>
      )}
      <p role="status" className={styles.refused}>
        {refused === undefined ? null : t(`settings.${refused}.refused`)}
      </p>
    </div>
  );
}

function isOurs({ links }: SystemView): boolean {
  return links !== null && linkSchemes.every((scheme) => links[scheme] === 'offhook');
}
