import { Trash2, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { ActionButton } from '../parts/ActionButton.tsx';
import overlay from '../parts/overlay.module.css';
import { t } from '../parts/words.ts';
import styles from './ClearQuestion.module.css';
import { useHistory } from './model/model.ts';

interface ClearQuestionProps {
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
}

/** Asks before everything goes: this cannot be undone. */
export function ClearQuestion({ isOpen, onOpenChange }: ClearQuestionProps): ReactNode {
  const { actions } = useHistory();
  return (
    <ModalOverlay className={overlay.overlay ?? ''} isOpen={isOpen} onOpenChange={onOpenChange} isDismissable>
      <Modal className={overlay.modal ?? ''}>
        <Dialog role="alertdialog" className={styles.question ?? ''}>
          <Heading slot="title" level={2}>
            {t('history.clear.title')}
          </Heading>
          <p>{t('history.clear.about')}</p>
          <div className={styles.answers}>
            <ActionButton label={t('history.clear.cancel')} icon={X} onPress={() => onOpenChange(false)} />
            <ActionButton
              label={t('history.clear.do')}
              icon={Trash2}
              tone="danger"
              onPress={() => {
                onOpenChange(false);
                void actions.clear();
              }}
            />
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
