import { Hourglass } from 'lucide-react';
import type { ReactNode } from 'react';
import { isolated } from '../../src/cti/text.ts';
import type { Queue } from '../../src/cti/agent.ts';
import { Clock } from '../call/Clock.tsx';
import { useModel, useView } from '../model/panelModel.ts';
import { Hidden } from '../parts/Hidden.tsx';
import { cx } from '../parts/cx.ts';
import { t } from '../parts/words.ts';
import { Abandoned } from './Abandoned.tsx';
import styles from './QueueLine.module.css';
import { ownQueues } from './waiting.ts';

/** Who waits in the agent's own queues and how long already, in one line. */
export function QueueLine(): ReactNode {
  const { line } = useModel();
  const queues = useView(line, (view) => view.line.queues);
  const online = useView(line, (view) => view.line.link.state === 'online');
  const own = ownQueues(queues);
  // Without a link it is not known who waits.
  if (own.length === 0 || !online) return null;
  return (
    <section className={styles.queues} aria-label={t('queues.label')}>
      <Hourglass aria-hidden className={cx(own.some(({ waiting }) => waiting > 0) && styles.waiting)} />
      <ul title={own.map(told).join('\n')}>
        {own.map((queue) => (
          <li key={queue.name} className={cx(queue.waiting > 0 && styles.waiting)}>
            <Waiting queue={queue} />
          </li>
        ))}
      </ul>
      <Abandoned />
    </section>
  );
}

function Waiting({ queue }: { readonly queue: Queue }): ReactNode {
  const { name, waiting, longestSince } = queue;
  return (
    <>
      <Hidden>{told(queue)}</Hidden>
      <span aria-hidden className={styles.name}>
        {isolated(name)}
      </span>
      <strong aria-hidden>{waiting}</strong>
      {waiting === 0 || longestSince === undefined ? null : (
        <>
          <span aria-hidden className={styles.point}>
            ·
          </span>
          <Clock read={() => Date.now() - longestSince} label={t('queues.longest')} />
        </>
      )}
    </>
  );
}

function told({ name, waiting }: Queue): string {
  return t('queues.waiting', { queue: name, count: waiting });
}
