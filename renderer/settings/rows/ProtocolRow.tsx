import type { ReactNode } from 'react';
import { Label, RadioButton, RadioField, RadioGroup } from 'react-aria-components';
import { t } from '../../parts/words.ts';
import styles from './ProtocolRow.module.css';
import { Lockable } from './Lockable.tsx';
import { useForm, useSettings } from '../model/context.ts';

const protocols = ['PJSIP/', 'SIP/', 'computer'] as const;

/** The phone's technology: one of three, all in sight. */
export function ProtocolRow(): ReactNode {
  const { model } = useSettings();
  const { values } = useForm();
  const row = (
    <RadioGroup
      className={styles.group ?? ''}
      orientation="horizontal"
      value={values.protocol}
      onChange={(value) => model.change({ protocol: protocols.find((known) => known === value) ?? 'PJSIP/' })}
    >
      <Label className={styles.label ?? ''}>{t('settings.protocol')}</Label>
      <div className={styles.choices}>
        {protocols.map((protocol) => (
          <RadioField key={protocol} value={protocol} className={styles.field ?? ''}>
            <RadioButton className={styles.choice ?? ''}>
              {protocol === 'computer' ? t('settings.protocol.computer') : protocol.replace('/', '')}
            </RadioButton>
          </RadioField>
        ))}
      </div>
    </RadioGroup>
  );
  return <Lockable name="protocol">{row}</Lockable>;
}
