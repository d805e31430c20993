import { type ReactNode, useState } from 'react';
import { useModel, useView } from '../state/model.ts';
import { TroubleNote } from '../parts/Trouble.tsx';
import { t } from '../parts/words.ts';
import styles from './ServiceTrouble.module.css';

/** Why CRM pages cannot reach Offhook; put away, it stays in the settings. */
export function ServiceTrouble(): ReactNode {
  const { bridge, pages } = useModel();
  const service = useView(pages, (view) => view.service);
  const [putAway, setPutAway] = useState('');
  if (service.state !== 'failed') return null;
  const { code, detail, port } = service;
  const which = `${code} ${port}`;
  if (which === putAway) return null;
  return (
    <div className={styles.trouble}>
      <TroubleNote
        bridge={bridge}
        trouble={{ code, detail, text: t(`messaging.fault.${code}`, { port: String(port) }) }}
        onDismiss={() => setPutAway(which)}
      />
    </div>
  );
}
