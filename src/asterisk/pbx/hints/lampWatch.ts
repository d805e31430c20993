import type { AmiPacket } from '../../../ami/wire/packet.ts';
import type { LampDenial, LampReport } from '../../../cti/people/lamp.ts';
import type { Edges } from '../../../world/edges.ts';
import { concern } from '../../dialect/concern.ts';
import { linkFaultOf } from '../linkFault.ts';
import { LampBoard } from './lampBoard.ts';
import { type LampLink, LampQuestions } from './lampQuestions.ts';

export interface LampWatchOptions {
  /** Where the agent's numbers are looked up; its hints are the ones that count. */
  readonly context: string;
  readonly log: Edges['log'];
  readonly onChanged: () => void;
}

/**
 * Follows the lamps of a few extensions: asks the PBX for them once after each login, and then goes by its events. Without an extension
 * to watch it asks nothing and looks at no packet.
 */
export class LampWatch {
  readonly #options: LampWatchOptions;
  readonly #board = new LampBoard();
  #link: LampLink | undefined;
  #denial: LampDenial | undefined = 'notConnected';
  /** What came while the PBX was being asked; `undefined` when it is heard as it comes. */
  #held: AmiPacket[] | undefined;
  /** Counts the rounds of questions: the answers to a former one are void. */
  #round = 0;
  #isUnsure = false;
  /** Something may be there that was not when the round began. */
  #isAskedAgain = false;
  #isDenialLogged = false;

  constructor(options: LampWatchOptions) {
    this.#options = options;
  }

  get report(): LampReport {
    const { lamps } = this.#board;
    return this.#denial === undefined ? { lamps } : { lamps, denial: this.#denial };
  }

  /** What has to be heard, see `concern.ts`. */
  *concerns(): Iterable<string> {
    const { extensions } = this.#board;
    if (extensions.length > 0) yield concern.deviceStates;
    for (const extension of extensions) yield concern.extension(extension);
  }

  /** Extension by phone, as the hints name it. */
  get phones(): ReadonlyMap<string, string> {
    return this.#board.phones;
  }

  /** These extensions from now on; none: the PBX is left alone. */
  watch(extensions: readonly string[]): void {
    const before = this.#board.extensions;
    const wanted = [...new Set(extensions)];
    if (wanted.join('\n') === before.join('\n')) return;
    this.#board.watch(wanted);
    if (wanted.length === 0) this.#end();
    else if (wanted.some((extension) => !before.includes(extension))) void this.#ask();
    this.#options.onChanged();
  }

  /** A link was made, or what the PBX can has changed. */
  open(link: LampLink): void {
    this.#link = link;
    void this.#ask();
  }

  /** The link is gone. */
  close(): void {
    if (this.#link === undefined) return;
    this.#link = undefined;
    this.#end();
    this.#denial = 'notConnected';
    if (this.#board.extensions.length > 0) this.#options.onChanged();
  }

  /** Rights or hints may have come: asks again where something is not known. */
  lookAgain(): void {
    if (this.#held !== undefined) this.#isAskedAgain = true;
    else if (this.#board.lamps.some(({ state }) => state === 'unknown')) void this.#ask();
  }

  /** Every packet that the PBX sends unasked. */
  hear(packet: AmiPacket): void {
    if (this.#board.extensions.length === 0 || !this.#board.isAbout(packet)) return;
    if (this.#held !== undefined) this.#held.push(packet);
    else this.#follow([packet]);
  }

  #follow(packets: readonly AmiPacket[]): void {
    const heard = packets.map((packet) => this.#board.hear(packet));
    if (heard.includes('changed')) this.#options.onChanged();
    const doubtful = new Set(packets.flatMap((packet) => this.#board.doubtful(packet) ?? []));
    if (doubtful.size > 0) void this.#askPresences([...doubtful]);
    // Asked once for all that came: where a hint is missing still, its next event asks again.
    if (!heard.includes('unsure') || this.#isUnsure) return;
    this.#isUnsure = true;
    queueMicrotask(() => {
      this.#isUnsure = false;
      this.lookAgain();
    });
  }

  #end(): void {
    this.#round += 1;
    this.#held = undefined;
    this.#isAskedAgain = false;
    this.#board.forget();
  }

  async #ask(): Promise<void> {
    const link = this.#link;
    if (link === undefined || this.#board.extensions.length === 0) return;
    const round = (this.#round += 1);
    const isCurrent = (): boolean => round === this.#round;
    this.#held ??= [];
    try {
      const questions = new LampQuestions(link, this.#board, isCurrent);
      const denial = await questions.hints(this.#options.context);
      if (denial === undefined && isCurrent()) await questions.quiet();
      if (isCurrent()) this.#answered(denial);
    } catch (error) {
      // The link has broken: all is asked with the next one.
      this.#options.log({ level: 'info', what: 'lamps not asked', ...linkFaultOf(error) });
      if (isCurrent()) this.#answered(this.#denial);
    }
  }

  #answered(denial: LampDenial | undefined): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    this.#denial = denial;
    if (denial === undefined) this.#isDenialLogged = false;
    else this.#logDenial(denial);
    this.#options.onChanged();
    this.#follow(held);
    if (!this.#isAskedAgain) return;
    this.#isAskedAgain = false;
    this.lookAgain();
  }

  #logDenial(denial: LampDenial): void {
    if (this.#isDenialLogged || denial === 'notConnected') return;
    this.#isDenialLogged = true;
    this.#options.log({ level: 'warn', what: 'lamps denied', rights: 'read and write call' });
  }

  async #askPresences(providers: readonly string[]): Promise<void> {
    const [link, round] = [this.#link, this.#round];
    if (link === undefined) return;
    try {
      const questions = new LampQuestions(link, this.#board, () => round === this.#round);
      if (await questions.presences(providers)) this.#options.onChanged();
    } catch (error) {
      this.#options.log({ level: 'info', what: 'lamps not asked', ...linkFaultOf(error) });
    }
  }
}
