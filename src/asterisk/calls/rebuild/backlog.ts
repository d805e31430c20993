import type { AsteriskChannels } from '../../pbx/channels.ts';
import type { ChannelEvent } from '../../dialect/channelEvent.ts';
import { subjectsOf } from '../../dialect/subjects.ts';

/**
 * Of the events that came while the snapshot was asked for, those that are still to be followed. Some are older than the snapshot,
 * and nothing in an event tells which.
 *
 * What came before it was asked for is in it: of that only the channels matter that began and ended meanwhile, a call that was
 * missed in between, and holds, which no snapshot has. Of what came after, a channel that is not in the snapshot and whose beginning was not told since the login had
 * ended by then, and must not be taken for one that begins.
 */
export class Backlog {
  readonly #channels: AsteriskChannels;
  readonly #standing: ReadonlySet<string>;
  readonly #created = new Set<string>();

  /** @param channels as the snapshot told them */
  constructor(channels: AsteriskChannels) {
    this.#channels = channels;
    this.#standing = new Set([...channels.all()].map(({ uniqueId }) => uniqueId));
  }

  /**
   * To be asked of each event in order, and before the next is followed.
   * @param isOlder it came before the snapshot was asked for
   */
  isNews(event: ChannelEvent, isOlder: boolean): boolean {
    if (event.type === 'created') this.#created.add(event.channel.uniqueId);
    const subjects = subjectsOf(event);
    const isInSnapshot = event.type !== 'held' && event.type !== 'unheld';
    if (isOlder && isInSnapshot && subjects.some((uniqueId) => this.#standing.has(uniqueId))) return false;
    return subjects.every(
      (uniqueId) => this.#created.has(uniqueId) || this.#channels.get(uniqueId) !== undefined,
    );
  }
}
