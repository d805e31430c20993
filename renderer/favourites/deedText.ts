import { whoOf } from '../parts/who.ts';
import { t } from '../parts/words.ts';
import type { FavouriteDeed } from '../press/favouriteDeed.ts';

/** What a press does, in words. */
export function deedText(deed: FavouriteDeed, who: string): string {
  switch (deed.kind) {
    case 'pickUp':
      return t('favourites.pickUp', { who, caller: whoOf(deed.ringing) });
    case 'show':
    case 'call':
      return t(`favourites.${deed.kind}`, { who });
    default:
      return t(`favourites.${deed.kind}`, { who, caller: whoOf(deed.call) });
  }
}
