import { Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { isolated } from '../../../src/cti/text.ts';
import { cx } from '../../parts/cx.ts';
import styles from './Note.module.css';

interface NoteProps {
  readonly text: string;
  readonly detail?: string;
  readonly warns?: boolean;
  /** What can be done about it. */
  readonly children?: ReactNode;
}

/** Something to be known, and perhaps to be done, before anything is changed. */
export function Note({ text, detail, warns = false, children }: NoteProps): ReactNode {
  return (
    <div
      className={cx(styles.note, warns && styles.warns)}
      title={detail === undefined ? undefined : isolated(detail)}
    >
      {warns ? <TriangleAlert aria-hidden /> : <Info aria-hidden />}
      <p>{text}</p>
      {children}
    </div>
  );
}
