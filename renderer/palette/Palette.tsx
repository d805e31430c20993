import { Check, ChevronRight, CornerDownLeft, LoaderCircle, TriangleAlert } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { PaletteDeed } from '../../src/ipc/palette.ts';
import { Code } from '../parts/Code.tsx';
import { cx } from '../parts/cx.ts';
import hidden from '../parts/hidden.module.css';
import { usePageTitle } from '../parts/page.ts';
import { t } from '../parts/words.ts';
import styles from './Palette.module.css';
import { currentOf, type PaletteModel } from './model.ts';

const listId = 'deeds';
const rowId = (index: number): string => `deed-${index}`;

/** One line, what it does row by row, and below what came of it. */
export function Palette({ model }: { readonly model: PaletteModel }): ReactNode {
  const { text, view, opened } = useStore(model);
  const current = useStore(model, currentOf);
  const pending = useStore(model, (state) => state.pending);
  const input = useRef<HTMLInputElement>(null);
  usePageTitle(t('palette.title'));
  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, [opened]);
  const index = view.deeds.findIndex(({ key }) => key === current?.key);
  return (
    <main className={styles.palette} onKeyDown={(event) => press(model, event)}>
      <h1 className={hidden.hidden}>{t('palette.title')}</h1>
      <div className={styles.line}>
        <ChevronRight aria-hidden />
        <input
          ref={input}
          className={styles.input}
          role="combobox"
          aria-label={t('palette.label')}
          aria-expanded={view.deeds.length > 0}
          aria-controls={listId}
          aria-activedescendant={index < 0 ? undefined : rowId(index)}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          placeholder={t('palette.hint')}
          value={text}
          readOnly={pending !== undefined}
          onChange={({ target }) => model.type(target.value)}
        />
      </div>
      <ul className={styles.deeds} id={listId} role="listbox" aria-label={t('palette.list')}>
        {view.deeds.map((deed, at) => (
          <Row
            key={deed.key}
            deed={deed}
            id={rowId(at)}
            isCurrent={at === index}
            isPending={deed.key === pending}
            onPress={() => void model.choose(deed.key)}
          />
        ))}
      </ul>
      <Foot model={model} />
    </main>
  );
}

function press(model: PaletteModel, event: KeyboardEvent): void {
  // Letters are being put together: Enter and arrows are for that.
  if (event.nativeEvent.isComposing) return;
  switch (event.key) {
    case 'Escape':
      model.close();
      break;
    case 'Enter':
      if (!event.repeat) void model.enter();
      break;
    case 'ArrowDown':
      model.move(1);
      break;
    case 'ArrowUp':
      model.move(-1);
      break;
    default:
      return;
  }
  event.preventDefault();
}

interface RowProps {
  readonly deed: PaletteDeed;
  readonly id: string;
  readonly isCurrent: boolean;
  readonly isPending: boolean;
  readonly onPress: () => void;
}

/** The keys are the line's; a row is only pressed. */
function Row({ deed, id, isCurrent, isPending, onPress }: RowProps): ReactNode {
  const { text, facts, denied } = deed;
  const beside = denied === undefined ? facts : [denied.text];
  return (
    <li
      id={id}
      role="option"
      aria-selected={isCurrent}
      aria-disabled={denied !== undefined || undefined}
      className={cx(styles.deed, isCurrent && styles.current, denied !== undefined && styles.denied)}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPress}
    >
      <span className={styles.text}>{text}</span>
      <span className={styles.facts}>{beside.join(' · ')}</span>
      {isPending ? <LoaderCircle aria-hidden className={styles.pending} /> : null}
      {isCurrent && !isPending && denied === undefined ? <CornerDownLeft aria-hidden /> : null}
    </li>
  );
}

/** What came of it; else why Enter does nothing; else the keys. */
function Foot({ model }: { readonly model: PaletteModel }): ReactNode {
  const { view, done, trouble, asked, pending, warned } = useStore(model);
  const warning = view.deeds.find(({ key }) => key === warned)?.warning;
  const isPicked = useStore(model, (state) => currentOf(state) !== undefined);
  if (trouble !== undefined)
    return (
      <div className={cx(styles.foot, styles.trouble)} role="alert">
        <TriangleAlert aria-hidden />
        <p>{trouble.text}</p>
        <Code bridge={model.bridge} code={trouble.code} detail={trouble.detail} />
      </div>
    );
  const why = asked && !isPicked ? view.why : undefined;
  const said = done ?? warning ?? why;
  return (
    <div className={cx(styles.foot, (warning ?? why) !== undefined && styles.warning)} role="status">
      {done === undefined ? null : <Check aria-hidden />}
      <p>
        {said ?? (pending === undefined && !isPicked ? (view.why ?? t('palette.keys')) : t('palette.keys'))}
      </p>
    </div>
  );
}
