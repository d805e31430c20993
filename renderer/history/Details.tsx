import { ArrowLeft, Check, Copy, Phone, Trash2, Undo2, X } from 'lucide-react';
import { Fragment, type ReactNode, useRef } from 'react';
import { isMissed } from '../../src/cti/outcome.ts';
import type { HistoryCall } from '../../src/ipc/history.ts';
import { whyNotCallable } from '../dial/callBack.ts';
import { outcomeOf } from '../line/outcome.ts';
import { TroubleNote } from '../line/Trouble.tsx';
import { ActionButton } from '../parts/ActionButton.tsx';
import { countryOf } from '../parts/phone.ts';
import { numberBeside, whoOf } from '../parts/who.ts';
import { t } from '../parts/words.ts';
import { directionOf } from '../recent/rowWords.ts';
import { Consultations } from './Consultations.tsx';
import styles from './Details.module.css';
import { DispositionField } from './DispositionField.tsx';
import { Facts } from './Facts.tsx';
import { useActions, useFocusWish, useHistory, useList } from './model/model.ts';
import { NoteField } from './NoteField.tsx';
import { activeCall } from './model/state.ts';

interface DetailsProps {
  /** It lies over the list. */
  readonly covers: boolean;
  readonly onClose: () => void;
}

/** Everything that is known of the call that is chosen, and what can be done with it. */
export function Details({ covers, onClose }: DetailsProps): ReactNode {
  const call = useList(activeCall);
  const region = useRef<HTMLElement>(null);
  useFocusWish('details', () => region.current?.focus());
  const who = call === undefined ? '' : whoOf(call);
  return (
    <section
      ref={region}
      tabIndex={-1}
      className={styles.details}
      data-covers={covers || undefined}
      aria-label={call === undefined ? t('history.loading') : t('history.details', { who })}
    >
      {call === undefined ? null : (
        <Fragment key={call.id}>
          <header className={styles.head}>
            {covers ? <CloseButton icon={ArrowLeft} onClose={onClose} /> : null}
            <Heading call={call} />
            {covers ? null : <CloseButton icon={X} onClose={onClose} />}
          </header>
          <Deeds call={call} />
          <DispositionField call={call} />
          <NoteField call={call} />
          <Facts call={call} />
          <Consultations id={call.id} />
        </Fragment>
      )}
    </section>
  );
}

function CloseButton({ icon, onClose }: { icon: typeof X; onClose: () => void }): ReactNode {
  return (
    <ActionButton
      label={t('history.details.close')}
      icon={icon}
      tone="quiet"
      compact
      shortcut="Escape"
      onPress={onClose}
    />
  );
}

function Heading({ call }: { readonly call: HistoryCall }): ReactNode {
  const number = numberBeside(call);
  const country = countryOf(call.number);
  const end = call.endedAt === undefined && call.outcome === undefined ? t('history.noEnd') : outcomeOf(call);
  return (
    <div className={styles.heading}>
      <h2 className={styles.who}>{whoOf(call)}</h2>
      {number === undefined ? null : <p className={styles.number}>{number}</p>}
      {country === undefined ? null : <p className={styles.hint}>{country}</p>}
      <p className={styles.outcome}>
        <span>{directionOf(call).word}</span>
        <span data-missed={isMissed(call) || undefined}>{end}</span>
      </p>
    </div>
  );
}

function Deeds({ call }: { readonly call: HistoryCall }): ReactNode {
  const { bridge, actions, list } = useHistory();
  const isDialling = useActions((now) => now.dialling === call.id);
  const notDialled = useActions((now) =>
    now.notDialled?.id === call.id ? now.notDialled.trouble : undefined,
  );
  const why = whyNotCallable(call);
  const isDone = call.doneAt !== undefined;
  return (
    <div className={styles.deeds}>
      <ActionButton
        label={t(call.direction === 'incoming' ? 'command.callBack' : 'command.MakeCall')}
        icon={Phone}
        tone="primary"
        disabled={why !== undefined}
        reason={why === undefined ? undefined : t(why)}
        pending={isDialling ? t('command.pending.MakeCall') : undefined}
        onPress={() => void actions.dial(call)}
      />
      {call.number === '' ? null : (
        <ActionButton label={t('history.copy')} icon={Copy} onPress={() => void actions.copy(call)} />
      )}
      {isMissed(call) ? (
        <ActionButton
          label={t(isDone ? 'history.notDone' : 'history.done')}
          icon={isDone ? Undo2 : Check}
          onPress={() => void actions.setDone(call, !isDone)}
        />
      ) : null}
      <ActionButton
        label={t('history.delete')}
        icon={Trash2}
        onPress={() => void actions.remove(call, list.getState().active ?? 0)}
      />
      {notDialled === undefined ? null : (
        <div className={styles.trouble}>
          <TroubleNote bridge={bridge} trouble={notDialled} onDismiss={actions.forget} />
        </div>
      )}
    </div>
  );
}
