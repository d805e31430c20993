import type { Call } from '../cti/call.ts';
import type { Instant } from '../cti/instant.ts';
import type { AsteriskAdapter } from './adapter.ts';
import { CallStory, newCall } from './callStory.ts';
import { type AsteriskChannel, deviceOfChannel } from './channel.ts';
import type { ParkedSnapshot, PbxSnapshot } from './snapshot.ts';

export interface RebuildOptions {
  readonly extension: string;
  readonly device: string;
  readonly newId: () => string;
}

/**
 * Finds out, after a link was made, which calls of the line stand. Those that were known and provably are the same go on under
 * their id; those that are gone are ended; those that were begun meanwhile are new.
 * @returns the calls that stand
 */
export function rebuild(
  adapter: AsteriskAdapter,
  snapshot: PbxSnapshot,
  options: RebuildOptions,
  at: Instant,
): readonly Call[] {
  const seconds = learn(adapter, snapshot);
  for (const story of adapter.stories()) {
    if (!recognise(adapter, story, snapshot, options.device)) adapter.lose(story, at);
  }
  const taken = new Set(adapter.stories().flatMap((story) => [...story.agentLegs, story.remote]));
  for (const channel of [...adapter.channels.all()]) {
    if (channel.device !== options.device || taken.has(channel.uniqueId)) continue;
    const story = storyOf(adapter, channel, ageOf(adapter, channel, seconds), options, at);
    adapter.adopt(story);
  }
  for (const item of snapshot.parked) {
    const parkee = parkeeOf(adapter, item);
    if (parkee === undefined || taken.has(parkee.uniqueId) || !isBy(item, options.device)) continue;
    const story = parkedStory(parkee, item.space, seconds.get(parkee.uniqueId) ?? 0, options, at);
    adapter.adopt(story);
  }
  for (const story of adapter.stories()) adapter.settle(story, at);
  return adapter.stories().map((story) => story.call);
}

/** @returns the age of each channel, s, by Uniqueid */
function learn(adapter: AsteriskAdapter, { channels, parked }: PbxSnapshot): ReadonlyMap<string, number> {
  const seconds = new Map<string, number>();
  for (const { facts, called, seconds: age } of channels) {
    const channel = adapter.channels.learn(facts);
    channel.called ||= called;
    seconds.set(channel.uniqueId, age);
  }
  // A parking lot is one bridge for all who wait in it, but each waits alone.
  const waiting = new Set(parked.map((item) => parkeeOf(adapter, item)));
  for (const { facts, bridgeId, bridgedWith } of channels) {
    const channel = adapter.channels.get(facts.uniqueId);
    if (channel === undefined || waiting.has(channel)) continue;
    if (bridgeId !== undefined) adapter.channels.enter(channel, bridgeId);
    else if (bridgedWith !== undefined) {
      adapter.channels.enter(channel, [facts.uniqueId, bridgedWith].sort().join('+'));
    }
  }
  return seconds;
}

/** Asterisk 11 tells no age of a leg that was called: then it is that of the other end, s. */
function ageOf(adapter: AsteriskAdapter, leg: AsteriskChannel, seconds: ReadonlyMap<string, number>): number {
  const own = seconds.get(leg.uniqueId) ?? 0;
  const far = adapter.channels.farEnd(leg);
  return own > 0 || far === undefined ? own : (seconds.get(far.uniqueId) ?? 0);
}

/** Is this the call that was known before the gap? By Uniqueid of its leg, and, where both ends were known, of its other end. */
function recognise(
  adapter: AsteriskAdapter,
  story: CallStory,
  snapshot: PbxSnapshot,
  device: string,
): boolean {
  const { channels } = adapter;
  for (const uniqueId of [...story.agentLegs]) {
    if (channels.get(uniqueId)?.device !== device) story.agentLegs.delete(uniqueId);
  }
  const waits = snapshot.parked.find(
    (item) => item.space === story.parkedAt && parkeeOf(adapter, item)?.uniqueId === story.remote,
  );
  if (story.agentLegs.size === 0 && waits === undefined) return false;
  if (story.isConnected && waits === undefined && channels.get(story.remote) === undefined) return false;
  if (waits === undefined) story.parkedAt = undefined;
  const { checking: _checking, ...call } = story.call;
  story.call = call;
  return true;
}

function storyOf(
  adapter: AsteriskAdapter,
  leg: AsteriskChannel,
  ageS: number,
  { extension: line, newId }: RebuildOptions,
  at: Instant,
): CallStory {
  const far = adapter.channels.farEnd(leg);
  const direction = leg.called ? 'incoming' : 'outgoing';
  const began: Instant = { monoMs: at.monoMs - ageS * 1000, wallMs: at.wallMs - ageS * 1000 };
  const dialled = leg.exten === 's' ? '' : leg.exten;
  const number = leg.connectedNumber === leg.callerNumber ? dialled : leg.connectedNumber || dialled;
  const { uniqueId, linkedId, connectedName: name } = leg;
  const call = newCall({ id: newId(), direction, line, number, name, uniqueId, linkedId }, began);
  const story = new CallStory(call);
  story.agentLegs.add(uniqueId);
  if (direction === 'incoming') story.call = { ...call, ringingAt: began.wallMs };
  else if (leg.state === 'up' || leg.state === 'ring') story.call = { ...call, phase: 'calling' };
  if (far !== undefined && leg.state === 'up') {
    story.remote = far.uniqueId;
    story.call = {
      ...story.call,
      state: 'talking',
      phase: 'talking',
      ringingAt: began.wallMs,
      connectedAt: began.wallMs,
    };
  }
  return story;
}

/** A party that waits in a space where this line's phone has put it: a call on hold, whoever held it. */
function parkedStory(
  parkee: AsteriskChannel,
  space: string,
  ageS: number,
  { extension: line, newId }: RebuildOptions,
  at: Instant,
): CallStory {
  const began: Instant = { monoMs: at.monoMs - ageS * 1000, wallMs: at.wallMs - ageS * 1000 };
  const { uniqueId, linkedId, callerNumber: number, callerName: name } = parkee;
  const seed = {
    id: newId(),
    direction: parkee.called ? 'outgoing' : 'incoming',
    line,
    number,
    name,
  } as const;
  const call = newCall({ ...seed, uniqueId, linkedId }, began);
  const story = new CallStory({
    ...call,
    state: 'held',
    phase: 'onHold',
    heldBy: 'agent',
    ringingAt: began.wallMs,
    connectedAt: began.wallMs,
    countedAtMonoMs: at.monoMs,
    phaseSinceMonoMs: at.monoMs,
  });
  story.remote = uniqueId;
  story.parkedAt = space;
  return story;
}

function parkeeOf(adapter: AsteriskAdapter, { parkee }: ParkedSnapshot): AsteriskChannel | undefined {
  return adapter.channels.get(parkee.uniqueId) ?? adapter.channels.byName(parkee.name);
}

function isBy({ parker }: ParkedSnapshot, device: string): boolean {
  return parker === device || deviceOfChannel(parker) === device;
}
