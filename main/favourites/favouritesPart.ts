import type { Favourite } from '../../src/cti/people/favourite.ts';
import type { favouritesChannels } from '../../src/ipc/favourites.ts';
import type { Base, Configured, Stopping } from '../base/base.ts';
import type { HandlersOf } from '../ipc/ipc.ts';
import type { LinePart } from '../line/linePart.ts';
import type { SettingsPart } from '../settings/settingsPart.ts';
import { FavouritesHost } from './favouritesHost.ts';

export interface FavouritesPart extends Configured, Stopping {
  /** Whom they name. */
  readonly people: () => readonly Favourite[];
  readonly handlers: HandlersOf<typeof favouritesChannels>;
}

export interface FavouritesPartOptions {
  readonly line: LinePart;
  readonly settings: SettingsPart;
}

/** Who the agent calls often, and what their phones do. */
export function createFavourites(
  { edges, log, push }: Base,
  { line, settings }: FavouritesPartOptions,
): FavouritesPart {
  const host = new FavouritesHost({
    clock: edges.clock,
    lamps: line.host.lamps,
    isLocked: (name) => settings.host.isLocked(name),
    remember: (choice) => settings.host.remember(choice),
    push: (view) => push('favourites:changed', view),
  });
  return {
    people: () => host.favourites.filter(({ name }) => name !== ''),
    configure: (now) => host.configure(now),
    stop: () => host.stop(),
    handlers: {
      'favourites:watch': (shown) => host.watch(shown),
      'favourites:save': async (favourites) => {
        const result = await host.save(favourites);
        if (result.status === 'failed') log.write({ level: 'warn', what: 'settings not written', ...result });
        return result;
      },
    },
  };
}
