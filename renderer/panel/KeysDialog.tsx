import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import type { MessageKey } from '../../src/words/words.ts';
import { ActionButton } from '../parts/ActionButton.tsx';
import overlay from '../parts/overlay.module.css';
import { t } from '../parts/words.ts';
import styles from './KeysDialog.module.css';

const keys: readonly (readonly [keys: readonly string[], does: Extract<MessageKey, `keys.${string}`>])[] = [
  [[t('keys.key.digits')], 'keys.digits'],
  [['Enter'], 'keys.enter'],
  [['Esc'], 'keys.escape'],
  [['Ctrl', 'H'], 'keys.hold'],
  [['Ctrl', 'E'], 'keys.hangUp'],
  [['Ctrl', 'T'], 'keys.transfer'],
  [['Ctrl', 'Enter'], 'keys.transferNow'],
  [['Ctrl', 'M'], 'keys.mute'],
  [['Ctrl', 'K'], 'keys.keypad'],
  [['Ctrl', 'D'], 'keys.sendKeys'],
  [['Ctrl', 'S'], 'keys.swap'],
  [['Ctrl', 'J'], 'keys.conference'],
  [['Ctrl', 'P'], 'keys.park'],
  [['↑', '↓'], 'keys.arrows'],
  [['Ctrl', 'B'], 'keys.bar'],
  [['?'], 'keys.help'],
];

interface KeysDialogProps {
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
}

/** The keys that work today. */
export function KeysDialog({ isOpen, onOpenChange }: KeysDialogProps): ReactNode {
  return (
    <ModalOverlay className={overlay.overlay ?? ''} isOpen={isOpen} onOpenChange={onOpenChange} isDismissable>
      <Modal className={overlay.modal ?? ''}>
        <Dialog className={styles.dialog ?? ''}>
          <div className={styles.head}>
            <Heading slot="title" level={2}>
              {t('keys.title')}
            </Heading>
            <ActionButton
              label={t('keys.close')}
              icon={X}
              tone="quiet"
              compact
              onPress={() => onOpenChange(false)}
            />
          </div>
          <dl className={styles.keys}>
            {keys.map(([names, does]) => (
              <div key={does}>
                <dt>
                  {names.map((name) => (
                    <kbd key={name}>{name}</kbd>
                  ))}
                </dt>
                <dd>{t(does)}</dd>
              </div>
            ))}
          </dl>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
