import type { ReactNode } from 'react';
import type { Call } from '../../src/cti/call.ts';
import { useModel, useView } from '../model/panelModel.ts';
import { whoOf } from '../parts/who.ts';
import { t } from '../parts/words.ts';
import { CallCard } from './CallCard.tsx';
import { CallLine } from './CallLine.tsx';
import styles from './CallList.module.css';
import { ConferenceCard } from './ConferenceCard.tsx';
import { EndedCard } from './EndedCard.tsx';
import { SecondCallQuestion } from '../dial/SecondCallQuestion.tsx';
import { focusOf } from '../state/focus.ts';
import { groupsOf } from '../state/pair.ts';
import { overRest } from './uncover.ts';

/** More calls than this and each takes as little room as it can. */
const roomyMax = 4;

/** The line's calls in order of arrival, the one in focus open, a conference as one; then those that have just ended. */
export function CallList(): ReactNode {
  const { line, calls } = useModel();
  const standing = useView(line, ({ line }) => line.calls);
  const ended = useView(line, (view) => view.ended);
  const picked = useView(calls, (view) => view.picked);
  if (standing.length + ended.length === 0) return null;
  const focused = focusOf(standing, picked);
  const groups = groupsOf(standing);
  const crowded = groups.length > roomyMax;
  return (
    <ul className={styles.calls} aria-label={t('call.list')} data-many={crowded}>
      {groups.map((parties, index) => (
        <Parties key={parties[0]?.id} {...{ parties, index, focused, crowded }} all={standing} />
      ))}
      {ended
        // A consultation that ended with its call is shown by that call's card.
        .filter(
          (call) => !ended.some(({ id, outcome }) => id === call.consultFor && outcome === 'transferred'),
        )
        .map((call) => (
          <li key={call.id}>
            <EndedCard call={call} index={ended.indexOf(call)} oneLine={standing.length > 0} />
          </li>
        ))}
    </ul>
  );
}

const focusProps = { className: styles.focus, [overRest]: true };

interface PartiesProps {
  readonly parties: readonly Call[];
  readonly index: number;
  readonly focused: Call | undefined;
  readonly all: readonly Call[];
  readonly crowded: boolean;
}

function Parties({ parties, index, focused, all, crowded }: PartiesProps): ReactNode {
  const [first] = parties;
  if (first === undefined) return null;
  const inFocus = parties.find(({ id }) => id === focused?.id);
  const consultedFor = all.find(({ id }) => id === first.consultFor);
  if (parties.length > 1) {
    const who = t('call.conference', { who: parties.map(whoOf).join(', ') });
    return (
      <li {...(inFocus === undefined ? {} : focusProps)}>
        {inFocus === undefined ? (
          <CallLine call={first} index={index} who={who} crowded={crowded} />
        ) : (
          <ConferenceCard parties={parties} />
        )}
      </li>
    );
  }
  return (
    <li {...(inFocus === undefined ? {} : focusProps)}>
      {inFocus === undefined ? (
        <CallLine call={first} index={index} consultedFor={consultedFor} crowded={crowded} />
      ) : (
        <CallCard call={first} consultedFor={consultedFor} />
      )}
      <SecondCallQuestion kind="answer" callId={first.id} />
    </li>
  );
}
