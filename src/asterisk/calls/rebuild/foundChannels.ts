import type { AsteriskChannel } from '../../pbx/channel.ts';
import type { AsteriskChannels } from '../../pbx/channels.ts';
import type { ChannelSnapshot, ParkedSnapshot, PbxSnapshot } from '../../dialect/snapshot.ts';

/** What the snapshot tells of each channel, by Uniqueid. */
export type Found = ReadonlyMap<string, ChannelSnapshot>;

/** Takes the snapshot's channels over, with who called whom and who hears whom. */
export function learnChannels(channels: AsteriskChannels, { channels: items, parked }: PbxSnapshot): Found {
  const found = new Map(items.toSorted(byArrival).map((item) => [item.facts.uniqueId, item]));
  for (const item of found.values()) {
    const channel = channels.learn(item.facts);
    channel.called ||= item.called;
    if (item.dialled !== undefined) channel.firstExten = item.dialled;
    if (item.application === 'Queue') channel.queue = argument(item);
    if (item.application === 'ConfBridge') channel.conference = argument(item);
    channel.hearsMusic = item.application === 'MusicOnHold';
  }
  // A parking lot is one bridge for all who wait in it, but each waits alone.
  const waiting = new Set(parked.map((item) => parkeeOf(channels, item)));
  for (const { facts, bridgeId, bridgedWith } of found.values()) {
    const channel = channels.get(facts.uniqueId);
    if (channel === undefined || waiting.has(channel)) continue;
    if (bridgeId !== undefined) channels.enter(channel, bridgeId);
    else if (bridgedWith !== undefined) {
      channels.enter(channel, [facts.uniqueId, bridgedWith].sort().join('+'));
    }
  }
  for (const item of items) {
    const channel = channels.get(item.facts.uniqueId);
    if (channel !== undefined && item.called)
      channel.dialledBy = diallerOf(channels, channel, found)?.uniqueId;
  }
  return found;
}

export function parkeeOf(
  channels: AsteriskChannels,
  { parkee }: ParkedSnapshot,
): AsteriskChannel | undefined {
  return channels.get(parkee.uniqueId) ?? channels.byName(parkee.name);
}

/** Asterisk lists channels in no order, and ages them by whole seconds; a Uniqueid of its own is a time and a count. */
function byArrival(a: ChannelSnapshot, b: ChannelSnapshot): number {
  return (b.seconds ?? 0) - (a.seconds ?? 0) || countOf(a) - countOf(b);
}

function countOf({ facts }: ChannelSnapshot): number {
  return Number(/^\d+\.(\d+)$/u.exec(facts.uniqueId)?.[1] ?? 0);
}

function argument({ data = '' }: ChannelSnapshot): string {
  return data.split(',', 1)[0] ?? '';
}

/** Applications that call somebody. What they call stands in their argument, but for a queue, whose members do not. */
const callers: ReadonlySet<string> = new Set(['Dial', 'RetryDial', 'FollowMe', 'Page', 'Queue']);

export function isCalling({ application }: ChannelSnapshot): boolean {
  return application !== undefined && callers.has(application);
}

function diallerOf(
  channels: AsteriskChannels,
  called: AsteriskChannel,
  found: Found,
): AsteriskChannel | undefined {
  const others = [...channels.all()].filter(
    (channel) => channel !== called && channel !== channels.otherHalf(called),
  );
  // AMI 1.x tells neither applications nor what belongs together; but every leg is told its caller as the connected line.
  if (called.linkedId === undefined) {
    const { connectedNumber } = called;
    return only(
      others.filter(
        (channel) =>
          !channel.called &&
          !channel.isLocal &&
          connectedNumber !== '' &&
          channel.callerNumber === connectedNumber,
      ),
    );
  }
  const calling = others.filter((channel) => {
    const item = found.get(channel.uniqueId);
    return item !== undefined && isCalling(item) && channel.linkedId === called.linkedId;
  });
  const naming = calling.filter((channel) => names(found.get(channel.uniqueId), called.device));
  const queues = calling.filter((channel) => channel.queue !== undefined);
  return only(naming) ?? naming[0] ?? only(queues) ?? only(calling);
}

function only(channels: readonly AsteriskChannel[]): AsteriskChannel | undefined {
  return channels.length === 1 ? channels[0] : undefined;
}

/** `PJSIP/101&PJSIP/555@trunk,30,tT` calls `PJSIP/101` and `PJSIP/trunk`; `Local/101@ctx/n` calls `Local/101@ctx`. */
function names(item: ChannelSnapshot | undefined, device: string): boolean {
  if (item === undefined || item.application === 'Queue') return false;
  return argument(item)
    .split('&')
    .some((target) => {
      const [technology = '', resource = ''] = target.split('/', 2);
      const host = resource.slice(resource.lastIndexOf('@') + 1);
      return target === device || target.startsWith(`${device}/`) || `${technology}/${host}` === device;
    });
}
