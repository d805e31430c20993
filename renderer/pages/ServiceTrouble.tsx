import { ChevronDown, TriangleAlert, X } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { ActionButton } from '../parts/ActionButton.tsx';
import { Code } from '../parts/Code.tsx';
import { t } from '../parts/words.ts';
import { useModel, useView } from '../model/panelModel.ts';
import styles from './ServiceTrouble.module.css';

/**
 * Why CRM pages cannot reach Offhook, in one line: calls come first, so the rest is opened on demand. Put away, it stays in the settings.
 */
export function ServiceTrouble(): ReactNode {
  const { bridge, pages } = useModel();
  const service = useView(pages, (view) => view.service);
  const [putAway, setPutAway] = useState('');
  const [isOpen, setOpen] = useState(false);
  const about = useId();
  if (service.state !== 'failed') return null;
  const { code, detail, port } = service;
  const which = `${code} ${port}`;
  if (which === putAway) return null;
  return (
    <section className={styles.trouble} aria-label={t('messaging.failed')}>
      <div className={styles.line}>
        <div className={styles.what} role="alert">
          <button type="button" aria-expanded={isOpen} aria-controls={about} onClick={() => setOpen(!isOpen)}>
            <TriangleAlert aria-hidden />
            <span>{t('messaging.failed')}</span>
            <ChevronDown aria-hidden className={styles.more} />
          </button>
        </div>
        <ActionButton
          label={t('call.dismiss')}
          icon={X}
          tone="quiet"
          compact
          onPress={() => {
            setPutAway(which);
            setOpen(false);
          }}
        />
      </div>
      <div id={about} className={styles.about} hidden={!isOpen}>
        <p>{t(`messaging.fault.${code}`, { port: String(port) })}</p>
        <Code bridge={bridge} code={code} detail={detail} />
      </div>
    </section>
  );
}
