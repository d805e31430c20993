import { type ReactNode, useEffect, useState } from 'react';
import type { SourceStatus } from '../../../src/ipc/directory.ts';
import { locale, t } from '../../parts/words.ts';
import { useSettings } from '../model/context.ts';
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
        <li key={status.source} data-failed={status.fault !== undefined}>
          <span className={styles.source}>{status.source}</span>
          <span>{told(status)}</span>
          {status.fault === undefined ? null : (
            <span className={styles.fault} title={status.fault.detail}>
              {t(`directory.fault.${status.fault.code}`)}
              {status.contacts > 0 ? `. ${t('directory.source.kept')}` : null}
            </span>
          )}
          {status.leftOut === undefined ? null : (
            <span>
              {t('directory.source.leftOut', {
                count: status.leftOut.count,
                file: status.leftOut.file,
                line: String(status.leftOut.line),
                why: t(`directory.leftOut.${status.leftOut.code}`),
              })}
            </span>
          )}
        </li>
      ))}
    </ul>
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
