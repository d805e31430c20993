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

/** What the system does with Offhook: in force at once, for the system keeps it. */
export function SystemRows(): ReactNode {
  const { view, refused, startAtLogin, claimLinks } = useSystem();
  if (view === undefined) return null;
  const { startsAtLogin, links } = view;
  return (
    <div className={styles.rows}>
      {startsAtLogin === null ? null : (
        <Anchor id="startAtLogin">
          <Switch
            label={t('settings.startAtLogin')}
            hint={t('settings.startAtLogin.hint')}
            on={startsAtLogin}
            onChange={startAtLogin}
          />
        </Anchor>
      )}
      {links === null ? null : (
        <Anchor id="links">
          <Links view={view} links={links} onClaim={claimLinks} />
        </Anchor>
      )}
      <p role="status" className={styles.refused}>
        {refused === undefined ? null : t(`settings.${refused}.refused`)}
      </p>
    </div>
  );
}

interface LinksProps {
  readonly view: SystemView;
  readonly links: NonNullable<SystemView['links']>;
  readonly onClaim: () => void;
}

function Links({ view, links, onClaim }: LinksProps): ReactNode {
  return (
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
      {isOurs(view) ? null : view.claim === 'here' ? (
        <ActionButton label={t('settings.links.claim')} icon={Link} onPress={onClaim} />
      ) : (
        <p className={styles.hint}>{t(`settings.links.claim.${view.claim}`)}</p>
      )}
    </div>
  );
}

type Asked = 'startAtLogin' | 'links';

interface System {
  readonly view: SystemView | undefined;
  /** What the system did not do when it was asked last. */
  readonly refused: Asked | undefined;
  readonly startAtLogin: (on: boolean) => void;
  readonly claimLinks: () => void;
}

function useSystem(): System {
  const { bridge } = useSettings();
  const [view, setView] = useState<SystemView>();
  const [refused, setRefused] = useState<Asked>();
  useEffect(() => {
    const read = (): void => tell(bridge.request('system:read').then(setView), () => undefined);
    read();
    // The person may have been in the system's own settings.
    window.addEventListener('focus', read);
    return () => window.removeEventListener('focus', read);
  }, [bridge]);

  const ask = (what: Asked, answer: Promise<SystemView>, isDone: (now: SystemView) => boolean): void => {
    setRefused(undefined);
    const done = answer.then((now) => {
      setView(now);
      if (!isDone(now)) setRefused(what);
    });
    tell(done, () => setRefused(what));
  };
  return {
    view,
    refused,
    startAtLogin: (on) =>
      ask('startAtLogin', bridge.request('system:startAtLogin', on), (now) => now.startsAtLogin === on),
    claimLinks: () => ask('links', bridge.request('system:claimLinks'), isOurs),
  };
}

function isOurs({ links }: SystemView): boolean {
  return links !== null && linkSchemes.every((scheme) => links[scheme] === 'offhook');
}
