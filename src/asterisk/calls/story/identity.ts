import type { AsteriskChannel } from '../../pbx/channel.ts';
import type { AsteriskChannels } from '../../pbx/channels.ts';
import type { CallStory } from './callStory.ts';

interface Party {
  readonly number: string;
  readonly name: string;
}

/** Shorter numbers are extensions: those are the same only where they are equal. */
const alikeDigitsMin = 7;

/** Who the other party is, as far as the legs tell by now. What was known is kept where they tell nothing better. */
export function identityOf(
  story: CallStory,
  channels: AsteriskChannels,
  dial?: { readonly caller: AsteriskChannel; readonly dest: AsteriskChannel },
): Party {
  return story.call.direction === 'incoming' ? incoming(story, channels) : outgoing(story, channels, dial);
}

/** The connected line of the agent's leg is the caller, in every version and through queues; the origin is the caller itself. */
function incoming(story: CallStory, channels: AsteriskChannels): Party {
  if (story.isWithheld) return { number: '', name: '' };
  const { call } = story;
  const leg = ownLeg(story, channels);
  const origin = channels.get(story.origin);
  const connected = connectedOf(story, leg);
  const number = connected.number || origin?.callerNumber || call.number;
  const sameParty = connected.number === '' || connected.number === origin?.callerNumber;
  const name =
    connected.name || (sameParty ? origin?.callerName : '') || (number === call.number ? call.name : '');
  return { number, name };
}

function outgoing(
  story: CallStory,
  channels: AsteriskChannels,
  dial?: { readonly caller: AsteriskChannel; readonly dest: AsteriskChannel },
): Party {
  const { call } = story;
  let { number, name } = call;
  // Whom a menu calls may not answer; until they do the other end is the menu.
  if (call.application !== undefined) return { number, name };
  if (number === '' && dial !== undefined) {
    const { caller, dest } = dial;
    const dialled = [caller.firstExten, caller.exten].find((exten) => exten !== '' && exten !== 's');
    number = dialled ?? dest.callerNumber;
  }
  const leg = ownLeg(story, channels);
  // Until the second leg exists, the agent's leg has the Originate's own CallerID on both sides.
  const connected = connectedOf(story, leg);
  if (leg !== undefined && connected.number !== '' && connected.number !== leg.callerNumber) {
    if (story.hasMovedOn) return { number: connected.number, name: nameApartFrom(leg, connected.name) };
    // Another phone rings in the place of the one that was dialled; who answers is not known yet.
    if (isAnother(story, connected)) return { number, name };
    name = nameApartFrom(leg, connected.name) || name;
  }
  if (name === '' && dial?.dest.callerNumber === number) {
    // The agent's own name, handed back; unless the dialling side set the CallerID to the party called, for the phone to show.
    const isOurs = dial.dest.callerName === leg?.callerName && leg.callerNumber !== number;
    if (!isOurs) name = dial.dest.callerName;
  }
  return { number, name };
}

/** A trunk, or a phone that the PBX has no name for, hands the agent's own name back: it is not the other party's. */
export function nameApartFrom(leg: AsteriskChannel | undefined, name: string): string {
  return name === leg?.callerName ? '' : name;
}

/** When a call is passed on, the agent's leg gets another connected line, often before that party is heard. */
export function noticeMove(story: CallStory, channels: AsteriskChannels): void {
  if (!story.isConnected || story.call.direction === 'incoming') return;
  const leg = ownLeg(story, channels);
  const connected = connectedOf(story, leg);
  const { number } = connected;
  if (number === '' || number === leg?.callerNumber) return;
  const isReplaced = story.connectedWith !== undefined && story.connectedWith !== number;
  story.hasMovedOn ||= isReplaced || isAnother(story, connected);
  story.connectedWith = number;
}

/**
 * A person was dialled, and the leg names another one: diverted, forwarded, picked up. A group or a prefix leads to a
 * person, too, and stays the number of the call.
 */
function isAnother({ call, isToPerson }: CallStory, connected: Party): boolean {
  if (!isToPerson || (connected.name === '' && call.name === '')) return false;
  return !areAlike(connected.number, call.number);
}

/** The same number, with or without prefixes: `+4930123456` is `030123456`. */
function areAlike(one: string, other: string): boolean {
  const [short = '', long = ''] = [one, other]
    .map((number) => number.replace(/^(?:\+|0+)|\D/gu, ''))
    .sort((a, b) => a.length - b.length);
  return one === other || (short.length >= alikeDigitsMin && long.endsWith(short));
}

/** What the leg says of the other party; nothing while it still speaks of another call's, or of one of several in a conference. */
function connectedOf(story: CallStory, leg: AsteriskChannel | undefined): Party {
  if (leg === undefined || story.call.conference !== undefined) return { number: '', name: '' };
  if (leg.connectedNumber === story.staleNumber) return { number: '', name: '' };
  // An Originate of another program tells its own CallerID on both sides; the leg came in the place of the one that rang.
  const isItsOwnText = leg.connectedNumber === leg.callerNumber && leg.connectedName === leg.callerName;
  if (story.call.direction === 'incoming' && isItsOwnText) return { number: '', name: '' };
  return { number: leg.connectedNumber, name: leg.connectedName };
}

/** The leg has come to this call from another one, whose party it may name yet. */
export function distrust(story: CallStory, leg: AsteriskChannel): void {
  story.staleNumber = leg.connectedNumber === story.call.number ? undefined : leg.connectedNumber;
}

/** The first leg whose connected line was not set by us; a zombie has the text of the leg whose place it took. */
function ownLeg(story: CallStory, channels: AsteriskChannels): AsteriskChannel | undefined {
  for (const uniqueId of story.agentLegs) {
    const leg = channels.get(uniqueId);
    if (leg?.isZombie === false && !story.helperLegs.has(uniqueId)) return leg;
  }
  return undefined;
}
