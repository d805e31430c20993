import type { Clock, Edges, Timer } from '../../src/world/edges.ts';
import type { UpdateState, UpdatesView, UpdateWay } from '../../src/ipc/updates.ts';
import type { Settings } from '../../src/settings/schema.ts';
import { faultOf } from './fault.ts';
import { next, type UpdateEvent } from './state.ts';
import type { Download, UpdatePlan, Updater } from './updater.ts';

export type UpdateSettings = Pick<Settings, 'updates' | 'updateChannel' | 'updateVersion' | 'updateFeed'>;

export interface UpdatesHostOptions {
  readonly edges: Pick<Edges, 'clock' | 'random' | 'log'>;
  readonly way: UpdateWay;
  /** What the package was built with; empty where it was built without. */
  readonly build: Pick<UpdatePlan, 'key' | 'feed'>;
  /** Made when the first check is due: nothing of it is loaded before. */
  readonly updaterFor: (plan: UpdatePlan) => Promise<Updater>;
  readonly onView: (view: UpdatesView) => void;
}

const minuteMs = 60_000;
const firstCheckMs = 4 * minuteMs;
const betweenChecksMs = 4 * 60 * minuteMs;
/** After a failure: the feed may be back before long, and a whole fleet that hammers it does not help. */
const retryMs = 45 * minuteMs;
/** Another setting, and another one right after it. */
const settledMs = 5_000;
/** The next call of a busy agent comes at once or not so soon. */
export const afterCallMs = 5_000;

/**
 * Looks for updates, fetches them, and has them installed at the end: never while a call is on, and without ever asking for anybody's
 * attention. It reports what it knows as a whole view each time.
 */
export class UpdatesHost {
  readonly #options: UpdatesHostOptions;
  readonly #clock: Clock;
  #settings: UpdateSettings | undefined;
  #state: UpdateState = { phase: 'none' };
  #inCall = false;
  /** Counts up with every other plan: what is under way for an earlier one is not listened to any more. */
  #turn = 0;
  /** Made by the plan in force, once it is needed. */
  #updater: Updater | undefined;
  #working = false;
  #download: Download | undefined;
  /** When the next check, or the fetching of what was found, is due. */
  #timer: Timer | undefined;
  /** The person asked for this one, although updates are only told. */
  #wanted = '';
  #restart = false;
  #installed = false;

  constructor(options: UpdatesHostOptions) {
    this.#options = options;
    this.#clock = options.edges.clock;
  }

