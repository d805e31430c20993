import { User } from 'lucide-react';
import { type KeyboardEvent, memo, type ReactNode, useRef, useState } from 'react';
import { speedDials } from '../../src/cti/people/favourite.ts';
import type { ShownFavourite } from '../../src/ipc/favourites.ts';
import { useModel, useView } from '../model/panelModel.ts';
import { doFor, favouritesPlace } from '../model/pressFavourite.ts';
import { usePress } from '../model/usePress.ts';
import { cx } from '../parts/cx.ts';
import { keyCaps } from '../parts/keyCaps.ts';
import { formatNumber } from '../parts/phone.ts';
import { t } from '../parts/words.ts';
import { type FavouriteDeed, favouriteDeed } from '../press/favouriteDeed.ts';
import { RowMenu } from '../recent/RowMenu.tsx';
import { focusOf } from '../state/focus.ts';
import { deedText } from './deedText.ts';
import { lampIcons } from '../parts/lampLook.ts';
import styles from './Favourites.module.css';
import { useFavouriteActions } from './useFavouriteActions.ts';

interface FavouriteTileProps {
  readonly favourite: ShownFavourite;
  /** By its own name, or by that of recent calls. */
  readonly who: string;
  readonly index: number;
  readonly tabIndex: 0 | -1;
  readonly onFocus: (index: number) => void;
}

/** One favourite: who, what their phone does, and the press that brings a call there. */
export const FavouriteTile = memo(function FavouriteTile({
  favourite,
  who,
  index,
  tabIndex,
  onFocus,
}: FavouriteTileProps): ReactNode {
  const model = useModel();
  const { favourites } = model;
  const element = useRef<HTMLButtonElement>(null);
  const [menuOpen, setMenuOpen] = useState(false);
  const deed = useDeed(favourite);
  const { lamp, number } = favourite;
  const Icon = lamp === undefined ? User : lampIcons[lamp];
  const state = lamp === undefined ? formatNumber(number) : t(`favourites.lamp.${lamp}`);
  const { isGuarded, press } = usePress(`favourite:${index}`, favouritesPlace);
  const does = deedText(deed, who);
  const key = index < speedDials ? `Alt+${index + 1}` : undefined;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) setMenuOpen(true);
    else if (event.key === 'Delete') favourites.remove(number);
    else return;
    event.preventDefault();
  };
  return (
    <li className={styles.item}>
      <button
        ref={element}
        type="button"
        className={cx(styles.tile, lamp !== undefined && styles[lamp])}
        data-lamp={lamp}
        data-number={number}
        aria-disabled={isGuarded || undefined}
        aria-haspopup="menu"
        aria-keyshortcuts={key}
        title={key === undefined ? does : `${does} (${keyCaps(key).join('+')})`}
        tabIndex={tabIndex}
        onFocus={() => onFocus(index)}
        onKeyDown={onKeyDown}
        onContextMenu={(event) => {
          event.preventDefault();
          setMenuOpen(true);
        }}
        onClick={() => press(() => doFor(favourite, deed, model))}
      >
        <Icon aria-hidden />
        <span className={styles.who}>{who}</span>{' '}
        <span className={styles.state}>{deed.kind === 'pickUp' ? t('favourites.rings') : state}</span>
        {key === undefined ? null : (
          <span className={styles.key} aria-hidden>
            {index + 1}
          </span>
        )}
      </button>
      {menuOpen ? <Actions {...{ favourite, who, deed, element }} onOpenChange={setMenuOpen} /> : null}
    </li>
  );
});

interface ActionsProps {
  readonly favourite: ShownFavourite;
  readonly who: string;
  readonly deed: FavouriteDeed;
  readonly element: { readonly current: HTMLButtonElement | null };
  readonly onOpenChange: (isOpen: boolean) => void;
}

function Actions({ favourite, who, deed, element, onOpenChange }: ActionsProps): ReactNode {
  const actions = useFavouriteActions(favourite, who, deed);
  return (
    <RowMenu
      label={t('favourites.menu', { who })}
      trigger={element}
      actions={actions}
      isOpen
      onOpenChange={onOpenChange}
    />
  );
}

function useDeed(favourite: ShownFavourite): FavouriteDeed {
  const { calls, line } = useModel();
  const standing = useView(line, (view) => view.line.calls);
  const features = useView(line, (view) => view.line.features);
  const ringingColleagues = useView(line, (view) => view.line.ringingColleagues);
  const picked = useView(calls, (view) => view.picked);
  return favouriteDeed(
    favourite,
    { calls: standing, features, ringingColleagues },
    focusOf(standing, picked),
  );
}
