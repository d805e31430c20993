import { PhoneOutgoing, RotateCcw } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Call } from '../../src/cti/call.ts';
import { permission } from '../state/actions.ts';
import { groupsOf, partiesWith } from '../state/pair.ts';
import { focusOf } from '../state/focus.ts';
import { KeypadButton } from '../dial/Keypad.tsx';
import { lastNumber } from '../state/dialling.ts';
import { ActionButton } from '../parts/ActionButton.tsx';
import { whoOf } from '../parts/who.ts';
import { t } from '../parts/words.ts';
import { usePress } from '../model/usePress.ts';
import { CallDock } from './CallDock.tsx';
import styles from './Dock.module.css';
import { useModel, useView } from '../model/panelModel.ts';

/** The buttons that matter, always in the same place: the likeliest on the left, the one that ends a call on the right. */
export function Dock(): ReactNode {
  const { line, calls } = useModel();
  const standing = useView(line, (view) => view.line.calls);
  const picked = useView(calls, (view) => view.picked);
  const call = focusOf(standing, picked);
  const several = groupsOf(standing).length > 1;
  return (
    <div
      className={styles.dock}
      role="region"
      aria-label={
        call === undefined || !several ? t('dock.alone') : t('dock.for', { who: whose(call, standing) })
      }
    >
      {call === undefined || !several ? null : (
        <p className={styles.whose} aria-hidden data-whose>
          {t('dock.for', { who: whose(call, standing) })}
        </p>
      )}
      {call === undefined ? (
        <div className={styles.main}>
          <Idle />
        </div>
      ) : (
        <CallDock call={call} />
      )}
    </div>
  );
}

/** Whose buttons they are. */
function whose(call: Call, calls: readonly Call[]): string {
  return partiesWith(call, calls).map(whoOf).join(', ');
}

function Idle(): ReactNode {
  const { isGuarded, press } = usePress('dock:0', 'dial');
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
        guarded={isGuarded}
        reason={reason === undefined ? undefined : t(`refusal.${reason}`)}
        pending={pending ? t('command.pending.MakeCall') : undefined}
        onPress={() => press(redials ? dial.redial : dial.submit)}
      />
      <KeypadButton />
    </>
  );
}
