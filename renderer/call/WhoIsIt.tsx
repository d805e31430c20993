import { type ReactNode, useId } from 'react';
import type { Call } from '../../src/cti/call.ts';
import { withoutTurns } from '../../src/cti/text.ts';
import { useModel } from '../model/panelModel.ts';
import { tell } from '../parts/bridge.ts';
import { t } from '../parts/words.ts';
import styles from './WhoIsIt.module.css';

/** Several contacts have the call's number: the agent says who it is, and the directory remembers it. Another can be chosen later. */
export function WhoIsIt({ call }: { readonly call: Call }): ReactNode {
  const { bridge } = useModel();
  const titleId = useId();
  const { contact, matches, number } = call;
  if (matches === undefined) return null;
  return (
    <div className={styles.choice} role="group" aria-labelledby={titleId} data-who-is-it>
      <p id={titleId}>{t('directory.who', { count: matches.length })}</p>
      <ul>
        {matches.map(({ source, id, name, organisation }) => (
          <li key={`${source} ${id}`}>
            <button
              type="button"
              aria-pressed={contact?.source === source && contact.id === id}
              onClick={() => tell(bridge.request('directory:choose', number, source, id), () => undefined)}
            >
              {withoutTurns(name)}
              {organisation === undefined ? null : <span>{` ${withoutTurns(organisation)}`}</span>}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
