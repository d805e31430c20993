import { CircleAlert, CircleCheck, CircleOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { MessagingState } from '../../../src/ipc/messaging.ts';
import { Code } from '../../parts/Code.tsx';
import { cx } from '../../parts/cx.ts';
import { t } from '../../parts/words.ts';
import { useSettings } from '../model/context.ts';
import styles from './ServiceLine.module.css';

/** How it stands with the service for CRM pages. */
export function ServiceLine(): ReactNode {
  const { bridge, pages } = useSettings();
  const service = useStore(pages, (view) => view.service);
  const failed = service.state === 'failed';
  const Icon = failed ? CircleAlert : service.state === 'off' ? CircleOff : CircleCheck;
  return (
    <div className={cx(styles.service, styles[service.state])} role="status">
      <Icon aria-hidden />
      <span>{told(service)}</span>
      {failed ? <Code bridge={bridge} code={service.code} detail={service.detail} /> : null}
    </div>
  );
}

function told(service: MessagingState): string {
  switch (service.state) {
    case 'off':
      return t('settings.crm.off');
    case 'listening':
      return t(service.secure ? 'settings.crm.listeningSecurely' : 'settings.crm.listening', {
        port: String(service.port),
      });
    case 'failed':
      return t(`messaging.fault.${service.code}`, { port: String(service.port) });
  }
}
