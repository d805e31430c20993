import { isHeldByAgent } from '../../cti/call.ts';
import type { Instant } from '../../cti/instant.ts';
import type { CallStory } from './story/callStory.ts';
import { type AsteriskChannel, deviceOfChannel } from '../pbx/channel.ts';
import type { LineCalls } from './story/lineCalls.ts';

export function hold(calls: LineCalls, channel: AsteriskChannel, on: boolean, at: Instant): void {
  for (const story of calls.all()) {
    const by = story.agentLegs.has(channel.uniqueId)
      ? 'agent'
      : story.remote === channel.uniqueId
        ? 'remote'
        : undefined;
    if (by === undefined) continue;
    story.tellsHolds = true;
    if (on) story.heldByMusic = false;
    // It was found standing, and had been put on hold before.
    else if (by === 'agent' && story.call.holdUnknown === true && !isHeldByAgent(story.call))
      calls.inform(story, { holdUnknown: undefined }, at);
    calls.tell(story, { type: on ? 'PutHoldAction' : 'EndHoldAction', by }, at);
  }
}

/**
 * Asterisk 11 without `callevents=yes` tells of no hold; what remains is the music that the other side of the bridge hears.
 * It counts only while the two are joined, and only where no Hold event said it already.
 */
export function playMusic(
  calls: LineCalls,
  hearer: string,
  { on, hasLeft = false }: { readonly on: boolean; readonly hasLeft: boolean | undefined },
  at: Instant,
): void {
  for (const story of calls.all()) {
    // In an empty conference room, say: another thread reports that it has left the bridge, perhaps later.
    if (!story.isConnected || hasLeft || story.tellsHolds) continue;
    for (const uniqueId of story.agentLegs) {
      const leg = calls.channels.get(uniqueId);
      // A conference room plays it to a party that is alone in it.
      if (leg === undefined || leg.conference !== undefined) continue;
      const onAgent = hearer === uniqueId;
      const onPeer = calls.channels.peers(leg).some((peer) => peer.uniqueId === hearer);
      if (!onAgent && !onPeer) continue;
      const by = onAgent ? 'remote' : 'agent';
      if (on) {
        if (calls.tell(story, { type: 'PutHoldAction', by }, at)) story.heldByMusic = true;
      } else if (story.heldByMusic) {
        story.heldByMusic = false;
        calls.tell(story, { type: 'EndHoldAction', by }, at);
      }
      return;
    }
  }
  for (const story of calls.all()) putApart(calls, story, at);
}

/**
 * Both ends are up and apart, and the other party hears music: a hold by dual Redirect, no matter which program made it. One who hears music in a
 * bridge (a conference, a parking lot) is not meant, nor one who is being passed on, nor are two on their way to the same place.
 */
export function putApart(calls: LineCalls, story: CallStory, at: Instant): void {
  if (!story.isConnected || story.isWaitingAlone || story.movingOn) return;
  const leg = calls.ownLeg(story);
  if (leg?.state !== 'up' || leg.conference !== undefined) return;
  if (calls.channels.farEnd(leg) !== undefined) return;
  const waiting = [story.neighbour, story.remote]
    .map((uniqueId) => calls.channels.get(uniqueId))
    .find((end) => end?.hearsMusic === true && end.bridgeId === undefined && end.conference === undefined);
  if (waiting === undefined || (waiting.exten !== '' && waiting.exten === leg.exten)) return;
  story.wait({ how: 'apart', waits: waiting.uniqueId, byUs: story.intent?.to === 'sendApart' });
  if (story.intent?.to === 'sendApart') story.intent = undefined;
  calls.tell(story, { type: 'PutHoldAction', by: 'agent' }, at);
}

export function park(calls: LineCalls, parkee: string, space: string, parker: string, at: Instant): void {
  for (const story of calls.all()) {
    if (story.remote !== parkee) continue;
    const ours =
      story.away?.how === 'parking' ||
      parker === calls.options.device ||
      deviceOfChannel(parker) === calls.options.device;
    if (story.movingOn) return calls.finish(story, at);
    if (!ours) continue;
    story.away = { how: 'parked', space };
    calls.tell(story, { type: 'PutHoldAction', by: 'agent' }, at);
    return;
  }
}

export function fetchParked(
  calls: LineCalls,
  parkee: string,
  retriever: AsteriskChannel | undefined,
  at: Instant,
): void {
  for (const story of calls.all()) {
    if (story.remote !== parkee || story.parkedAt === undefined) continue;
    if (retriever === undefined || !calls.isOurs(retriever)) {
      calls.finish(story, at, undefined, true);
      return;
    }
    // The agent fetched it on the phone: that leg is this call's, whatever it was taken for.
    story.helperLegs.set(retriever.uniqueId, 'resume');
    calls.attach(story, retriever, at);
    return;
  }
}
