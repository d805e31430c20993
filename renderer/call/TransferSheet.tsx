import { MessageCircleQuestionMark, PhoneForwarded, X } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useId, useMemo } from 'react';
import type { Call } from '../../src/cti/call.ts';
import type { LampState } from '../../src/cti/people/lamp.ts';
import { NameMatches } from '../dial/NameMatches.tsx';
import { NumberChoice } from '../dial/NumberChoice.tsx';
import { NumberHint, NumberInput } from '../dial/NumberInput.tsx';
import { lampIcons } from '../parts/lampLook.ts';
import { useModel, useView } from '../model/panelModel.ts';
import { usePress } from '../model/usePress.ts';
import { ActionButton } from '../parts/ActionButton.tsx';
import { TroubleNote } from '../line/Trouble.tsx';
import { keyCaps } from '../parts/keyCaps.ts';
import { formatNumber } from '../parts/phone.ts';
import { useReturnFocus } from '../parts/hooks/useReturnFocus.ts';
import { useRoom } from '../parts/useRoom.ts';
import { useRoving } from '../parts/hooks/useRoving.ts';
import { whoOf } from '../parts/who.ts';
import { t } from '../parts/words.ts';
import styles from './TransferSheet.module.css';
import { isOffered, permission } from '../state/actions.ts';
import { suggestions, type TransferModel, transferPlace } from '../state/transfer.ts';

interface TransferSheetProps {
  readonly call: Call;
  readonly inputRef: RefObject<HTMLInputElement | null>;
}

/** Where a call is to go: a number, and the two ways to bring it there. Stands in place of the number field. */
export function TransferSheet({ call, inputRef: input }: TransferSheetProps): ReactNode {
  const { bridge, commands, names, presses, tool, transfer } = useModel();
  const trouble = useView(commands, ({ troubles }) => troubles[transferPlace]);
  const [titleId, hintId, listId] = [useId(), useId(), useId()];
  useReturnFocus();
  useRoom(bridge, true);
  useEffect(() => input.current?.focus(), [input, call.id]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented) return;
    if (event.key === 'Enter' && event.target === input.current) {
      event.preventDefault();
      if (event.repeat) return;
      const way = event.ctrlKey || !asksFirst ? 'BlindTransferCall' : 'MakeConsultCall';
      presses.press(`way:${way}`, transferPlace, transferBy(way, transfer));
    } else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      // The arrows are for the suggestions here, not for the calls.
      event.preventDefault();
      if (event.target === input.current)
        event.currentTarget.querySelector<HTMLElement>('li button')?.focus();
    }
  };
  // Where one cannot be asked first, Enter does the one thing that there is.
  const asksFirst = isOffered(call, 'MakeConsultCall');
  return (
    <section className={styles.sheet} aria-labelledby={titleId} onKeyDown={onKeyDown}>
      <div className={styles.head}>
        <h2 id={titleId}>{t('transfer.title', { who: whoOf(call) })}</h2>
        <ActionButton label={t('transfer.close')} icon={X} tone="quiet" compact onPress={tool.close} />
      </div>
      <div className={styles.field}>
        <NumberInput
          field={transfer}
          inputRef={input}
          label={t('transfer.label')}
          hintId={hintId}
          names={names.transfer}
          listId={listId}
          className={styles.input}
        />
      </div>
      <NumberHint field={transfer} id={hintId} label={t('transfer.label')} />
      <NameMatches names={names.transfer} id={listId} onPicked={() => input.current?.focus()} />
      <NumberChoice field={transfer} inputRef={input} />
      {trouble === undefined ? null : (
        <div className={styles.trouble}>
          <TroubleNote
            bridge={bridge}
            trouble={trouble}
            onDismiss={() => {
              commands.forget(transferPlace);
              input.current?.focus();
            }}
          />
        </div>
      )}
      <div className={styles.ways}>
        <Way call={call} command="MakeConsultCall" />
        <Way call={call} command="BlindTransferCall" />
      </div>
      <Suggestions call={call} onPicked={() => input.current?.focus()} />
    </section>
  );
}

const ways = {
  MakeConsultCall: { icon: MessageCircleQuestionMark, tone: 'primary', shortcut: 'Enter' },
  BlindTransferCall: {
    icon: PhoneForwarded,
    tone: 'secondary',
    shortcut: 'Control+Enter',
  },
} as const;

type WayCommand = keyof typeof ways;

function transferBy(command: WayCommand, { askFirst, now }: TransferModel): () => void {
  return command === 'MakeConsultCall' ? askFirst : now;
}

/** One of the two ways, with its key. */
function Way({ call, command }: { readonly call: Call; readonly command: WayCommand }): ReactNode {
  const { commands, line, transfer } = useModel();
  const link = useView(line, (view) => view.line.link);
  const pending = useView(commands, (view) => view.pending[transferPlace]);
  const { isGuarded, press } = usePress(`way:${command}`, transferPlace);
  if (!isOffered(call, command)) return null;
  const { allowed, reason } = permission(call.features, command, link);
  const { icon, tone, shortcut } = ways[command];
  return (
    <div className={styles.way}>
      <ActionButton
        label={t(`command.${command}`)}
        icon={icon}
        tone={tone}
        shortcut={shortcut}
        disabled={!allowed && pending === undefined}
        settling={pending !== undefined}
        guarded={isGuarded}
        reason={reason === undefined ? undefined : t(`refusal.${reason}`)}
        pending={pending === command ? t(`command.pending.${command}`) : undefined}
        onPress={() => press(transferBy(command, transfer))}
      />
      <kbd aria-hidden>{keyCaps(shortcut).join(' ')}</kbd>
    </div>
  );
}

interface Suggested {
  readonly number: string;
  readonly name: string;
  readonly lamp?: LampState;
}

const plainParty = ({ number, name }: Pick<Suggested, 'name' | 'number'>): Suggested => ({ number, name });

/** What a colleague's phone does; nothing for others. */
function Lamp({ state }: { readonly state: LampState | undefined }): ReactNode {
  if (state === undefined) return null;
  const Icon = lampIcons[state];
  return (
    <span className={styles.lamp} data-lamp={state} role="img" aria-label={t(`favourites.lamp.${state}`)}>
      <Icon aria-hidden />
    </span>
  );
}

/** Favourites, with what their phones do, and parties of recent calls; a press puts the number into the field. */
function Suggestions({ call, onPicked }: { readonly call: Call; readonly onPicked: () => void }): ReactNode {
  const { favourites, line, transfer } = useModel();
  const recent = useView(line, (view) => view.recent);
  const often = useView(favourites, (view) => view.all);
  const text = useView(transfer, (view) => view.text);
  const found = useMemo(
    () => suggestions<Suggested>([...often, ...recent.map(plainParty)], text, call.number),
    [often, recent, text, call.number],
  );
  const { onKeyDown, item } = useRoving(found.length);
  useEffect(() => {
    favourites.show(true);
    return () => favourites.show(false);
  }, [favourites]);
  if (found.length === 0) return null;
  return (
    <ul className={styles.suggestions} aria-label={t('transfer.suggestions')} onKeyDown={onKeyDown}>
      {found.map(({ lamp, name, number }, index) => (
        <li key={number}>
          <button
            type="button"
            {...item(index)}
            onClick={() => {
              transfer.setText(number);
              onPicked();
            }}
          >
            <Lamp state={lamp} />
            <span className={styles.who}>{name === '' ? formatNumber(number) : name}</span>
            {name === '' ? null : <span className={styles.number}>{formatNumber(number)}</span>}
          </button>
        </li>
      ))}
    </ul>
  );
}
