import type { ReactNode } from 'react';
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
        <TextRow name="url" />
        <TextRow name="port" />
      </div>
      <SwitchRow name="tls" />
      {values.tls ? <FileRow name="tlsCaFile" /> : null}
    </>
  );
}

export function AccountQuestion(): ReactNode {
  const { view } = useForm();
  return (
    <>
      <div className={sections.pair}>
        <TextRow name="userName" />
        <SecretRow />
      </div>
      <KeyringNotes />
      {view.secretStore === 'memoryOnly' ? <SwitchRow name="keepSecretUnprotected" /> : null}
    </>
  );
}

export function LineQuestion(): ReactNode {
  return (
    <div className={sections.pair}>
      <TextRow name="extension" />
      <ProtocolRow />
      <TextRow name="outsidePrefix" />
    </div>
  );
}
