import type { AppUpdater, UpdateInfo } from 'electron-updater';
import { GenericProvider } from 'electron-updater/out/providers/GenericProvider.js';
import type { ProviderRuntimeOptions } from 'electron-updater/out/providers/Provider.js';
import { UpdateFault } from './fault.ts';
import type { NewestFeeds } from './newestFeeds.ts';
import { type Fetch, isFeedAddress, readSigned, readUpdateKey } from './signedFeed.ts';
import { checkTarget, readStatement, type Statement, type UpdateTarget } from './statement.ts';
import type { UpdatePlan } from './updater.ts';

/** What a feed is held against before anything that it names is fetched. */
export interface FeedChecks {
  readonly here: Omit<UpdateTarget, 'channel'>;
  readonly newest: NewestFeeds;
}

/**
 * electron-updater's way of reading a folder of plain files, but for two things: what is not signed with our key is never parsed, and what
 * is signed for something else, or is older than what was seen, is refused.
 */
export function feedProvider(
  plan: UpdatePlan,
  { here, newest }: FeedChecks,
  get: Fetch,
): new (options: unknown, updater: AppUpdater, runtime: ProviderRuntimeOptions) => GenericProvider {
  const { feed, key, channel } = plan;
  if (!isFeedAddress(feed)) throw new UpdateFault('updateFeedAddress', `${feed}: not https`);
  const ours = readUpdateKey(key);
  return class extends GenericProvider {
    #statement: Statement | undefined;

    constructor(_options: unknown, updater: AppUpdater, runtime: ProviderRuntimeOptions) {
      super({ provider: 'generic', url: feed }, updater, runtime);
    }

    protected override async httpRequest(address: URL): Promise<string> {
      const text = await readSigned(address, ours, get);
      const statement = readStatement(text);
      checkTarget(statement, { ...here, channel });
      await newest.check(plan, statement);
      this.#statement = statement;
      return text;
    }

    override async getLatestVersion(): Promise<UpdateInfo> {
      const info = await super.getLatestVersion();
      const statement = this.#statement;
      if (statement?.version !== info.version)
        throw new UpdateFault('updateForAnother', `${info.version} is not the version that was signed`);
      await newest.take(plan, statement);
      return info;
    }
  };
}
