import type { AmiPacket } from '../../ami/wire/packet.ts';
import type { Instant } from '../../cti/instant.ts';
import type { Link, LinkFault } from '../../cti/link.ts';
import type { DeskLink } from '../agent/deskConnection.ts';
import type { SurroundingsListing } from '../agent/surroundings.ts';
import type { Standing } from '../calls/rebuild/rebuild.ts';
import type { ChannelEvent } from '../dialect/channelEvent.ts';
import type { Dialect } from '../dialect/dialect.ts';
import type { Followed } from '../pbx/followChannels.ts';

/** A line, as a PBX that is followed for it sees it. */
export interface PbxView {
  /** The line's phone as Asterisk names it. */
  readonly device: string;
  /** What concerns it, see `concern.ts`. */
  concerns(): Iterable<string>;
  /** No call goes on. */
  isIdle(): boolean;
  /** An event that the channels have followed. */
  follow(packet: AmiPacket, event: ChannelEvent, followed: Followed, at: Instant): void;
  /** A packet of which all events were followed. */
  hear(packet: AmiPacket, events: readonly ChannelEvent[], dialect: Dialect): void;
  onLink(link: Link): void;
  /** What stands around the line's calls; again where it has changed while the PBX booted. */
  onAround(link: DeskLink, around: SurroundingsListing, dialect: Dialect): void;
  /** The calls that stand; only then are live events believed. */
  onFound(standing: Standing): void;
  /** What came while the calls were found out is followed. */
  onReleased(): void;
  /** The account may do other things than before. */
  onGranted(): void;
  /** @param isVoid what the line knows of channels is of the link that is gone */
  onLost(isVoid: boolean): void;
  /** The calls that stand could not be found out; it is tried again. */
  onFault(fault: LinkFault): void;
}
