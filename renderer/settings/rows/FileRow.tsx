import { FolderOpen } from 'lucide-react';
import type { ReactNode } from 'react';
import type { FileField } from '../../../src/ipc/settings.ts';
import { ActionButton } from '../../parts/ActionButton.tsx';
import { tell } from '../../parts/bridge.ts';
import { t } from '../../parts/words.ts';
import styles from './FileRow.module.css';
import { useForm, useSettings } from '../model/context.ts';
import { TextRow } from './fields.tsx';

interface FileRowProps {
  readonly name: FileField;
}

/** The path of a file: chosen in the system's own window, or typed. */
export function FileRow({ name }: FileRowProps): ReactNode {
  const { bridge, model } = useSettings();
  const { view } = useForm();
  const choose = async (): Promise<void> => {
    const path = await bridge.request('settings:chooseFile', name);
    if (path !== null) model.change({ [name]: path });
  };
  return (
    <div className={styles.file}>
      <TextRow name={name} />
      <ActionButton
        label={t('settings.file.choose')}
        disabled={view.policy?.locked.includes(name) === true}
        name={`${t('settings.file.choose')}: ${t(`settings.${name}`)}`}
        icon={FolderOpen}
        compact
        onPress={() => tell(choose(), () => undefined)}
      />
    </div>
  );
}
