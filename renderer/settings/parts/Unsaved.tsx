import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { PenLine, Trash2 } from 'lucide-react';
import { ActionButton } from '../../parts/ActionButton.tsx';
import overlay from '../../parts/overlay.module.css';
import { t } from '../../parts/words.ts';
import styles from './Unsaved.module.css';

interface UnsavedProps {
  readonly isOpen: boolean;
  readonly onKeep: () => void;
  readonly onDiscard: () => void;
}

/** Asked before typed changes are thrown away; the safe answer is on the left and has the focus. */
export function Unsaved({ isOpen, onKeep, onDiscard }: UnsavedProps): ReactNode {
  const change = (open: boolean): void => {
    if (!open) onKeep();
  };
  return (
    <ModalOverlay className={overlay.overlay ?? ''} isOpen={isOpen} onOpenChange={change}>
      <Modal className={overlay.modal ?? ''}>
        <Dialog role="alertdialog" className={styles.dialog ?? ''}>
          <Heading slot="title" level={2}>
            {t('settings.unsaved.title')}
          </Heading>
          <p>{t('settings.unsaved.text')}</p>
          <div className={styles.actions}>
            <ActionButton label={t('settings.unsaved.keep')} icon={PenLine} tone="primary" onPress={onKeep} />
            <ActionButton
              label={t('settings.unsaved.discard')}
              icon={Trash2}
              tone="danger"
              onPress={onDiscard}
            />
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
