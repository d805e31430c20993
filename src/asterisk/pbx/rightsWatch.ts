import type { AmiAction } from '../../ami/wire/action.ts';
import type { AmiPacket } from '../../ami/wire/packet.ts';
import type { Edges, Timer } from '../../world/edges.ts';
import { askGranted, askGrantedAnew, type Granted, tellsOfLostRight } from './granted.ts';
import type { AmiSource, LineOptions } from '../options/lineOptions.ts';
import { linkFaultOf } from './linkFault.ts';

type Send = (action: AmiAction) => Promise<AmiPacket>;

/** Rights change once in a while, and each look is a login that the PBX may write to its log. */
const everyMs = 30 * 60_000;

interface RightsWatchOptions {
  readonly pbx: Pick<LineOptions, 'source' | 'controls'>;
  readonly edges: Edges;
  /** Online, and no line is in a call. */
  readonly isIdle: () => boolean;
  /** What the line's own session was granted, as far as is known. */
  readonly granted: () => Granted | undefined;
  readonly grant: (granted: Granted) => void;
  /** A session that logs in now may do other things. */
  readonly logInAnew: () => void;
}

/** Notices that the account may do more, or less, than it could at the login. */
export class RightsWatch {
  readonly #options: RightsWatchOptions;
  #timer: Timer | undefined;
  #isLooking = false;

  constructor(options: RightsWatchOptions) {
    this.#options = options;
  }

  /** Looks now and then, until `stop`. */
  start(): void {
    const { clock } = this.#options.edges;
    clock.clearTimeout(this.#timer);
    this.#timer = clock.setTimeout(() => {
      this.look();
      this.start();
    }, everyMs);
  }

  stop(): void {
    this.#options.edges.clock.clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** Asks in another session, as `manager reload` changes nothing for one that stands. While somebody is in a call it does not. */
  look(): void {
    const { source } = this.#options.pbx;
    if (source.kind !== 'ami' || this.#isLooking || !this.#options.isIdle()) return;
    this.#isLooking = true;
    void this.#look(source).finally(() => {
      this.#isLooking = false;
    });
  }

  /** An action of the line's own session was refused. */
  hearRefusal(error: unknown, send: Send): void {
    if (tellsOfLostRight(error)) void this.#askAgain(send);
  }

  async #look(source: AmiSource): Promise<void> {
    const { pbx, edges, isIdle, granted, grant, logInAnew } = this.#options;
    const now = await askGrantedAnew(source, pbx, edges);
    const before = granted();
    if (now === undefined || before === undefined || !isIdle()) return;
    if (before.capabilities.equals(now.capabilities)) grant(now);
    else logInAnew();
  }

  async #askAgain(send: Send): Promise<void> {
    try {
      this.#options.grant(await askGranted(send, this.#options.pbx));
    } catch (error) {
      // The link has broken: what is granted is asked with the next one.
      this.#options.edges.log({ level: 'info', what: 'rights not asked', ...linkFaultOf(error) });
    }
  }
}
