import { type ReactNode, useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import type { Bridge } from '../parts/bridge.ts';
import hidden from '../parts/hidden.module.css';
import { usePageTitle } from '../parts/page.ts';
import { t } from '../parts/words.ts';
import { ReportView } from './ReportView.tsx';
import styles from './SupportWindow.module.css';
import { TraceView } from './TraceView.tsx';
import { createTraceModel } from './trace.ts';

/** For the moment when something does not work: what goes over the wire, and a report of it. */
export function SupportWindow({ bridge }: { readonly bridge: Bridge }): ReactNode {
  usePageTitle(t('support.title'));
  const [trace] = useState(() => createTraceModel(bridge));
  return (
    <main className={styles.window}>
      <h1 className={hidden.hidden}>{t('support.title')}</h1>
      <Tabs className={styles.tabs ?? ''}>
        <TabList className={styles.list ?? ''} aria-label={t('support.title')}>
          <Tab id="trace" className={styles.tab ?? ''}>
            {t('support.tab.trace')}
          </Tab>
          <Tab id="report" className={styles.tab ?? ''}>
            {t('support.tab.report')}
          </Tab>
        </TabList>
        <TabPanel id="trace" className={styles.panel ?? ''}>
          <TraceView bridge={bridge} model={trace} />
        </TabPanel>
        <TabPanel id="report" className={styles.panel ?? ''}>
          <ReportView bridge={bridge} />
        </TabPanel>
      </Tabs>
    </main>
  );
}
