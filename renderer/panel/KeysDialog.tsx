import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import type { MessageKey } from '../../src/words/words.ts';
import { ActionButton } from '../parts/ActionButton.tsx';
import { keyCaps } from '../parts/keyCaps.ts';
import overlay from '../parts/overlay.module.css';
import { t } from '../parts/words.ts';
import styles from './KeysDialog.module.css';

/** Keys that stand for themselves, or a shortcut as `aria-keyshortcuts` writes it. */
const keys: readonly (readonly [
  keys: string | readonly string[],
  does: Extract<MessageKey, `keys.${string}`>,
])[] = [
  [[t('keys.key.digits')], 'keys.digits'],
  ['Enter', 'keys.enter'],
  ['Escape', 'keys.escape'],
  ['Control+H', 'keys.hold'],
  ['Control+E', 'keys.hangUp'],
  ['Control+T', 'keys.transfer'],
  ['Control+Enter', 'keys.transferNow'],
  ['Control+M', 'keys.mute'],
  ['Control+K', 'keys.keypad'],
  ['Control+D', 'keys.sendKeys'],
  ['Control+O', 'keys.openPage'],
  ['Control+Tab', 'keys.swap'],
  ['Control+J', 'keys.conference'],
  ['Control+L', 'keys.park'],
  [['↑', '↓'], 'keys.arrows'],
  [[...keyCaps('Alt'), '1–9'], 'keys.favourites'],
  ['Control+R', 'keys.switchState'],
  ['Control+N', 'keys.note'],
  ['Control+Y', 'keys.history'],
  ['Control+B', 'keys.bar'],
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
                  {(typeof names === 'string' ? keyCaps(names) : names).map((name) => (
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
