import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useStore } from 'zustand';
import { maxNote } from '../../src/cti/record/history.ts';
import type { HistoryCall } from '../../src/ipc/history.ts';
import { Code } from '../parts/Code.tsx';
import { cx } from '../parts/cx.ts';
import fields from '../parts/textField.module.css';
import { t } from '../parts/words.ts';
import { codeOf, faultTrouble } from './model/actions.ts';
import styles from './Details.module.css';
import { useFocusWish, useHistory } from './model/model.ts';

/** The agent's own words on a call. Saved when they leave it, and at the latest when it goes away. */
export function NoteField({ call }: { readonly call: HistoryCall }): ReactNode {
  const { bridge, notes } = useHistory();
  const id = useId();
  const draft = useStore(notes, ({ drafts }) => drafts[call.id]);
  const isSaved = useStore(notes, ({ saved }) => saved === call.id);
  const field = useRef<HTMLTextAreaElement>(null);
  useFocusWish('note', () => field.current?.focus());
  useEffect(() => {
    const save = (): void => void notes.save(call.id);
    window.addEventListener('pagehide', save);
    return () => {
      window.removeEventListener('pagehide', save);
      save();
    };
  }, [notes, call.id]);
  return (
    <div className={styles.note}>
      <label htmlFor={id}>{t('history.note')}</label>
      <textarea
        id={id}
        ref={field}
        className={cx(fields.field, fields.long, styles.text)}
        rows={4}
        maxLength={maxNote}
        placeholder={t('history.note.write')}
        aria-describedby={`${id}-hint`}
        value={draft?.text ?? call.note ?? ''}
        onChange={(event) => notes.write(call.id, event.target.value)}
        onBlur={() => void notes.save(call.id)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void notes.save(call.id);
        }}
      />
      <p id={`${id}-hint`} className={styles.hint}>
        {t('history.note.hint')}
      </p>
      <div role="status" className={styles.hint}>
        {isSaved ? t('history.note.saved') : null}
        {draft?.fault === undefined ? null : (
          <div className={styles.notSaved}>
            <span>{t('history.note.failed', { why: faultTrouble(draft.fault).text })}</span>
            <Code bridge={bridge} code={codeOf(draft.fault)} />
          </div>
        )}
      </div>
    </div>
  );
}
