import type { AppUpdater } from 'electron-updater';
import { GenericProvider } from 'electron-updater/out/providers/GenericProvider.js';
import type { ProviderRuntimeOptions } from 'electron-updater/out/providers/Provider.js';
import { UpdateFault } from './fault.ts';
import { type Fetch, isFeedAddress, readSigned, readUpdateKey } from './signedFeed.ts';
import type { UpdatePlan } from './updater.ts';

/** electron-updater's way of reading a folder of plain files, but for one thing: what is not signed with our key is never parsed. */
export function feedProvider(
  { feed, key }: UpdatePlan,
  get: Fetch,
): new (options: unknown, updater: AppUpdater, runtime: ProviderRuntimeOptions) => GenericProvider {
  if (!isFeedAddress(feed)) throw new UpdateFault('updateFeedAddress', `${feed}: not https`);
  const ours = readUpdateKey(key);
  return class extends GenericProvider {
    constructor(_options: unknown, updater: AppUpdater, runtime: ProviderRuntimeOptions) {
      super({ provider: 'generic', url: feed }, updater, runtime);
    }

    protected override httpRequest(address: URL): Promise<string> {
      return readSigned(address, ours, get);
    }
  };
}
