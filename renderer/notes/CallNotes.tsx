import { NotebookPen, Save, X } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import { maxNote } from '../../src/cti/record/history.ts';
import { useModel, useView } from '../model/panelModel.ts';
import { ActionButton } from '../parts/ActionButton.tsx';
import { Code } from '../parts/Code.tsx';
import { useLasting } from '../parts/hooks/useLasting.ts';
import { useReturnFocus } from '../parts/hooks/useReturnFocus.ts';
import { whoOf } from '../parts/who.ts';
import { cx } from '../parts/cx.ts';
import { t } from '../parts/words.ts';
import { type Noted, notedCall } from '../state/callNotes.ts';
import { settleMs } from '../state/settle.ts';
import fields from '../parts/textField.module.css';
import styles from './CallNotes.module.css';

/** What the agent says of a call: while they are in it because they want to, and after it because they are asked. */
export function CallNotes(): ReactNode {
  const { line, notes } = useModel();
  const standing = useView(line, (view) => view.line.calls);
  const open = useView(notes, (view) => view.open);
  const told = useView(notes, (view) => view.told);
  const saved = useView(notes, (view) => view.saved);
  const call = notedCall({ open, told }, standing);
  return (
    <>
      {call === undefined ? null : <NoteForm key={call.id} call={call} isOver={!has(standing, call.id)} />}
      <p role="status" className={call === undefined ? styles.told : styles.unseen}>
        {statusOf(call, told.owed, saved)}
      </p>
    </>
  );
}

function has(calls: readonly { readonly id: string }[], id: string): boolean {
  return calls.some((call) => call.id === id);
}

/** What is asked for, what waits behind a call, what was kept last. */
function statusOf(shown: Noted | undefined, owed: readonly Noted[], saved: Noted | undefined): string | null {
  const isAsked = shown !== undefined && has(owed, shown.id);
  if (isAsked) return t('notes.asked', { who: whoOf(shown) });
  if (shown === undefined && owed.length > 0) return t('notes.waiting', { count: owed.length });
  return saved === undefined ? null : t('notes.saved', { who: whoOf(saved) });
}

interface NoteFormProps {
  readonly call: Noted;
  readonly isOver: boolean;
}

function NoteForm({ call, isOver }: NoteFormProps): ReactNode {
  const { notes } = useModel();
  const { id } = call;
  const isWanted = useView(notes, ({ open }) => open?.id === id);
  const { rule, dispositions, owed } = useView(notes, ({ told }) => told);
  const isOwed = has(owed, id);
  const form = useRef<HTMLFormElement>(null);
  useReturnFocus();
  useEffect(() => notes.load(id), [notes, id]);
  useEffect(() => {
    // Who has opened it wants to write; what comes after a call takes no focus from anything.
    if (isWanted) form.current?.querySelector<HTMLElement>('select, textarea')?.focus();
  }, [isWanted]);
  const mustSay = isOver && isOwed && rule === 'must';
  const close = (): void => {
    if (!mustSay) notes.leave(id);
  };
  return (
    <form
      ref={form}
      className={styles.form}
      aria-label={t('notes.title', { who: whoOf(call) })}
      onSubmit={(event) => {
        event.preventDefault();
        void notes.save(call);
      }}
      onKeyDown={(event) => ownKeys(event, close)}
    >
      <div className={styles.head}>
        <NotebookPen aria-hidden />
        <h2 className={styles.who}>{t('notes.title', { who: whoOf(call) })}</h2>
        {mustSay ? null : (
          <ActionButton
            label={t(isOver && isOwed ? 'notes.notNow' : 'notes.close')}
            icon={X}
            tone="quiet"
            compact
            onPress={close}
          />
        )}
      </div>
      {dispositions.length === 0 ? null : <Choice id={id} mustSay={mustSay} />}
      <Words id={id} />
      <Foot id={id} mustSay={mustSay} />
    </form>
  );
}

/** The panel's keys answer calls and dial: in the form they are its own. */
function ownKeys(event: KeyboardEvent<HTMLFormElement>, close: () => void): void {
  if (event.key === 'Enter' && event.ctrlKey) {
    event.preventDefault();
    event.currentTarget.requestSubmit();
  } else if (event.key === 'Escape') {
    event.preventDefault();
    close();
  } else if (event.ctrlKey || event.altKey || event.metaKey) return;
  event.stopPropagation();
}

function Choice({ id, mustSay }: { readonly id: string; readonly mustSay: boolean }): ReactNode {
  const { notes } = useModel();
  const field = useId();
  const { dispositions } = useView(notes, ({ told }) => told);
  const value = useView(notes, (view) => view.drafts[id]?.disposition ?? view.kept[id]?.disposition ?? '');
  // One that was chosen before, and is not offered any more.
  const offered = value === '' || dispositions.includes(value) ? dispositions : [value, ...dispositions];
  return (
    <div className={styles.field}>
      <label htmlFor={field}>{t('notes.disposition')}</label>
      <select
        id={field}
        className={fields.field}
        value={value}
        required={mustSay}
        onChange={(event) => notes.write(id, { disposition: event.target.value })}
      >
        <option value="">{t('notes.disposition.none')}</option>
        {offered.map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </select>
    </div>
  );
}

function Words({ id }: { readonly id: string }): ReactNode {
  const { notes } = useModel();
  const field = useId();
  const value = useView(notes, (view) => view.drafts[id]?.note ?? view.kept[id]?.note ?? '');
  return (
    <div className={styles.field} data-words>
      <label htmlFor={field}>{t('history.note')}</label>
      <textarea
        id={field}
        className={cx(fields.field, fields.long)}
        rows={2}
        maxLength={maxNote}
        value={value}
        placeholder={t('history.note.write')}
        onChange={(event) => notes.write(id, { note: event.target.value })}
      />
    </div>
  );
}

function Foot({ id, mustSay }: { readonly id: string; readonly mustSay: boolean }): ReactNode {
  const { bridge, notes } = useModel();
  const isSaving = useView(notes, ({ saving }) => saving === id);
  const fault = useView(notes, ({ failed }) => (failed?.id === id ? failed.fault : undefined));
  const isSaid = useView(
    notes,
    (view) => (view.drafts[id]?.disposition ?? view.kept[id]?.disposition ?? '') !== '',
  );
  // A hand that was on its way to "Hang up" when the other party did is not to close the form.
  const settled = useLasting(true, settleMs);
  const isMissing = mustSay && !isSaid;
  return (
    <div className={styles.foot}>
      <ActionButton
        label={t('notes.save')}
        icon={Save}
        tone="primary"
        submit
        settling={!settled}
        disabled={isMissing}
        reason={isMissing ? t('notes.missing') : undefined}
        pending={isSaving ? t('notes.saving') : undefined}
        shortcut="Control+Enter"
      />
      {fault === undefined ? null : (
        <div role="alert" className={styles.failed}>
          <span>
            {t('history.note.failed', {
              why: `${t(`history.fault.${fault}`)} ${t(`history.fault.${fault}.todo`)}`,
            })}
          </span>
          <Code bridge={bridge} code={`history${fault.charAt(0).toUpperCase()}${fault.slice(1)}`} />
        </div>
      )}
    </div>
  );
}
