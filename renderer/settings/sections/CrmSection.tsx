import { ChevronRight, CircleAlert, CircleCheck, CircleOff } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import { useStore } from 'zustand';
import type { MessagingState } from '../../../src/ipc/messaging.ts';
import { createPagesStore, type PagesStore } from '../../state/pages.ts';
import { Code } from '../../parts/Code.tsx';
import { cx } from '../../parts/cx.ts';
import { t } from '../../parts/words.ts';
import styles from './CrmSection.module.css';
import { FileRow } from '../rows/FileRow.tsx';
import { ListRow } from '../rows/ListRow.tsx';
import { DecidedPages } from './DecidedPages.tsx';
import { DialledNumbers } from './DialledNumbers.tsx';
import sections from './Sections.module.css';
import { TokenRow } from '../rows/TokenRow.tsx';
import { useSettings } from '../model/context.ts';
import { TextRow } from '../rows/fields.tsx';
import { shownErrors } from '../model/model.ts';
import type { FieldName } from '../model/values.ts';

/** Who besides the panel may use the line. What was decided about pages, and the token, change at once; the fields with Save. */
export function CrmSection(): ReactNode {
  const { bridge } = useSettings();
  const [pages] = useState(() => createPagesStore(bridge));
  return (
    <section className={sections.section}>
      <h2>{t('settings.section.crm')}</h2>
      <p className={sections.about}>{t('settings.section.crm.about')}</p>
      <ServiceLine pages={pages} />
      <TextRow name="messagingPort" hint="settings.messagingPort.hint" inputMode="numeric" width="short" />
      <DecidedPages pages={pages} />
      <TokenRow />
      <More pages={pages} />
    </section>
  );
}

function ServiceLine({ pages }: { readonly pages: PagesStore }): ReactNode {
  const { bridge } = useSettings();
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

const further: readonly FieldName[] = [
  'messagingOrigins',
  'pageDialAsk',
  'pageDialAllow',
  'pageDialDeny',
  'messagingCertFile',
  'messagingKeyFile',
];

function More({ pages }: { readonly pages: PagesStore }): ReactNode {
  const { model } = useSettings();
  const [opened, setOpened] = useState(false);
  const wrong = useStore(model, (form) => {
    const errors = shownErrors(form);
    return further.some((name) => name in errors);
  });
  return (
    <Disclosure className={sections.advanced ?? ''} isExpanded={opened || wrong} onExpandedChange={setOpened}>
      <Heading level={3}>
        <Button slot="trigger" className={cx(sections.trigger, styles.trigger)}>
          <ChevronRight aria-hidden />
          {t('settings.crm.more')}
        </Button>
      </Heading>
      <DisclosurePanel className={sections.panel ?? ''}>
        <ListRow name="messagingOrigins" />
        <ListRow name="pageDialAsk" />
        <ListRow name="pageDialAllow" />
        <ListRow name="pageDialDeny" />
        <DialledNumbers pages={pages} />
        <FileRow name="messagingCertFile" hint="settings.messagingCertFile.hint" />
        <FileRow name="messagingKeyFile" hint="settings.messagingKeyFile.hint" />
      </DisclosurePanel>
    </Disclosure>
  );
}
