import type { AsteriskChannel } from '../../pbx/channel.ts';
import type { AsteriskChannels } from '../../pbx/channels.ts';
import type { ChannelSnapshot, ParkedSnapshot, PbxSnapshot } from '../../dialect/snapshot.ts';
import { argumentOf, Callers } from './callers.ts';

/** What the snapshot tells of each channel, by Uniqueid. */
export type Found = ReadonlyMap<string, ChannelSnapshot>;

/**
 * Takes the snapshot's channels over, with who called whom and who hears whom.
 * Of channels that are followed already, events tell more.
 * @param pen dial-plan context of the lines that come with Offhook
 */
export function learnChannels(
  channels: AsteriskChannels,
  { channels: told, parked }: PbxSnapshot,
  pen: string,
): Found {
  const items = told.map((item) => withApplication(item, pen)).toSorted(byArrival);
  const found = new Map(items.map((item) => [item.facts.uniqueId, item]));
  const news = [...found.values()].filter(({ facts }) => channels.get(facts.uniqueId) === undefined);
  for (const item of news) {
    const channel = channels.learn(item.facts);
    if (item.called) channel.listAsCalled();
    if (item.dialled !== undefined) channel.firstExten = item.dialled;
    if (item.application === 'Queue') channel.queue = argumentOf(item);
    if (item.application === 'ConfBridge') channel.conference = argumentOf(item);
    channel.hearsMusic = item.application === 'MusicOnHold';
  }
  // A parking lot is one bridge for all who wait in it, but each waits alone.
  const waiting = new Set(parked.map((item) => parkeeOf(channels, item)));
  for (const { facts, bridgeId, bridgedWith } of news) {
    const channel = channels.get(facts.uniqueId);
    if (channel === undefined || waiting.has(channel)) continue;
    if (bridgeId !== undefined) channels.enter(channel, bridgeId);
    else if (bridgedWith !== undefined) {
      channels.enter(channel, [facts.uniqueId, bridgedWith].sort().join('+'));
    }
  }
  const callers = new Callers(channels, found);
  for (const item of news) {
    const channel = channels.get(item.facts.uniqueId);
    if (channel !== undefined && item.called) channel.dialledBy = callers.of(channel)?.uniqueId;
  }
  return found;
}

/** AMI 1.x does not tell what the dial plan does with a channel; of the lines that come with Offhook it is known. */
function withApplication(item: ChannelSnapshot, pen: string): ChannelSnapshot {
  const { exten = '' } = item.facts;
  if (item.application !== undefined || item.context !== pen) return item;
  if (exten === 'hold') return { ...item, application: 'MusicOnHold' };
  return exten.startsWith('conference-') ? { ...item, application: 'ConfBridge', data: exten } : item;
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
