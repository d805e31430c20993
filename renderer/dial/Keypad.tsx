import { Delete, Grid3x3 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button, DialogTrigger, Popover } from 'react-aria-components';
import { useModel, useView } from '../model/panelModel.ts';
import { cx } from '../parts/cx.ts';
import { useRoom } from '../parts/useRoom.ts';
import { t } from '../parts/words.ts';
import buttons from '../parts/ActionButton.module.css';
import styles from './Keypad.module.css';
import { phoneKeys } from './phoneKeys.ts';

/** Opens the keypad over the number field. */
export function KeypadButton({ compact = false }: { readonly compact?: boolean }): ReactNode {
  const { bridge } = useModel();
  const [isOpen, setIsOpen] = useState(false);
  useRoom(bridge, isOpen);
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setIsOpen}>
      <Button
        className={cx(
          buttons.button,
          compact ? buttons.quiet : buttons.secondary,
          compact ? buttons.compact : buttons.dock,
        )}
        aria-label={t(compact ? 'dial.keypadForNumber' : 'dial.keypad')}
      >
        <Grid3x3 aria-hidden />
        {compact ? null : <span className={buttons.label}>{t('dial.keypad')}</span>}
      </Button>
      {/* It is the dialog itself: one within it would leave its hidden buttons to close it outside of every landmark. */}
      <Popover className={styles.popover ?? ''} placement="top end" offset={6} aria-label={t('dial.keypad')}>
        <div className={styles.keypad}>
          <Keypad />
        </div>
      </Popover>
    </DialogTrigger>
  );
}

function Keypad(): ReactNode {
  const { dial } = useModel();
  const text = useView(dial, (view) => view.text);
  return (
    <>
      <output className={cx(styles.shown, text === '' && styles.empty)}>
        {text === '' ? t('dial.placeholder') : text}
      </output>
      {phoneKeys.map(([key, letters]) => (
        <Button key={key} className={styles.key ?? ''} onPress={() => dial.setText(text + key)}>
          {key}
          <small aria-hidden>{letters}</small>
        </Button>
      ))}
      <Button className={styles.key ?? ''} isDisabled={text !== ''} onPress={() => dial.setText('+')}>
        +
      </Button>
      <Button
        className={cx(styles.key, styles.delete)}
        aria-label={t('dial.deleteLast')}
        isDisabled={text === ''}
        onPress={() => dial.setText(text.slice(0, -1))}
      >
        <Delete aria-hidden />
      </Button>
    </>
  );
}
