import { Keyboard, RotateCcw, X } from 'lucide-react';
import { type DOMAttributes, Fragment, type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import type { HotkeyName, HotkeyState } from '../../../src/ipc/hotkeys.ts';
import { ActionButton } from '../../parts/ActionButton.tsx';
import { Code } from '../../parts/Code.tsx';
import { cx } from '../../parts/cx.ts';
import { isMac, keyCaps } from '../../parts/keyCaps.ts';
import { t } from '../../parts/words.ts';
import styles from './HotkeyRow.module.css';
import { Lockable } from './Lockable.tsx';
import { useForm, useSettings } from '../model/context.ts';
import fields from './fields.module.css';
import { initialKeys, type HotkeyField, hotkeysOf, troubleOf } from '../model/hotkeys.ts';
import { keysOf } from '../model/keyPress.ts';

interface HotkeyRowProps {
  readonly name: HotkeyName;
  readonly field: HotkeyField;
  /** What would come of the keys that stand in the form; unknown for a moment. */
  readonly state: HotkeyState | undefined;
  readonly recording: boolean;
  readonly onRecord: (on: boolean) => void;
}

/** One hotkey: pressing its button and then the keys records them. Keys that cannot work are reported and not taken. */
export function HotkeyRow({ name, field, state, recording, onRecord }: HotkeyRowProps): ReactNode {
  const { model } = useSettings();
  const keys = useForm().values[field];
  const recorder = useRecorder({ name, field, recording, onRecord });
  const labelId = useId();
  const noteId = useId();
  const label = t(`settings.${field}`);
  const trouble = troubleOf(recording ? recorder.tried : state);
  const row = (
    <div className={styles.row} role="group" aria-labelledby={labelId}>
      <span id={labelId} className={fields.label}>
        {label}
      </span>
      <div className={styles.line}>
        <button
          type="button"
          className={cx(styles.keys, recording && styles.recording, trouble !== undefined && styles.wrong)}
          aria-label={t('hotkey.record', {
            what: label,
            keys: keys === '' ? t('hotkey.none') : keyCaps(keys).join(' '),
          })}
          aria-describedby={noteId}
          aria-pressed={recording}
          {...recorder.handlers}
        >
          <Keyboard aria-hidden />
          {recording ? <span>{t('hotkey.press')}</span> : <Caps keys={keys} />}
        </button>
        <ActionButton
          label={t('hotkey.clear')}
          name={t('hotkey.clear.of', { what: label })}
          icon={X}
          tone="quiet"
          disabled={keys === ''}
          onPress={() => model.change({ [field]: '' })}
        />
        <ActionButton
          label={t('hotkey.restore')}
          name={t('hotkey.restore.of', { what: label })}
          icon={RotateCcw}
          tone="quiet"
          disabled={keys === initialKeys(field)}
          onPress={() => model.change({ [field]: initialKeys(field) })}
        />
      </div>
      <Note id={noteId} trouble={trouble} recording={recording} />
    </div>
  );
  return <Lockable name={field}>{row}</Lockable>;
}

interface Recorder {
  /** What would come of the keys that were pressed last. */
  readonly tried: HotkeyState | undefined;
  readonly handlers: Required<Pick<DOMAttributes<HTMLButtonElement>, 'onClick' | 'onKeyDown' | 'onBlur'>>;
}

function useRecorder({ name, field, recording, onRecord }: Omit<HotkeyRowProps, 'state'>): Recorder {
  const { bridge, model } = useSettings();
  const { values } = useForm();
  const [tried, setTried] = useState<HotkeyState>();
  const take = (pressed: string): void => {
    bridge.request('hotkeys:probe', { ...hotkeysOf(values), [name]: pressed }).then(
      ({ [name]: found }) => {
        setTried(found);
        if (found.state !== 'works' && found.state !== 'taken') return;
        model.change({ [field]: found.keys });
        onRecord(false);
      },
      () => onRecord(false),
    );
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const plain = !event.ctrlKey && !event.altKey && !event.metaKey;
    if (!recording || (event.key === 'Tab' && plain)) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape' && plain && !event.shiftKey) {
      onRecord(false);
      return;
    }
    const pressed = event.repeat ? undefined : keysOf(event.nativeEvent, isMac);
    if (pressed !== undefined) take(pressed);
  };
  const onClick = (): void => {
    setTried(undefined);
    onRecord(!recording);
  };
  const onBlur = (): void => {
    if (recording) onRecord(false);
  };
  return { tried, handlers: { onClick, onKeyDown, onBlur } };
}

interface NoteProps {
  readonly id: string;
  readonly trouble: ReturnType<typeof troubleOf>;
  readonly recording: boolean;
}

function Note({ id, trouble, recording }: NoteProps): ReactNode {
  const { bridge } = useSettings();
  return (
    <div id={id} role="status" className={styles.note}>
      {trouble === undefined ? null : (
        <>
          <span className={fields.error}>{trouble.text}</span> <Code bridge={bridge} code={trouble.code} />
        </>
      )}
      {recording ? <span className={fields.hint}>{t('hotkey.press.hint')}</span> : null}
    </div>
  );
}

function Caps({ keys }: { readonly keys: string }): ReactNode {
  if (keys === '') return <span className={styles.none}>{t('hotkey.none')}</span>;
  return (
    <span className={styles.caps}>
      {keyCaps(keys).map((cap, index) => (
        <Fragment key={cap}>
          {index === 0 ? null : ' '}
          <kbd>{cap}</kbd>
        </Fragment>
      ))}
    </span>
  );
}
