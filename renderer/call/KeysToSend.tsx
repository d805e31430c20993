import { Hash } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Call } from '../../src/cti/call.ts';
import { useModel, useView } from '../model/panelModel.ts';
import { ActionButton } from '../parts/ActionButton.tsx';
import { t } from '../parts/words.ts';
import styles from './KeysToSend.module.css';
import { permission } from '../state/actions.ts';
import { isReadyForKeys, keysDue, shownKeys } from '../state/pendingKeys.ts';

/** Keys that came with the number: shown until the call is answered, then a button. They are never sent unasked. */
export function KeysToSend({ call }: { readonly call: Call }): ReactNode {
  const { line, pendingKeys } = useModel();
  const view = useView(pendingKeys, (now) => now);
  const link = useView(line, ({ line: now }) => now.link);
  const due = keysDue(call);
  return (
    <div className={styles.place} role="status">
      {due === undefined || call.state === 'ended' ? null : isReadyForKeys(call) ? (
        <SendButton
          keys={shownKeys(due.keys)}
          isSending={view.sending === call.id}
          {...permission(call.features, 'SendDtmf', link)}
          onPress={() => pendingKeys.send(call.id)}
        />
      ) : (
        <p className={styles.later}>{t('keysToSend.later', { keys: shownKeys(due.keys) })}</p>
      )}
    </div>
  );
}

interface SendButtonProps extends ReturnType<typeof permission> {
  readonly keys: string;
  readonly isSending: boolean;
  readonly onPress: () => void;
}

function SendButton({ keys, isSending, allowed, reason, onPress }: SendButtonProps): ReactNode {
  const off = !allowed && !isSending;
  return (
    <ActionButton
      label={t('keysToSend.send', { keys })}
      icon={Hash}
      shortcut="Control+D"
      showsKey
      disabled={off}
      reason={reason === undefined ? undefined : t(`refusal.${reason}`)}
      pending={isSending ? t('keysToSend.sending') : undefined}
      onPress={onPress}
    />
  );
}
