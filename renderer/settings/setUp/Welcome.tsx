import { FileInput, GraduationCap, ListChecks, type LucideIcon } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { t } from '../../parts/words.ts';
import { keyCaps } from '../../parts/keyCaps.ts';
import styles from './Welcome.module.css';

interface WelcomeProps {
  readonly onDetails: () => void;
  readonly onFile: () => void;
  readonly onPractise: () => void;
  /** The key that does the same as the last way, as `aria-keyshortcuts` writes it. */
  readonly practiseKey: string;
}

/** The three ways to begin, before anything is asked. */
export function Welcome({ onDetails, onFile, onPractise, practiseKey }: WelcomeProps): ReactNode {
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);
  return (
    <ul className={styles.ways}>
      <Way
        buttonRef={first}
        icon={ListChecks}
        name={t('welcome.details')}
        about={t('welcome.details.about')}
        onPress={onDetails}
      />
      <Way icon={FileInput} name={t('welcome.file')} about={t('welcome.file.about')} onPress={onFile} />
      <Way
        icon={GraduationCap}
        name={t('welcome.practise')}
        about={t('welcome.practise.about')}
        shortcut={practiseKey}
        onPress={onPractise}
      />
    </ul>
  );
}

interface WayProps {
  readonly buttonRef?: React.RefObject<HTMLButtonElement | null>;
  readonly icon: LucideIcon;
  readonly name: string;
  readonly about: string;
  readonly shortcut?: string;
  readonly onPress: () => void;
}

function Way({ buttonRef, icon: Icon, name, about, shortcut, onPress }: WayProps): ReactNode {
  return (
    <li>
      <button
        ref={buttonRef}
        type="button"
        className={styles.way}
        aria-keyshortcuts={shortcut}
        onClick={onPress}
      >
        <Icon aria-hidden />
        <span className={styles.texts}>
          <span className={styles.name}>
            <span>{name}</span>
            {shortcut === undefined ? null : <kbd aria-hidden>{keyCaps(shortcut).join(' ')}</kbd>}
          </span>
          <span className={styles.about}>{about}</span>
        </span>
      </button>
    </li>
  );
}
