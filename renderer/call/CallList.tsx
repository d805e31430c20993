import type { ReactNode } from 'react';
import { useModel, useView } from '../panel/model.ts';
import { t } from '../parts/words.ts';
import { CallCard } from './CallCard.tsx';
import { CallLine } from './CallLine.tsx';
import styles from './CallList.module.css';
import { EndedCard } from './EndedCard.tsx';
import { focusOf } from './focus.ts';

/** The line's calls in order of arrival, the one in focus open; then those that have just ended. */
export function CallList(): ReactNode {
  const { line, calls } = useModel();
  const standing = useView(line, ({ line }) => line.calls);
  const ended = useView(line, (view) => view.ended);
  const picked = useView(calls, (view) => view.picked);
  if (standing.length + ended.length === 0) return null;
  const focused = focusOf(standing, picked);
  return (
    <ul className={styles.calls} aria-label={t('call.list')}>
      {standing.map((call) => (
        <li key={call.id}>{call.id === focused?.id ? <CallCard call={call} /> : <CallLine call={call} />}</li>
      ))}
      {ended.map((call) => (
        <li key={call.id}>
          <EndedCard call={call} oneLine={standing.length > 0} />
        </li>
      ))}
    </ul>
  );
}
