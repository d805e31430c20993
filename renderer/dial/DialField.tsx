import { Delete, PhoneOutgoing, X } from 'lucide-react';
import { type ReactNode, type RefObject, useEffect, useId } from 'react';
import { SecondCallQuestion } from './SecondCallQuestion.tsx';
import { isOffered, permission } from '../state/actions.ts';
import { useModel, useView } from '../model/panelModel.ts';
import { ActionButton } from '../parts/ActionButton.tsx';
import { TroubleNote } from '../line/Trouble.tsx';
import { cx } from '../parts/cx.ts';
import { t } from '../parts/words.ts';
import styles from './DialField.module.css';
import { KeypadButton } from './Keypad.tsx';
import { NameMatches } from './NameMatches.tsx';
import { NumberChoice } from './NumberChoice.tsx';
import { NumberHint, NumberInput } from './NumberInput.tsx';
import { OfferNote, useOfferedFocus } from './OfferNote.tsx';

interface DialFieldProps {
  readonly inputRef: RefObject<HTMLInputElement | null>;
  /** There is a call: the dock is taken, so the field brings its own buttons. */
  readonly inCall: boolean;
}

/** Once a call stands, digits are for it: the field gives the focus up, unless a number has been begun in it. */
function useGivenUp(inputRef: RefObject<HTMLInputElement | null>): void {
  const { dial, line } = useModel();
  const dialled = useView(dial, (view) => view.dialled);
  const talkedOn = useView(line, (view) => view.line.calls.find(({ state }) => state === 'talking')?.id);
  useEffect(() => {
    if (dial.getState().text === '' && (dialled > 0 || talkedOn !== undefined)) inputRef.current?.blur();
  }, [dial, dialled, talkedOn, inputRef]);
}

/** The number field. Nothing that was typed into it is ever lost. */
export function DialField({ inputRef, inCall }: DialFieldProps): ReactNode {
  const { bridge, commands, dial, names } = useModel();
  const empty = useView(dial, ({ text }) => text === '');
  const trouble = useView(commands, ({ troubles }) => troubles.dial);
  const [hintId, listId] = [useId(), useId()];
  useOfferedFocus(inputRef);
  useGivenUp(inputRef);
  return (
    <div className={cx(styles.dial, inCall && styles.inCall)} data-empty={empty}>
      <div className={styles.field}>
        <NumberInput
          field={dial}
          inputRef={inputRef}
          label={t('dial.label')}
          hintId={hintId}
          names={names.dial}
          listId={listId}
          className={styles.input}
        />
        {empty ? null : (
          <ActionButton
            label={t('dial.clear')}
            icon={inCall ? Delete : X}
            tone="quiet"
            compact
            onPress={() => {
              dial.setText('');
              inputRef.current?.focus();
            }}
          />
        )}
        {inCall ? <ButtonsInCall /> : null}
      </div>
      <NumberHint field={dial} id={hintId} label={t('dial.label')} />
      <NameMatches names={names.dial} id={listId} onPicked={() => inputRef.current?.focus()} />
      <NumberChoice field={dial} inputRef={inputRef} />
      <OfferNote />
      <SecondCallQuestion kind="dial" />
      {trouble === undefined ? null : (
        <TroubleNote bridge={bridge} trouble={trouble} onDismiss={() => commands.forget('dial')} />
      )}
    </div>
  );
}

/** What the dock has while there is no call. */
function ButtonsInCall(): ReactNode {
  const { commands, dial, line } = useModel();
  const pending = useView(commands, (view) => view.pending.dial !== undefined);
  const features = useView(line, (view) => view.line.features);
  const link = useView(line, (view) => view.line.link);
  // Two keypads side by side, one for the number and one for the other party, would be one too many.
  const keysToParty = useView(line, (view) => view.line.calls.some((call) => isOffered(call, 'SendDtmf')));
  const { allowed, reason } = permission(features, 'MakeCall', link);
  return (
    <>
      {keysToParty ? null : <KeypadButton compact />}
      <ActionButton
        label={t('dial.call')}
        icon={PhoneOutgoing}
        tone="quiet"
        compact
        disabled={!allowed}
        reason={reason === undefined ? undefined : t(`refusal.${reason}`)}
        pending={pending ? t('command.pending.MakeCall') : undefined}
        onPress={dial.submit}
      />
    </>
  );
}
