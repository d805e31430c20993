import { type Favourite, maxFavourites } from '../cti/people/favourite.ts';
import type { LampDenial, LampState } from '../cti/people/lamp.ts';
import { push, request } from './channel/channel.ts';
import { panel } from './channel/pages.ts';
import type { SaveResult } from './settings.ts';

/** A favourite with what its phone does; no lamp: not a colleague's, as far as the phone system says. */
export interface ShownFavourite extends Favourite {
  readonly lamp?: LampState;
  /** As the phone system calls it, to tell whose phone rings. */
  readonly extension: string;
}

export interface FavouritesView {
  readonly favourites: readonly ShownFavourite[];
  /** The administrator decided them. */
  readonly isLocked: boolean;
  /** Why no lamp is known. */
  readonly denial?: LampDenial;
}

/** Who the agent calls often. */
export const favouritesChannels = {
  /** Whether they are on the screen: only then is the phone system asked for their lamps. The answer is what to show. */
  'favourites:watch': request<(shown: boolean) => FavouritesView>(panel, ({ z }) => [z.boolean()]),
  /** All of them, in their new order. Where they cannot be written they are in force all the same, until Offhook is closed. */
  'favourites:save': request<(favourites: readonly Favourite[]) => SaveResult>(panel, ({ z, number }) => [
    z.array(z.strictObject({ number, name: z.string().max(1000) })).max(maxFavourites),
  ]),
  /** Some of it is another than before; everything is in it. */
  'favourites:changed': push<FavouritesView>(panel),
};
