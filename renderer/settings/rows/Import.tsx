import { CircleCheck, FileInput, TriangleAlert } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useStore } from 'zustand';
import { ActionButton } from '../../parts/ActionButton.tsx';
import { t } from '../../parts/words.ts';
import { Anchor } from './Anchor.tsx';
import styles from './Import.module.css';
import { useSettings } from '../model/context.ts';

/** Reads the XML settings of a connector into the form, and tells what became of each of its attributes. */
export function Import(): ReactNode {
  const { model } = useSettings();
  const imported = useStore(model, (form) => form.imported);
  const [broken, setBroken] = useState(false);
  const read = (): void => {
    setBroken(false);
    model.import().catch(() => setBroken(true));
  };
  return (
    <Anchor id="import">
      <div className={styles.import}>
        <ActionButton label={t('settings.import')} icon={FileInput} onPress={read} />
        <div role="status">
          {broken ? <Trouble text={t('bridge.failed')} /> : null}
          {!broken && imported?.status === 'failed' ? (
            <Trouble text={t(`settings.import.failed.${imported.code}`)} />
          ) : null}
          {!broken && imported?.status === 'read' ? (
            <>
              <p>{t('settings.import.read')}</p>
              <ul className={styles.attributes} aria-label={t('settings.import.attributes')}>
                {imported.attributes.map(({ name, fate }) => (
                  <li key={name} className={fate === 'taken' ? styles.taken : styles.left}>
                    {fate === 'taken' ? <CircleCheck aria-hidden /> : <TriangleAlert aria-hidden />}
                    <code>{name}</code>
                    <span>{t(`settings.import.fate.${fate}`)}</span>
                  </li>
                ))}
              </ul>
            </>
          ) : null}
        </div>
      </div>
    </Anchor>
  );
}

function Trouble({ text }: { readonly text: string }): ReactNode {
  return (
    <p className={styles.left}>
      <TriangleAlert aria-hidden />
      {text}
    </p>
  );
}
