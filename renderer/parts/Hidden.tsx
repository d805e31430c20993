import type { ReactNode } from 'react';
import styles from './hidden.module.css';

/** Text that is read out and not shown. */
export function Hidden({ children, id }: { readonly children: ReactNode; readonly id?: string }): ReactNode {
  return (
    <span className={styles.hidden} id={id}>
      {children}
    </span>
  );
}
