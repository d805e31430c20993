import type { AsteriskChannel } from '../../pbx/channel.ts';

/**
 * What a leg that we originate is for: to begin a call, to bring a held one back, to pick a ringing one up, to take one that rings
 * at a colleague.
 */
export type LegPurpose = 'dial' | 'resume' | 'pickUp' | 'take';

export interface ExpectedLeg {
  readonly callId: string;
  readonly purpose: LegPurpose;
  /** The Uniqueid that the PBX was asked to give it; Asterisk 11 ignores that. */
  readonly channelId?: string;
}

interface Expectation extends ExpectedLeg {
  claimedBy?: string;
  /** The Originate's ActionID, known once the PBX has taken it; `OriginateResponse` echoes it. */
  actionId?: string;
}

/**
 * Legs that Originates of ours will make. From AMI 2.0 on they are known by the Uniqueid we choose; before, the next new channel of
 * the phone that no dial was reported for is taken for it, and given back when one is.
 */
export class ExpectedLegs {
  #legs: Expectation[] = [];
  readonly #onChanged: () => void;

  /** @param onChanged what `ids` gives is other than before */
  constructor(onChanged: () => void = () => undefined) {
    this.#onChanged = onChanged;
  }

  add(leg: ExpectedLeg): void {
    this.#legs.push({ ...leg });
    this.#onChanged();
  }

  confirm(callId: string, actionId: string): void {
    const leg = this.#legs.findLast((expected) => expected.callId === callId);
    if (leg === undefined) return;
    leg.actionId = actionId;
    this.#onChanged();
  }

  /** A new channel of the line's device: is it one of ours? */
  claim(channel: AsteriskChannel): ExpectedLeg | undefined {
    const certain = this.#legs.find((leg) => leg.channelId === channel.uniqueId);
    const leg =
      certain ??
      this.#legs.find(
        ({ channelId, claimedBy }) =>
          channelId === undefined &&
          claimedBy === undefined &&
          channel.state === 'down' &&
          channel.exten === '',
      );
    if (leg !== undefined) leg.claimedBy = channel.uniqueId;
    return leg;
  }

  /** @returns whether the channel had been claimed by guess; it no longer is */
  release(channel: AsteriskChannel): boolean {
    const leg = this.#legs.find(
      ({ claimedBy, channelId }) => claimedBy === channel.uniqueId && channelId === undefined,
    );
    if (leg === undefined) return false;
    delete leg.claimedBy;
    return true;
  }

  /** The Uniqueids and ActionIDs by which they will be known. */
  *ids(): Iterable<string> {
    for (const { channelId, claimedBy, actionId } of this.#legs)
      for (const id of [channelId, claimedBy, actionId]) if (id !== undefined) yield id;
  }

  byAction(actionId: string): ExpectedLeg | undefined {
    return this.#legs.find((leg) => leg.actionId === actionId && actionId !== '');
  }

  /**
   * The Originate made this leg. Where another one was taken for it by guess, those two change places.
   * @returns the leg that had been taken for it
   */
  settle(actionId: string, uniqueId: string): string | undefined {
    const own = this.#legs.find((leg) => leg.actionId === actionId);
    if (own === undefined || own.claimedBy === uniqueId) return undefined;
    const guessed = own.claimedBy;
    const other = this.#legs.find((leg) => leg.claimedBy === uniqueId);
    if (other !== undefined) {
      delete other.claimedBy;
      if (guessed !== undefined) other.claimedBy = guessed;
    }
    own.claimedBy = uniqueId;
    return guessed;
  }

  gone(uniqueId: string): void {
    this.#legs = this.#legs.filter(
      (leg) => leg.claimedBy !== uniqueId || leg.purpose === 'dial' || leg.purpose === 'take',
    );
  }

  forget(callId: string): void {
    this.#legs = this.#legs.filter((leg) => leg.callId !== callId);
  }

  /** The link is gone: what was to be guessed from the order of events cannot be any more. */
  forgetGuesses(): void {
    this.#legs = this.#legs.filter((leg) => leg.channelId !== undefined);
  }
}
