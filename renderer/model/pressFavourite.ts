import type { ShownFavourite } from '../../src/ipc/favourites.ts';
import { t } from '../parts/words.ts';
import { type FavouriteDeed, favouriteDeed } from '../press/favouriteDeed.ts';
import type { PlaceName } from '../press/places.ts';
import { permission } from '../state/actions.ts';
import type { PanelModel } from './panelModel.ts';

/** Where trouble with a favourite is reported. */
export const favouritesPlace = 'favourites';

/** A press on a favourite, or its speed-dial key; nothing while the one before it is being carried out. */
export function pressFavourite(favourite: ShownFavourite, model: PanelModel, place: PlaceName): void {
  const { calls, line, presses } = model;
  const deed = favouriteDeed(favourite, line.getState().line, calls.focused());
  presses.press(place, favouritesPlace, () => doFor(favourite, deed, model));
}

/** Does that with a favourite, of which the person has read what it is. */
export function doFor({ number }: ShownFavourite, deed: FavouriteDeed, model: PanelModel): void {
  const { calls, commands, dial, line, transfer } = model;
  if (favouritesPlace in commands.getState().pending) return;
  commands.forget(favouritesPlace);
  switch (deed.kind) {
    case 'pickUp':
      void commands.run(favouritesPlace, { type: 'PickUpRingingCall', id: deed.ringing.id });
      return;
    case 'show':
      calls.pick(deed.call.id);
      return;
    case 'call': {
      const { features, link } = line.getState().line;
      const { allowed, reason } = permission(features, 'MakeCall', link);
      if (allowed) dial.call(number);
      else if (reason !== undefined)
        commands.complain(favouritesPlace, { code: reason, text: t(`refusal.${reason}`) });
      return;
    }
    default:
      transfer.bring(deed.kind, deed.call.id, number);
  }
}
