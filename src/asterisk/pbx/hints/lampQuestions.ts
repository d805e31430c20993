import type { AmiEventList } from '../../../ami/eventList.ts';
import type { AmiAction } from '../../../ami/wire/action.ts';
import { AmiError } from '../../../ami/wire/error.ts';
import type { AmiPacket } from '../../../ami/wire/packet.ts';
import type { LampDenial } from '../../../cti/people/lamp.ts';
import type { LampBoard } from './lampBoard.ts';

/** A link that the PBX can be asked over. */
export interface LampLink {
  readonly send: (action: AmiAction) => Promise<AmiPacket>;
  readonly list: (action: AmiAction) => Promise<AmiEventList>;
  readonly may: (action: string) => boolean;
}

/** Questions that are sent at a time: a command must not wait behind all of them. */
const batch = 20;

/** One round of questions about the extensions of a board, which takes the answers for as long as the round is the current one. */
export class LampQuestions {
  readonly #link: LampLink;
  readonly #board: LampBoard;
  readonly #isCurrent: () => boolean;

  constructor(link: LampLink, board: LampBoard, isCurrent: () => boolean) {
    this.#link = link;
    this.#board = board;
    this.#isCurrent = isCurrent;
  }

  /**
   * The states of all. @param context where the agent's numbers are looked up
   * @returns why nothing is known
   * @throws AmiError when the link breaks
   */
  async hints(context: string): Promise<LampDenial | undefined> {
    const items = await this.#listed();
    if (!this.#isCurrent()) return undefined;
    const left = items === undefined ? this.#board.extensions : this.#placeListed(items, context);
    if (left.length === 0) return undefined;
    if (!this.#link.may('ExtensionState')) return items === undefined ? 'rightMissing' : undefined;
    return this.#each(left, context);
  }

  /** All hints of the PBX; `undefined` where it cannot list them (Asterisk 11) or may not. */
  async #listed(): Promise<readonly AmiPacket[] | undefined> {
    if (!this.#link.may('ExtensionStateList')) return undefined;
    const answer = await this.#link.list({ name: 'ExtensionStateList', fields: [] }).catch(ifRefused);
    return answer?.items.filter((item) => this.#board.has(item.get('Exten') ?? ''));
  }

  /** @returns extensions of which the PBX has several, none of them in that context */
  #placeListed(items: readonly AmiPacket[], context: string): readonly string[] {
    return this.#board.extensions.filter((extension) => {
      const all = items.filter((item) => item.get('Exten') === extension);
      const own = all.length > 1 ? all.find((item) => item.get('Context') === context) : all[0];
      if (own === undefined && all.length > 1) return true;
      this.#board.place(extension, own, own?.get('Context'));
      return false;
    });
  }

  /** In the context that the agent dials in: it includes those of the hints that count. */
  async #each(extensions: readonly string[], context: string): Promise<LampDenial | undefined> {
    const isNone = (answer: unknown): boolean => answer === undefined;
    for (const some of batches(extensions)) {
      const answers = await Promise.all(some.map((extension) => this.#state(extension, context)));
      if (!this.#isCurrent()) return undefined;
      if (answers.every(isNone)) return 'rightMissing';
      for (const [index, extension] of some.entries()) this.#board.place(extension, answers[index]);
    }
    return undefined;
  }

  #state(extension: string, context: string): Promise<AmiPacket | undefined> {
    const fields = [
      ['Exten', extension],
      ['Context', context],
    ] as const;
    return this.#link.send({ name: 'ExtensionState', fields }).catch(ifRefused);
  }

  /** Who wants no calls, where the hints tell it by states and presences of their own. @throws AmiError when the link breaks */
  async quiet(): Promise<void> {
    const { hints } = this.#board;
    if (hints.some(({ quiet }) => quiet.length > 0) && this.#link.may('DeviceStateList')) {
      const answer = await this.#link.list({ name: 'DeviceStateList', fields: [] }).catch(ifRefused);
      if (!this.#isCurrent()) return;
      for (const item of answer?.items ?? []) this.#board.placeDevice(item);
    }
    await this.presences(hints.flatMap(({ presence }) => presence ?? []));
  }

  /** @returns whether one is another than was known. @throws AmiError when the link breaks */
  async presences(providers: readonly string[]): Promise<boolean> {
    if (!this.#link.may('PresenceState')) return false;
    let isOther = false;
    for (const some of batches(providers)) {
      const answers = await Promise.all(some.map((provider) => this.#presence(provider)));
      if (!this.#isCurrent()) return false;
      for (const [index, provider] of some.entries())
        if (this.#board.placePresence(provider, answers[index] ?? '')) isOther = true;
    }
    return isOther;
  }

  async #presence(provider: string): Promise<string | undefined> {
    const action = { name: 'PresenceState', fields: [['Provider', provider]] } as const;
    const answer = await this.#link.send(action).catch(ifRefused);
    return answer?.get('State');
  }
}

function batches(all: readonly string[]): readonly (readonly string[])[] {
  const count = Math.ceil(all.length / batch);
  return Array.from({ length: count }, (_each, index) => all.slice(index * batch, (index + 1) * batch));
}

/** The PBX's no to one question is an answer. @throws what else went wrong */
function ifRefused(error: unknown): undefined {
  if (error instanceof AmiError && error.code === 'refused') return undefined;
  throw error;
}
