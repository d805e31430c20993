import { type ReactNode, useEffect, useState } from 'react';
import { isLdapAddress, readLdapAddress, shownLdapAddress } from '../../../src/directory/ldapAddress.ts';
import type { SourceStatus } from '../../../src/ipc/directory.ts';
import { locale, t } from '../../parts/words.ts';
import { useSettings } from '../model/context.ts';
import { DirectoryPassword } from './DirectoryPassword.tsx';
import styles from './DirectorySources.module.css';

const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'short' });

/** How each source is doing: how many contacts it gave and when, and what is wrong with it. */
export function DirectorySources(): ReactNode {
  const { bridge } = useSettings();
  const [sources, setSources] = useState<readonly SourceStatus[]>([]);
  useEffect(() => {
    bridge.request('directory:sources').then(setSources, () => undefined);
    return bridge.on('directory:sourcesChanged', setSources);
  }, [bridge]);
  if (sources.length === 0) return null;
  return (
    <ul className={styles.sources} aria-label={t('settings.section.directory')}>
      {sources.map((status) => (
        <Source key={status.source} status={status} />
      ))}
    </ul>
  );
}

function Source({ status }: { readonly status: SourceStatus }): ReactNode {
  const { source, fault, contacts, leftOut, hasPassword } = status;
  const address = isLdapAddress(source) ? readLdapAddress(source) : undefined;
  const about = told(status);
  return (
    <li data-failed={fault !== undefined}>
      <span className={styles.source} title={source}>
        {address === undefined ? source : shownLdapAddress(address)}
      </span>
      {about === '' ? null : <span>{about}</span>}
      {fault === undefined ? null : (
        <span className={styles.fault} title={fault.detail}>
          {t(`directory.fault.${fault.code}`)}
          {contacts > 0 ? `. ${t('directory.source.kept')}` : null}
        </span>
      )}
      {leftOut === undefined ? null : (
        <span>
          {t(leftOut.line === 0 ? 'directory.source.leftOutEntry' : 'directory.source.leftOut', {
            count: leftOut.count,
            file: leftOut.file,
            line: String(leftOut.line),
            why: t(`directory.leftOut.${leftOut.code}`),
          })}
        </span>
      )}
      {address === undefined || hasPassword === undefined ? null : (
        <DirectoryPassword
          source={source}
          name={address.bindName}
          isWanted={!hasPassword || fault?.code === 'wrongPassword'}
        />
      )}
    </li>
  );
}

function told({ source, contacts, readAt, isReading }: SourceStatus): string {
  if (isReading) return t('directory.source.reading');
  const isServer = /^https?:/iu.test(source);
  if (readAt === undefined) return isServer ? t('directory.source.notAsked') : '';
  const when = moment.format(readAt);
  return isServer
    ? t('directory.source.answered', { when })
    : t('directory.source.read', { count: contacts, when });
}