  view(): UpdatesView {
    const { way } = this.#options;
    const onlyTold = way !== 'here' || this.#settings?.updates !== 'install';
    return { state: this.#state, way, onlyTold, inCall: this.#inCall };
  }

  configure({ updates, updateChannel, updateVersion, updateFeed }: UpdateSettings): void {
    const settings = { updates, updateChannel, updateVersion, updateFeed };
    const before = this.#settings;
    if (JSON.stringify(settings) === JSON.stringify(before)) return;
    this.#settings = settings;
    this.#turn += 1;
    this.#updater = undefined;
    this.#wanted = '';
    this.#working = false;
    this.#download?.cancel();
    this.#download = undefined;
    const off = this.#off(settings);
    if (off !== undefined) {
      this.#clock.clearTimeout(this.#timer);
      this.#take({ type: 'off', why: off });
      return;
    }
    this.#take({ type: 'on' });
    this.#due(before === undefined ? this.#about(firstCheckMs) : settledMs);
  }

  /** Whether a call is on, each time that the line is another than before. */
  calls(inCall: boolean): void {
    if (inCall === this.#inCall) return;
    this.#inCall = inCall;
    if (inCall) this.#download?.cancel();
    else if (this.#state.phase === 'found' && !this.#working) this.#due(afterCallMs);
    this.#tell();
  }

  /** The person asks now. During a call nothing is done. */
  async check(): Promise<void> {
    if (this.#state.phase !== 'off') await this.#work();
  }

  /** The person wants what was only to be told. */
  async fetch(): Promise<void> {
    if (this.#state.phase !== 'found' || this.#options.way !== 'here') return;
    this.#wanted = this.#state.version;
    await this.#work();
  }

  /** Quits the app, to be started again as the new version; not during a call. */
  restart(): void {
    if (this.#state.phase !== 'ready' || this.#inCall || this.#updater === undefined) return;
    this.#restart = true;
    this.#updater.quit();
  }

  /** The end was called off. */
  stay(): void {
    this.#restart = false;
  }

  /** The last thing that the app does. Installs what is ready, unless a call is on: then it is there at the next quit. */
  finish(): void {
    const updater = this.#updater;
    this.#clock.clearTimeout(this.#timer);
    this.#download?.cancel();
    if (this.#installed || updater === undefined || this.#state.phase !== 'ready' || this.#inCall) return;
    this.#installed = true;
    const { version } = this.#state;
    const { log } = this.#options.edges;
    try {
      updater.install(this.#restart);
      log({ level: 'info', what: 'update installed', version, restart: this.#restart });
    } catch (error) {
      log({ level: 'error', what: 'update not installed', version, ...faultOf(error), error });
    }
  }

  #off({ updates, updateFeed }: UpdateSettings): 'noKey' | 'noFeed' | 'settings' | undefined {
    const { key, feed } = this.#options.build;
    if (key === '') return 'noKey';
    if (updates === 'off') return 'settings';
    return updateFeed === '' && feed === '' ? 'noFeed' : undefined;
  }

  #plan({ updateChannel, updateVersion, updateFeed }: UpdateSettings): UpdatePlan {
    const { key, feed } = this.#options.build;
    return {
      key,
      feed: updateFeed === '' ? feed : updateFeed,
      channel: updateChannel,
      version: updateVersion,
    };
  }

  /** Checks, and fetches what is found where that is wished; the next time is set whatever comes of it. */
  async #work(): Promise<void> {
    const settings = this.#settings;
    if (settings === undefined || this.#working || this.#inCall) return;
    const turn = this.#turn;
    const isOurs = (): boolean => turn === this.#turn;
    const take = (event: UpdateEvent): void => {
      if (isOurs()) this.#take(event);
    };
    this.#working = true;
    let waitMs = betweenChecksMs;
    try {
      take({ type: 'checking' });
      const updater = this.#updater ?? (await this.#options.updaterFor(this.#plan(settings)));
      if (!isOurs()) return;
      this.#updater = updater;
      const version = await updater.check();
      if (version === undefined) take({ type: 'nothingNewer', wallMs: this.#clock.now().wallMs });
      else {
        take({ type: 'found', version });
        await this.#fetch(updater, version, isOurs, take);
      }
    } catch (error) {
      const fault = faultOf(error);
      if (isOurs()) this.#options.edges.log({ level: 'warn', what: 'update failed', ...fault });
      take({ type: 'failed', ...fault });
      waitMs = retryMs;
    } finally {
      if (isOurs()) {
        this.#working = false;
        // A call that began meanwhile ends some time; if it has ended already, what it interrupted goes on.
        const interrupted = this.#state.phase === 'found' && this.#fetches(this.#state.version);
        this.#due(interrupted && !this.view().inCall ? afterCallMs : this.#about(waitMs));
      }
    }
  }

  async #fetch(
    updater: Updater,
    version: string,
    isOurs: () => boolean,
    take: (event: UpdateEvent) => void,
  ): Promise<void> {
    if (!isOurs() || this.#inCall || this.#state.phase !== 'found' || !this.#fetches(version)) return;
    take({ type: 'progress', percent: 0 });
    const download = updater.download((percent) => take({ type: 'progress', percent }));
    this.#download = download;
    try {
      const complete = await download.done;
      take({ type: complete ? 'downloaded' : 'interrupted' });
      if (isOurs())
        this.#options.edges.log({
          level: 'info',
          what: complete ? 'update ready' : 'update put off',
          version,
        });
    } finally {
      if (this.#download === download) this.#download = undefined;
    }
  }

  /** Whether this version should be downloaded, once found. */
  #fetches(version: string): boolean {
    return (
      this.#options.way === 'here' && (this.#settings?.updates === 'install' || this.#wanted === version)
    );
  }

  #due(delayMs: number): void {
    this.#clock.clearTimeout(this.#timer);
    this.#timer = this.#clock.setTimeout(() => {
      // A call is on: its end sets the time again if something waits, otherwise the next turn does.
      if (this.#inCall) this.#due(this.#about(afterCallMs * 12));
      else void this.#work();
    }, delayMs);
  }

  /** Up to a quarter more or less: a whole office that is switched on at eight does not ask at the same moment. */
  #about(ms: number): number {
    return Math.round(ms * (0.75 + this.#options.edges.random() / 2));
  }

  #take(event: UpdateEvent): void {
    const before = this.#state;
    this.#state = next(before, event);
    if (JSON.stringify(before) !== JSON.stringify(this.#state)) this.#tell();
  }

  #tell(): void {
    this.#options.onView(this.view());
  }
}
