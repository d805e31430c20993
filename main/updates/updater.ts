/** What this host needs of whatever fetches and installs; `electronUpdater.ts` is the real one. */
export interface Updater {
  /** @returns the version that this computer is to have next, or nothing; rejects with what went wrong, and nothing has changed */
  check(): Promise<string | undefined>;
  /** Fetches what the last check found; nothing half of it is left when it fails or is cancelled. */
  download(onPercent: (percent: number) => void): Download;
  /** Begins the end of the app, to be started again by `install`. */
  quit(): void;
  /** Puts in place what was fetched, as the last thing that the app does; throws, and then the old version is as it was. */
  install(restart: boolean): void;
}

export interface Download {
  /** `false`: it was cancelled. */
  readonly done: Promise<boolean>;
  readonly cancel: () => void;
}

/** Where and what to look for. */
export interface UpdatePlan {
  readonly feed: string;
  /** SPKI, DER, Base64: what the feed must be signed with. */
  readonly key: string;
  readonly channel: 'latest' | 'beta';
  /** `1.4`: only 1.4.x; `1.4.2`: only that; empty: whatever comes. */
  readonly version: string;
}
