import { ChevronRight, Sparkles } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import type { PracticeNumber } from '../../src/ipc/line.ts';
import { useModel, useView } from '../model/panelModel.ts';
import { tell } from '../parts/bridge.ts';
import { useRoving } from '../parts/hooks/useRoving.ts';
import { t } from '../parts/words.ts';
import styles from './Practice.module.css';
import { PracticeHint, PracticeTour } from './PracticeTour.tsx';
import { stepsDone, tourSteps } from './practiceTour.ts';

interface PracticeProps {
  readonly onFilled: () => void;
  /** A call stands: then only the next step is shown, out of its way. */
  readonly inCall: boolean;
}

/** What can be tried while no phone system is set up: every number of the practice one, with what it does. */
export function Practice({ onFilled, inCall }: PracticeProps): ReactNode {
  const { bridge, line } = useModel();
  const untried = useView(
    line,
    ({ line: { calls }, recent }) => stepsDone(calls, recent).size < tourSteps.length,
  );
  const numbers = usePracticeNumbers();
  const [opened, setOpened] = useState<boolean>();
  const [allShown, setAllShown] = useState(false);
  const setUp = (): void => tell(bridge.request('settings:open'), () => undefined);
  if (inCall) return <PracticeHint numbers={numbers} />;
  return (
    <Disclosure className={styles.practice ?? ''} isExpanded={opened ?? untried} onExpandedChange={setOpened}>
      <Heading level={2} className={styles.heading ?? ''}>
        <Button slot="trigger" className={styles.trigger ?? ''}>
          <Sparkles aria-hidden />
          {t('tour.title')}
          <ChevronRight aria-hidden className={styles.chevron} />
        </Button>
      </Heading>
      <DisclosurePanel className={styles.panel ?? ''}>
        <p className={styles.about}>{t('practice.about')}</p>
        <PracticeTour numbers={numbers} onFilled={onFilled} />
        <button
          type="button"
          className={styles.setUp}
          aria-expanded={allShown}
          onClick={() => setAllShown(!allShown)}
        >
          {t('practice.title')}
        </button>
        {allShown ? <PracticeNumbers numbers={numbers} onFilled={onFilled} /> : null}
        <button type="button" className={styles.setUp} onClick={setUp}>
          {t('practice.setUp')}
        </button>
      </DisclosurePanel>
    </Disclosure>
  );
}

function usePracticeNumbers(): readonly PracticeNumber[] {
  const { bridge } = useModel();
  const [numbers, setNumbers] = useState<readonly PracticeNumber[]>([]);
  useEffect(() => {
    let gone = false;
    bridge.request('practice:numbers').then(
      (known) => {
        if (!gone) setNumbers(known);
      },
      () => undefined, // without the list the field still works
    );
    return () => {
      gone = true;
    };
  }, [bridge]);
  return numbers;
}

interface PracticeNumbersProps {
  readonly numbers: readonly PracticeNumber[];
  readonly onFilled: () => void;
}

function PracticeNumbers({ numbers, onFilled }: PracticeNumbersProps): ReactNode {
  const { dial } = useModel();
  const { onKeyDown, item } = useRoving(numbers.length);
  return (
    <ul className={styles.numbers} onKeyDown={onKeyDown}>
      {numbers.map(({ number, behaviour }, index) => (
        <li key={number}>
          <button
            type="button"
            className={styles.number}
            {...item(index)}
            onClick={() => {
              dial.setText(number);
              onFilled();
            }}
          >
            <strong>{number}</strong> {t(`practice.behaviour.${behaviour}`)}
          </button>
        </li>
      ))}
    </ul>
  );
}
