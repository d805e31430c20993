import type { Instant } from '../../cti/instant.ts';
import type { AsteriskChannel } from '../pbx/channel.ts';
import { beginOnPhone } from './dialling.ts';
import type { Clock, Timer } from '../../world/edges.ts';
import type { LineCalls } from './lineCalls.ts';
import type { ChannelSnapshot } from '../dialect/snapshot.ts';
import { isCalling } from './rebuild/callers.ts';

/** A dial plan that calls somebody has begun to by then, and one that does not has come to its application, ms. */
const lookAfterMs = 1_000;
/** A leg whose dial plan still prepares is looked at again, with growing patience. */
const looksMax = 5;

/** What a dial plan does on the way to something else, or to the end: nobody and nothing has answered yet. */
const preparations: ReadonlySet<string> = new Set([
  '',
  'AGI',
  'Answer',
  'Busy',
  'Congestion',
  'EAGI',
  'Gosub',
  'Hangup',
  'Macro',
  'NoOp',
  'Park',
  'ParkAndAnnounce',
  'ParkedCall',
  'Pickup',
  'PickupChan',
  'Playback',
  'Progress',
  'Ringing',
  'Set',
  'UserEvent',
  'Wait',
]);

export function isAnswer(item: ChannelSnapshot): boolean {
  const { application } = item;
  return application !== undefined && !isCalling(item) && !preparations.has(application);
}

export interface ApplicationWatchOptions {
  readonly calls: LineCalls;
  readonly clock: Clock;
  /** Asks the PBX for the channel of that name; `undefined` where it does not tell. Never rejects. */
  readonly ask: (channelName: string) => Promise<ChannelSnapshot | undefined>;
}

/**
 * A call to an application alone (an echo test, a voice mailbox, a menu) rings nowhere and is joined with nobody: the least account
 * is told of it by no event. It is answered when the agent's leg is up and the PBX, asked, says that it is in such an application.
 * AMI 1.x does not say; there the call is shown as calling until it ends.
 */
export class ApplicationWatch {
  readonly #options: ApplicationWatchOptions;
  readonly #timers = new Map<string, Timer>();

  constructor(options: ApplicationWatchOptions) {
    this.#options = options;
  }

  /** To be told after each event. */
  look(channel: AsteriskChannel | undefined): void {
    if (channel === undefined || this.#timers.has(channel.uniqueId) || !this.#isAlone(channel)) return;
    this.#wait(channel, 1);
  }

  clear(): void {
    for (const timer of this.#timers.values()) this.#options.clock.clearTimeout(timer);
    this.#timers.clear();
  }

  #wait(channel: AsteriskChannel, look: number): void {
    const { uniqueId } = channel;
    const timer = this.#options.clock.setTimeout(
      () => void this.#askFor(channel, look, timer),
      look * lookAfterMs,
    );
    this.#timers.set(uniqueId, timer);
  }

  async #askFor(channel: AsteriskChannel, look: number, timer: Timer): Promise<void> {
    const item = this.#isAlone(channel) ? await this.#options.ask(channel.name) : undefined;
    // The link broke meanwhile.
    if (this.#timers.get(channel.uniqueId) !== timer) return;
    this.#timers.delete(channel.uniqueId);
    if (item?.facts.uniqueId !== channel.uniqueId || !this.#isAlone(channel)) return;
    if (isAnswer(item)) answered(this.#options.calls, channel, this.#options.clock.now());
    else if (look < looksMax) this.#wait(channel, look + 1);
  }

  /** The agent's leg is up, by itself, in no call or in one that calls nobody. */
  #isAlone(channel: AsteriskChannel): boolean {
    const { calls } = this.#options;
    if (!calls.isOurs(channel) || channel.state !== 'up' || channel.isZombie) return false;
    if (calls.channels.get(channel.uniqueId) !== channel || channel.bridgeId !== undefined) return false;
    const story = calls.storyOfAgentLeg(channel.uniqueId);
    if (story === undefined) return !channel.called && !calls.isRemote(channel);
    const { call, dialled, helperLegs } = story;
    return call.state === 'dialing' && dialled.size === 0 && !helperLegs.has(channel.uniqueId);
  }
}

function answered(calls: LineCalls, leg: AsteriskChannel, at: Instant): void {
  const story = calls.storyOfAgentLeg(leg.uniqueId) ?? beginOnPhone(calls, leg, at);
  const number = story.call.number || leg.firstExten;
  if (story.call.ringingAt === undefined) {
    calls.tell(story, { type: 'RingStarted' }, at, { ...calls.ownFacts(story), number });
  }
  calls.tell(story, { type: 'CommutationStarted' }, at);
}
