import { ChevronRight } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import { useStore } from 'zustand';
import { t } from '../../parts/words.ts';
import { ChoiceRow } from '../rows/ChoiceRow.tsx';
import { FileRow } from '../rows/FileRow.tsx';
import { Import } from '../rows/Import.tsx';
import { ListRow } from '../rows/ListRow.tsx';
import { ProtocolRow } from '../rows/ProtocolRow.tsx';
import { SecretRow } from '../rows/SecretRow.tsx';
import styles from './Sections.module.css';
import { useForm, useSettings } from '../model/context.ts';
import { SwitchRow, TextRow } from '../rows/fields.tsx';
import { shownErrors } from '../model/model.ts';
import { derivedDevice, type FieldName } from '../model/values.ts';

export function PbxSection(): ReactNode {
  const { values, view } = useForm();
  const hasKeyring = view.secretStore !== 'memoryOnly';
  return (
    <section className={styles.section}>
      <h2>{t('settings.section.pbx')}</h2>
      <div className={styles.hostAndPort}>
        <TextRow name="url" hint="settings.url.hint" placeholder={t('settings.url.example')} />
        <TextRow name="port" hint="settings.port.hint" inputMode="numeric" />
      </div>
      <SwitchRow name="tls" />
      {values.tls ? <FileRow name="tlsCaFile" hint="settings.tlsCaFile.hint" /> : null}
      <div className={styles.pair}>
        <TextRow name="userName" hint="settings.userName.hint" />
        <SecretRow />
      </div>
      {hasKeyring && !values.keepSecretUnprotected ? null : (
        <SwitchRow name="keepSecretUnprotected" hint="settings.keepSecretUnprotected.hint" />
      )}
      <Import />
    </section>
  );
}

export function LineSection(): ReactNode {
  const { values } = useForm();
  return (
    <section className={styles.section}>
      <h2>{t('settings.section.line')}</h2>
      <div className={styles.pair}>
        <TextRow
          name="extension"
          hint="settings.extension.hint"
          placeholder={t('settings.extension.example')}
        />
        <ProtocolRow />
        <TextRow name="device" hint="settings.device.hint" placeholder={derivedDevice(values)} />
        <TextRow name="agentName" hint="settings.agentName.hint" />
      </div>
    </section>
  );
}

export function CallsSection(): ReactNode {
  return (
    <section className={styles.section}>
      <h2>{t('settings.section.calls')}</h2>
      <div className={styles.pair}>
        <TextRow name="originateContext" hint="settings.originateContext.hint" />
        <TextRow name="parkingLotContext" hint="settings.parkingLotContext.hint" />
      </div>
      <SwitchRow name="autoAnswer" hint="settings.autoAnswer.hint" />
      <ChoiceRow name="secondCall" hint="settings.secondCall.hint" />
    </section>
  );
}

export function QueuesSection(): ReactNode {
  return (
    <section className={styles.section}>
      <h2>{t('settings.section.queues')}</h2>
      <p className={styles.about}>{t('settings.section.queues.about')}</p>
      <ListRow name="queues" />
      <ListRow name="pauseReasons" />
      <SwitchRow name="autoPauseOnCommutationStart" hint="settings.autoPauseOnCommutationStart.hint" />
      <TextRow name="afterCallWorkS" hint="settings.afterCallWorkS.hint" inputMode="numeric" width="short" />
    </section>
  );
}

export function ColleaguesSection(): ReactNode {
  return (
    <section className={styles.section}>
      <h2>{t('settings.section.colleagues')}</h2>
      <ListRow name="colleagues" />
    </section>
  );
}

export function ControlsSection(): ReactNode {
  return (
    <section className={styles.section}>
      <h2>{t('settings.section.controls')}</h2>
      <p className={styles.about}>{t('settings.section.controls.about')}</p>
      <ChoiceRow name="answerControl" />
      <ChoiceRow name="holdControl" />
      <ChoiceRow name="transferControl" />
    </section>
  );
}

const advanced: readonly FieldName[] = [
  'controlsContext',
  'queueExtensionFormat',
  'packetInfoConfig',
  'charset',
  'updateVersion',
  'updateFeed',
  'filePath',
];

export function AdvancedSection(): ReactNode {
  const { model } = useSettings();
  const [opened, setOpened] = useState(false);
  const wrong = useStore(model, (form) => {
    const errors = shownErrors(form);
    return advanced.some((name) => name in errors);
  });
  return (
    <Disclosure className={styles.advanced ?? ''} isExpanded={opened || wrong} onExpandedChange={setOpened}>
      <Heading level={2}>
        <Button slot="trigger" className={styles.trigger ?? ''}>
          <ChevronRight aria-hidden />
          {t('settings.section.advanced')}
        </Button>
      </Heading>
      <DisclosurePanel className={styles.panel ?? ''}>
        <p className={styles.about}>{t('settings.section.advanced.about')}</p>
        <SwitchRow name="sendRingStartedOnRingingState" hint="settings.sendRingStartedOnRingingState.hint" />
        <SwitchRow name="asyncOriginate" hint="settings.asyncOriginate.hint" />
        <SwitchRow name="traceQueuesState" hint="settings.traceQueuesState.hint" />
        <TextRow name="queueExtensionFormat" hint="settings.queueExtensionFormat.hint" />
        <TextRow name="controlsContext" hint="settings.controlsContext.hint" />
        <TextRow name="charset" hint="settings.charset.hint" width="short" />
        <TextRow name="packetInfoConfig" hint="settings.packetInfoConfig.hint" />
        <TextRow name="updateVersion" hint="settings.updateVersion.hint" width="short" />
        <TextRow name="updateFeed" hint="settings.updateFeed.hint" placeholder="https://" />
        <FileRow name="filePath" hint="settings.filePath.hint" />
      </DisclosurePanel>
    </Disclosure>
  );
}
