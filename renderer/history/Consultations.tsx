import { type ReactNode, useEffect, useState } from 'react';
import type { HistoryCall } from '../../src/ipc/history.ts';
import { numberBeside, whoOf } from '../parts/who.ts';
import { locale, t } from '../parts/words.ts';
import { lengthOf, shortOutcome } from '../line/outcome.ts';
import { answered } from './model/answered.ts';
import styles from './Details.module.css';
import { useHistory, useList } from './model/model.ts';

const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });

/** Whom the agent asked during a call. */
export function Consultations({ id }: { readonly id: string }): ReactNode {
  const { bridge } = useHistory();
  const version = useList((now) => now.version);
  const [calls, setCalls] = useState<readonly HistoryCall[]>([]);
  useEffect(() => {
    let isAsked = true;
    void answered(bridge.request('history:consultations', id)).then((answer) => {
      if (isAsked && answer.status === 'ok') setCalls(answer.value);
    });
    return () => {
      isAsked = false;
    };
  }, [bridge, id, version]);
  if (calls.length === 0) return null;
  return (
    <div className={styles.consultations}>
      <h3>{t('history.details.consultations')}</h3>
      <ul>
        {calls.map((call) => (
          <li key={call.id}>
            <span className={styles.asked}>{whoOf(call)}</span>
            <span className={styles.hint}>
              {[
                numberBeside(call),
                time.format(call.startedAt),
                call.connectedAt === undefined ? shortOutcome(call) : lengthOf(call),
              ]
                .filter((text) => text !== undefined)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
