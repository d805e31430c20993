import { CircleCheck, Undo2, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { TroubleNote } from '../line/Trouble.tsx';
import { ActionButton } from '../parts/ActionButton.tsx';
import { t } from '../parts/words.ts';
import { Outcome } from '../support/Outcome.tsx';
import type { Told } from './model/actions.ts';
import styles from './Foot.module.css';
import { useActions, useHistory, useList } from './model/model.ts';
import { activeCall } from './model/state.ts';

/** What came of the last thing that was done. It stays until something else is done: slow readers can still undo. */
export function Foot(): ReactNode {
  const { bridge, actions } = useHistory();
  const told = useActions((now) => now.told);
  const canUndo = useActions((now) => now.canUndo);
  const notDialled = useActions((now) => now.notDialled);
  const inDetails = useList((list) => (list.isOpen ? activeCall(list)?.id : undefined));
  const trouble =
    told?.kind === 'trouble'
      ? told.trouble
      : notDialled !== undefined && notDialled.id !== inDetails
        ? notDialled.trouble
        : undefined;
  const text = told === undefined ? undefined : textOf(told);
  return (
    <footer>
      <div role="status">
        {text === undefined ? null : (
          <p className={styles.told}>
            <CircleCheck aria-hidden />
            <span className={styles.text}>{text}</span>
            {told?.kind === 'removed' && canUndo ? (
              <ActionButton
                label={t('history.undo')}
                icon={Undo2}
                shortcut="Control+Z"
                showsKey
                onPress={() => void actions.undo()}
              />
            ) : null}
            <ActionButton label={t('call.dismiss')} icon={X} tone="quiet" compact onPress={actions.forget} />
          </p>
        )}
      </div>
      <Outcome
        bridge={bridge}
        result={told?.kind === 'exported' ? told.result : undefined}
        saved={(file) => t('history.export.saved', { file })}
      />
      {trouble === undefined ? null : (
        <div className={styles.trouble}>
          <TroubleNote bridge={bridge} trouble={trouble} onDismiss={actions.forget} />
        </div>
      )}
    </footer>
  );
}

function textOf(told: Told): string | undefined {
  switch (told.kind) {
    case 'removed':
      return t('history.removed', { who: told.who });
    case 'copied':
      return t('history.copied', { who: told.who });
    case 'dialled':
      return t('told.outgoing.dialing', { who: told.who });
    case 'restored':
      return t('history.restored');
    case 'notRestored':
      return t('history.notRestored');
    case 'cleared':
      return t('history.cleared', { count: told.count });
    case 'trouble':
    case 'exported':
      return undefined;
  }
}
