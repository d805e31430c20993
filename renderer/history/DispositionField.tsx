import { type ReactNode, useId, useState } from 'react';
import { useStore } from 'zustand';
import type { HistoryCall, HistoryFault } from '../../src/ipc/history.ts';
import { Code } from '../parts/Code.tsx';
import { t } from '../parts/words.ts';
import fields from '../parts/textField.module.css';
import styles from './Details.module.css';
import { codeOf, faultTrouble, mark } from './model/actions.ts';
import { useHistory } from './model/model.ts';

/** What came of a call, to be chosen afterwards; nothing where there is nothing to choose from. */
export function DispositionField({ call }: { readonly call: HistoryCall }): ReactNode {
  const { bridge, list, state } = useHistory();
  const id = useId();
  const offered = useStore(state, ({ told }) => told?.dispositions) ?? [];
  const [fault, setFault] = useState<HistoryFault>();
  const { disposition = '' } = call;
  if (call.connectedAt === undefined || (offered.length === 0 && disposition === '')) return null;
  // One that was chosen before, and is not offered any more.
  const choices = disposition === '' || offered.includes(disposition) ? offered : [disposition, ...offered];
  const choose = (value: string): void => {
    void mark(bridge, list, call.id, { disposition: value === '' ? null : value }).then(setFault);
  };
  return (
    <div className={styles.note}>
      <label htmlFor={id}>{t('notes.disposition')}</label>
      <select
        id={id}
        className={fields.field}
        value={disposition}
        onChange={(event) => choose(event.target.value)}
      >
        <option value="">{t('notes.disposition.none')}</option>
        {choices.map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </select>
      {fault === undefined ? null : (
        <div role="alert" className={styles.notSaved}>
          <span>{t('history.note.failed', { why: faultTrouble(fault).text })}</span>
          <Code bridge={bridge} code={codeOf(fault)} />
        </div>
      )}
    </div>
  );
}
