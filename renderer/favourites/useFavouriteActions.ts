import {
  ArrowLeft,
  ArrowRight,
  MessageCircleQuestionMark,
  Phone,
  PhoneForwarded,
  PhoneIncoming,
  Trash2,
} from 'lucide-react';
import type { ShownFavourite } from '../../src/ipc/favourites.ts';
import { useModel, useView } from '../model/panelModel.ts';
import { doFor } from '../model/pressFavourite.ts';
import { t } from '../parts/words.ts';
import { type FavouriteDeed, waysFor } from '../press/favouriteDeed.ts';
import type { RowAction } from '../recent/RowMenu.tsx';
import { deedText } from './deedText.ts';

const icons = {
  pickUp: PhoneIncoming,
  show: Phone,
  call: Phone,
  MakeConsultCall: MessageCircleQuestionMark,
  BlindTransferCall: PhoneForwarded,
} as const;

/** What can be done with a favourite: what a press does, the other ways there are, and where it stands. */
export function useFavouriteActions(
  favourite: ShownFavourite,
  who: string,
  deed: FavouriteDeed,
): readonly RowAction[] {
  const model = useModel();
  const { calls, favourites } = model;
  const isLocked = useView(favourites, (view) => view.isLocked);
  const { number } = favourite;
  const focused = calls.focused();
  const others = waysFor(focused).flatMap((kind): FavouriteDeed[] =>
    focused === undefined || deed.kind === 'show' ? [] : [{ kind, call: focused }],
  );
  const deeds = [deed, ...others, { kind: 'call' } as const].filter(
    ({ kind }, index, all) => all.findIndex((other) => other.kind === kind) === index,
  );
  // The menu names everybody: no one else comes under the hand there.
  const ways = deeds.map((one): RowAction => ({
    key: one.kind,
    label: deedText(one, who),
    icon: icons[one.kind],
    act: () => doFor(favourite, one, model),
  }));
  const reason = isLocked ? t('favourites.locked') : undefined;
  return [
    ...ways,
    {
      key: 'forward',
      label: t('favourites.forward'),
      icon: ArrowLeft,
      reason,
      act: () => favourites.move(number, -1),
    },
    {
      key: 'back',
      label: t('favourites.back'),
      icon: ArrowRight,
      reason,
      act: () => favourites.move(number, 1),
    },
    {
      key: 'remove',
      label: t('favourites.remove'),
      icon: Trash2,
      reason,
      act: () => favourites.remove(number),
    },
  ];
}
