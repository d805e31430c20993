import type { FocusEvent, ReactNode } from 'react';
import { useStore } from 'zustand';
import { cx } from '../../parts/cx.ts';
import { useSettings } from '../model/context.ts';
import styles from './Anchor.module.css';

interface AnchorProps {
  /** Of a place in the settings. */
  readonly id: string;
  readonly children: ReactNode;
}

/** Around a place that the search goes to, and marks until it is left. */
export function Anchor({ id, children }: AnchorProps): ReactNode {
  const { finder } = useSettings();
  const found = useStore(finder, (view) => view.found === id);
  const onBlur = ({ currentTarget, relatedTarget }: FocusEvent): void => {
    if (found && !currentTarget.contains(relatedTarget)) finder.leave();
  };
  return (
    <div
      className={cx(styles.anchor, found && styles.found)}
      data-place={id}
      data-found={found || undefined}
      tabIndex={-1}
      onBlur={onBlur}
    >
      {children}
    </div>
  );
}
