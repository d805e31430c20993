import { PhoneOutgoing, RotateCcw } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { permission } from '../state/actions.ts';
import { dockItems, itemKey } from '../call/dockItems.ts';
import { focusOf } from '../state/focus.ts';
import { KeypadButton } from '../dial/Keypad.tsx';
import { lastNumber } from '../state/dialling.ts';
import { ActionButton } from '../parts/ActionButton.tsx';
import { t } from '../parts/words.ts';
import { CallDock } from './CallDock.tsx';
import styles from './Dock.module.css';
import { useModel, useView } from '../state/model.ts';
import { settleMs } from './settle.ts';

/** The buttons that matter, always in the same place: the likeliest on the left, the one that ends a call on the right. */
export function Dock(): ReactNode {
  const { line, calls } = useModel();
  const standing = useView(line, (view) => view.line.calls);
  const picked = useView(calls, (view) => view.picked);
  const call = focusOf(standing, picked);
  const meaning = call === undefined ? 'dial' : dockItems(call, standing).main.map(itemKey).join();
  const inert = useChangedJustNow(meaning);
  return (
    <div className={styles.dock}>
      {call === undefined ? (
        <div className={styles.main}>
          <Idle inert={inert} />
        </div>
      ) : (
        <CallDock call={call} inert={inert} />
      )}
    </div>
  );
}

function Idle({ inert }: { readonly inert: boolean }): ReactNode {
  const { commands, dial, line } = useModel();
  const empty = useView(dial, ({ text }) => text === '');
  const pending = useView(commands, (view) => view.pending.dial !== undefined);
  const features = useView(line, (view) => view.line.features);
  const link = useView(line, (view) => view.line.link);
  const last = lastNumber(
    useView(dial, (view) => view),
    line,
  );
  const redials = empty && last !== '';
  const { allowed, reason } = permission(features, 'MakeCall', link);
  return (
    <>
      <ActionButton
        label={t(redials ? 'dial.redial' : 'dial.call')}
        icon={redials ? RotateCcw : PhoneOutgoing}
        tone={redials ? 'secondary' : 'primary'}
        size="dock"
        disabled={!allowed}
        settling={inert}
        reason={reason === undefined ? undefined : t(`refusal.${reason}`)}
        pending={pending ? t('command.pending.MakeCall') : undefined}
        onPress={dial.submit}
      />
      <KeypadButton />
    </>
  );
}

/** True for a moment after the buttons' meaning changed under the hand. */
function useChangedJustNow(meaning: string): boolean {
  const [settled, setSettled] = useState(meaning);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(meaning), settleMs);
    return () => clearTimeout(timer);
  }, [meaning]);
  return settled !== meaning;
}
