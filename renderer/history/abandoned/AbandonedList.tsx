import { Check, Copy, Phone, PhoneMissed, Trash2, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { isOpen } from '../../../src/cti/people/abandoned.ts';
import { withoutTurns } from '../../../src/cti/text.ts';
import type { ListedCaller } from '../../../src/ipc/abandoned.ts';
import { clock } from '../../../src/words/duration.ts';
import { whyNotCallable } from '../../dial/callBack.ts';
import { ActionButton } from '../../parts/ActionButton.tsx';
import { Code } from '../../parts/Code.tsx';
import { cx } from '../../parts/cx.ts';
import { numberBeside, personOf, whoOf } from '../../parts/who.ts';
import { locale, t } from '../../parts/words.ts';
import { codeOf, faultTrouble } from '../model/actions.ts';
import { useAbandoned, useHistory, useList } from '../model/model.ts';
import styles from './AbandonedList.module.css';
import { isFound } from './isFound.ts';

const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'short' });

/** Callers who gave up in the agent's queues, to be worked off from the top. */
export function AbandonedList(): ReactNode {
  const { bridge } = useHistory();
  const callers = useAbandoned((view) => view.callers);
  const fault = useAbandoned((view) => view.fault);
  const text = useList((now) => now.query.text);
  const found = callers?.filter((caller) => isFound(caller, text));
  return (
    <section className={styles.place} aria-label={t('abandoned.list')}>
      <p className={styles.about}>{t('abandoned.about')}</p>
      {fault === undefined ? null : (
        <div className={styles.fault} role="alert">
          <p>{faultTrouble(fault).text}</p>
          <Code bridge={bridge} code={codeOf(fault)} />
        </div>
      )}
      {found === undefined ? null : found.length === 0 ? (
        <p className={styles.none} role="status">
          {t(text.trim() === '' ? 'abandoned.none' : 'history.noMatch')}
        </p>
      ) : (
        <ul className={styles.list}>
          {found.map((caller) => (
            <Caller key={caller.id} caller={caller} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Caller({ caller }: { readonly caller: ListedCaller }): ReactNode {
  const { id, queue, abandonedAt, waitedMs, tries, doneAt } = caller;
  const who = whoOf(caller);
  const opens = isOpen(caller);
  const facts = [
    numberBeside(caller),
    t('call.via', { queue: withoutTurns(queue) }),
    t('abandoned.waited', { length: clock(waitedMs) }),
    tries > 1 ? t('abandoned.tries', { times: String(tries) }) : undefined,
  ].filter((fact) => fact !== undefined);
  return (
    <li className={styles.caller} data-caller={id} data-open={opens || undefined}>
      <PhoneMissed aria-hidden className={cx(styles.icon, opens && styles.open)} />
      <div className={styles.texts}>
        <span className={styles.who} title={who}>
          {who}
        </span>
        <span className={styles.facts}>{facts.join(' · ')}</span>
        <span className={cx(styles.facts, opens && styles.open)}>{becameOf(caller)}</span>
      </div>
      <time dateTime={new Date(abandonedAt).toISOString()} className={styles.time}>
        {moment.format(abandonedAt)}
      </time>
      <Deeds caller={caller} who={who} isDone={doneAt !== undefined || !opens} />
    </li>
  );
}

interface DeedsProps {
  readonly caller: ListedCaller;
  readonly who: string;
  readonly isDone: boolean;
}

function Deeds({ caller, who, isDone }: DeedsProps): ReactNode {
  const { abandoned, actions } = useHistory();
  const why = whyNotCallable({ number: caller.number, direction: 'incoming' });
  const named = (label: string): string => `${label}: ${who}`;
  const done = t(isDone ? 'history.notDone' : 'history.done');
  return (
    <div className={styles.deeds}>
      <ActionButton
        label={t('command.callBack')}
        name={named(t('command.callBack'))}
        icon={Phone}
        size="small"
        disabled={why !== undefined}
        reason={why === undefined ? undefined : t(why)}
        onPress={() => void actions.dial(caller)}
      />
      {caller.number === '' ? null : (
        <ActionButton
          label={t('history.copy')}
          name={named(t('history.copy'))}
          icon={Copy}
          size="small"
          tone="quiet"
          compact
          onPress={() => void actions.copy(caller)}
        />
      )}
      <ActionButton
        label={done}
        name={named(done)}
        icon={isDone ? Undo2 : Check}
        size="small"
        tone="quiet"
        compact
        onPress={() => void abandoned.setDone(caller, !isDone)}
      />
      {isDone ? (
        <ActionButton
          label={t('history.delete')}
          name={named(t('history.delete'))}
          icon={Trash2}
          size="small"
          tone="quiet"
          compact
          onPress={() => void abandoned.remove(caller)}
        />
      ) : null}
    </div>
  );
}

/** What has come of it until now. */
function becameOf({ reached, doneAt, byAgent }: ListedCaller): string {
  if (reached !== undefined) {
    const who = byAgent === true ? t('abandoned.you') : personOf(reached.by);
    return t(`abandoned.${reached.way}`, { who, when: moment.format(reached.at) });
  }
  return doneAt === undefined ? t('abandoned.open') : t('abandoned.done', { when: moment.format(doneAt) });
}
