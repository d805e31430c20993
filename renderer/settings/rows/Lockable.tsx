import { Lock } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { t } from '../../parts/words.ts';
import { Anchor } from './Anchor.tsx';
import styles from './Lockable.module.css';
import { useForm } from '../model/context.ts';
import type { FieldName } from '../model/values.ts';

interface LockableProps {
  readonly name: FieldName;
  readonly children: ReactNode;
}

/** Around a setting, which the search finds and the administrator may have decided: then it cannot be changed, and says by whom. */
export function Lockable({ name, children }: LockableProps): ReactNode {
  const { view } = useForm();
  const id = useId();
  if (view.policy?.locked.includes(name) !== true) return <Anchor id={name}>{children}</Anchor>;
  return (
    <Anchor id={name}>
      <fieldset className={styles.locked} disabled aria-describedby={id}>
        {children}
        <p id={id} className={styles.by}>
          <Lock aria-hidden />
          {t('settings.locked', { by: view.policy.by })}
        </p>
      </fieldset>
    </Anchor>
  );
}
