import type { ReactNode } from 'react';
import { t } from '../../parts/words.ts';
import { FileRow } from '../rows/FileRow.tsx';
import { KeyringNotes } from '../parts/KeyringNotes.tsx';
import { ProtocolRow } from '../rows/ProtocolRow.tsx';
import { SecretRow } from '../rows/SecretRow.tsx';
import sections from '../sections/Sections.module.css';
import { useForm } from '../model/context.ts';
import { SwitchRow, TextRow } from '../rows/fields.tsx';

export function PbxQuestion(): ReactNode {
  const { values } = useForm();
  return (
    <>
      <div className={sections.hostAndPort}>
        <TextRow name="url" hint="settings.url.hint" placeholder={t('settings.url.example')} />
        <TextRow name="port" hint="settings.port.hint" inputMode="numeric" />
      </div>
      <SwitchRow name="tls" />
      {values.tls ? <FileRow name="tlsCaFile" hint="settings.tlsCaFile.hint" /> : null}
    </>
  );
}

export function AccountQuestion(): ReactNode {
  const { view } = useForm();
  return (
    <>
      <div className={sections.pair}>
        <TextRow name="userName" hint="settings.userName.hint" />
        <SecretRow />
      </div>
      <KeyringNotes />
      {view.secretStore === 'memoryOnly' ? (
        <SwitchRow name="keepSecretUnprotected" hint="settings.keepSecretUnprotected.hint" />
      ) : null}
    </>
  );
}

export function LineQuestion(): ReactNode {
  return (
    <div className={sections.pair}>
      <TextRow
        name="extension"
        hint="settings.extension.hint"
        placeholder={t('settings.extension.example')}
      />
      <ProtocolRow />
      <TextRow name="outsidePrefix" hint="settings.outsidePrefix.hint" inputMode="numeric" />
    </div>
  );
}
