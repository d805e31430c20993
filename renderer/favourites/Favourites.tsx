import { ChevronDown, ChevronUp, Info, Undo2 } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useCallback, useEffect, useMemo, useState } from 'react';
import type { ShownFavourite } from '../../src/ipc/favourites.ts';
import { TroubleNote } from '../line/Trouble.tsx';
import { useModel, useView } from '../model/panelModel.ts';
import { favouritesPlace } from '../model/pressFavourite.ts';
import { ActionButton } from '../parts/ActionButton.tsx';
import { barMedia } from '../parts/bar.ts';
import { useMedia } from '../parts/hooks/useMedia.ts';
import { whoOf } from '../parts/who.ts';
import { t } from '../parts/words.ts';
import { waysFor } from '../press/favouriteDeed.ts';
import { focusOf } from '../state/focus.ts';
import { FavouriteTile } from './FavouriteTile.tsx';
import styles from './Favourites.module.css';

/** As many are seen at first; the list of recent calls stays on the screen. */
const fewMax = 6;
/** How long a removal can be taken back by its button, ms. */
const undoMs = 10_000;

/** Who the agent calls often, and what their phones do. Nothing where there are none. */
export function Favourites(): ReactNode {
  const { bridge, commands, favourites } = useModel();
  const all = useView(favourites, (view) => view.all);
  const removed = useView(favourites, (view) => view.removed);
  const trouble = useView(commands, ({ troubles }) => troubles[favouritesPlace]);
  const isVisible = useVisible();
  useEffect(() => favourites.show(isVisible), [favourites, isVisible]);
  useEffect(() => () => favourites.show(false), [favourites]);
  const [isOpen, setIsOpen] = useState(false);
  if (all.length === 0 && removed === undefined) return null;
  return (
    <section className={styles.favourites} aria-label={t('favourites.title')}>
      <Title />
      <Denied />
      <Tiles shown={isOpen ? all : all.slice(0, fewMax)} />
      {all.length <= fewMax ? null : (
        <ActionButton
          label={isOpen ? t('favourites.fewer') : t('favourites.all', { count: String(all.length) })}
          icon={isOpen ? ChevronUp : ChevronDown}
          tone="quiet"
          expanded={isOpen}
          onPress={() => setIsOpen(!isOpen)}
        />
      )}
      <Removed />
      {trouble === undefined ? null : (
        <TroubleNote bridge={bridge} trouble={trouble} onDismiss={() => commands.forget(favouritesPlace)} />
      )}
    </section>
  );
}

/** Whether they can be seen: not in a window that is hidden, nor in a bar. */
function useVisible(): boolean {
  const isBar = useMedia(barMedia);
  const [isHidden, setIsHidden] = useState(document.visibilityState === 'hidden');
  useEffect(() => {
    const look = (): void => setIsHidden(document.visibilityState === 'hidden');
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);
  return !isBar && !isHidden;
}

/** One Tab stop; arrows go through all, Ctrl+Z brings back what was removed last. */
function Tiles({ shown }: { readonly shown: readonly ShownFavourite[] }): ReactNode {
  const { favourites, line } = useModel();
  const recent = useView(line, (view) => view.recent);
  const names = useMemo(
    () => new Map(recent.toReversed().flatMap(({ number, name }) => (name === '' ? [] : [[number, name]]))),
    [recent],
  );
  const [current, setCurrent] = useState(0);
  const active = Math.min(current, Math.max(0, shown.length - 1));
  const onFocus = useCallback((index: number) => setCurrent(index), []);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const isUndo = event.ctrlKey && !event.shiftKey && event.key.toLowerCase() === 'z';
    const to = target(event.key, active, shown.length);
    if (isUndo) favourites.undo();
    else if (to !== undefined)
      event.currentTarget.querySelectorAll<HTMLElement>('[data-number]')[to]?.focus();
    else return;
    event.preventDefault();
  };
  return (
    <ul className={styles.tiles} onKeyDown={onKeyDown}>
      {shown.map((favourite, index) => (
        <FavouriteTile
          key={favourite.number}
          favourite={favourite}
          who={whoOf({ ...favourite, name: favourite.name || (names.get(favourite.number) ?? '') })}
          index={index}
          tabIndex={index === active ? 0 : -1}
          onFocus={onFocus}
        />
      ))}
    </ul>
  );
}

function target(key: string, from: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return Math.min(from + 1, count - 1);
    case 'ArrowLeft':
    case 'ArrowUp':
      return Math.max(from - 1, 0);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}

/** In a call, what a press is for: no one is put on hold by surprise. */
function Title(): ReactNode {
  const { calls, line } = useModel();
  const standing = useView(line, (view) => view.line.calls);
  const picked = useView(calls, (view) => view.picked);
  const call = focusOf(standing, picked);
  const [way] = waysFor(call);
  return (
    <h2 className={styles.title}>
      {call === undefined || way === undefined
        ? t('favourites.title')
        : t(`favourites.title.${way}`, { caller: whoOf(call) })}
    </h2>
  );
}

/** Why all of them are unknown, said once for all. */
function Denied(): ReactNode {
  const { favourites } = useModel();
  const denial = useView(favourites, (view) => view.denial);
  const isOfColleagues = useView(favourites, ({ all }) => all.some(({ lamp }) => lamp !== undefined));
  if (denial !== 'rightMissing' || !isOfColleagues) return null;
  return (
    <p className={styles.denied} role="status">
      <Info aria-hidden />
      {t(`favourites.denied.${denial}`)}
    </p>
  );
}

function Removed(): ReactNode {
  const { favourites } = useModel();
  const removed = useView(favourites, (view) => view.removed);
  useEffect(() => {
    if (removed === undefined) return undefined;
    const timer = setTimeout(favourites.forgetRemoved, undoMs);
    return () => clearTimeout(timer);
  }, [favourites, removed]);
  if (removed === undefined) return null;
  return (
    <p className={styles.removed} role="status">
      <span>{t('favourites.removed', { who: whoOf(removed.favourite) })}</span>
      <ActionButton
        label={t('favourites.undo')}
        icon={Undo2}
        tone="quiet"
        shortcut="Control+Z"
        onPress={favourites.undo}
      />
    </p>
  );
}
