import { ChevronRight, Sparkles } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import type { PracticeNumber } from '../../src/ipc/contract.ts';
import { useModel, useView } from '../state/model.ts';
import { tell } from '../parts/bridge.ts';
import { useRoving } from '../parts/useRoving.ts';
import { t } from '../parts/words.ts';
import styles from './PracticeNumbers.module.css';

/** What can be tried while no phone system is set up: every number of the practice one, with what it does. */
export function PracticeNumbers({ onFilled }: { readonly onFilled: () => void }): ReactNode {
  const { bridge, dial, line } = useModel();
  const untouched = useView(line, ({ recent }) => recent.length === 0);
  const [numbers, setNumbers] = useState<readonly PracticeNumber[]>([]);
  const [opened, setOpened] = useState<boolean>();
  const { onKeyDown, item } = useRoving(numbers.length);
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
  const setUp = (): void => tell(bridge.request('settings:open'), () => undefined);
  return (
    <Disclosure
      className={styles.practice ?? ''}
      isExpanded={opened ?? untouched}
      onExpandedChange={setOpened}
    >
      <Heading level={2} className={styles.heading ?? ''}>
        <Button slot="trigger" className={styles.trigger ?? ''}>
          <Sparkles aria-hidden />
          {t('practice.title')}
          <ChevronRight aria-hidden className={styles.chevron} />
        </Button>
      </Heading>
      <DisclosurePanel className={styles.panel ?? ''}>
        <p className={styles.about}>{t('practice.about')}</p>
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
        <button type="button" className={styles.setUp} onClick={setUp}>
          {t('practice.setUp')}
        </button>
      </DisclosurePanel>
    </Disclosure>
  );
}
