import type { ReactNode } from 'react';
import { withoutTurns } from '../../src/cti/text.ts';
import type { HistoryCall } from '../../src/ipc/history.ts';
import { clock } from '../../src/words/duration.ts';
import { formatNumber } from '../parts/phone.ts';
import { personOf } from '../parts/who.ts';
import { locale, t } from '../parts/words.ts';
import styles from './Details.module.css';

const day = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'medium' });
const time = new Intl.DateTimeFormat(locale, { timeStyle: 'medium' });

type Fact = readonly [name: string, value: string | undefined];

/** Times and ways of a call; what is not known is left out. */
export function Facts({ call }: { readonly call: HistoryCall }): ReactNode {
  const facts = [...timesOf(call), ...waysOf(call)].filter(([, value]) => value !== undefined);
  return (
    <>
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {call.approximate === true ? <p className={styles.hint}>{t('history.details.approximate')}</p> : null}
    </>
  );
}

function timesOf(call: HistoryCall): readonly Fact[] {
  const { startedAt, ringingAt, connectedAt, endedAt, talkMs, holdMs, approximate, doneAt } = call;
  const length = (ms: number): string =>
    approximate === true ? t('call.about', { length: clock(ms) }) : clock(ms);
  return [
    [t('history.details.started'), day.format(startedAt)],
    [t('history.details.rang'), at(ringingAt)],
    [t('history.details.connected'), at(connectedAt)],
    [t('history.details.ended'), at(endedAt) ?? t('history.details.noEnd')],
    [t('call.clock.talk'), connectedAt === undefined ? undefined : length(talkMs)],
    [t('call.clock.hold'), holdMs < 1000 ? undefined : length(holdMs)],
    [t('history.details.done'), doneAt === undefined ? undefined : day.format(doneAt)],
  ];
}

function waysOf({
  pbxName,
  queue,
  did,
  rings = 1,
  transferredTo,
  answeredBy,
  application,
}: HistoryCall): readonly Fact[] {
  return [
    [t('history.details.pbxName'), pbxName === undefined ? undefined : withoutTurns(pbxName)],
    [t('history.details.queue'), queue === undefined ? undefined : withoutTurns(queue)],
    [t('history.details.did'), did === undefined ? undefined : formatNumber(did)],
    [
      t('history.details.rings'),
      rings > 1 ? t('history.details.ringTimes', { times: String(rings) }) : undefined,
    ],
    [
      t('history.details.transferredTo'),
      transferredTo === undefined ? undefined : formatNumber(withoutTurns(transferredTo)),
    ],
    [t('history.details.service'), answeredBy === undefined ? undefined : personOf(answeredBy)],
    [t('history.details.service'), application === undefined ? undefined : t(`application.${application}`)],
  ];
}

function at(wallMs: number | undefined): string | undefined {
  return wallMs === undefined ? undefined : time.format(wallMs);
}
