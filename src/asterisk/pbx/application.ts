import type { PbxApplication } from '../../cti/application.ts';
import type { ChannelSnapshot } from '../dialect/snapshot.ts';

/** Applications in which somebody is connected to the PBX itself as soon as they are in it (names as `core show applications` has them). */
const conversations: ReadonlyMap<string, PbxApplication> = new Map([
  ['Authenticate', 'menu'],
  ['BackGround', 'menu'],
  ['Directory', 'menu'],
  ['DISA', 'menu'],
  ['PrivacyManager', 'menu'],
  ['Read', 'menu'],
  ['ReadExten', 'menu'],
  ['SpeechBackground', 'menu'],
  ['VMAuthenticate', 'menu'],
  ['WaitExten', 'menu'],
  ['MinivmGreet', 'voicemail'],
  ['MinivmRecord', 'voicemail'],
  ['VoiceMail', 'voicemail'],
  ['VoiceMailMain', 'voicemail'],
  ['VoiceMailPlayMsg', 'voicemail'],
  ['Echo', 'echo'],
  ['ConfBridge', 'conference'],
  ['MeetMe', 'conference'],
  ['Page', 'conference'],
  ['ControlPlayback', 'announcement'],
  ['Queue', 'queue'],
]);

/** A dial plan passes through these on its way; one that stays in them is talking to the caller. */
const lasting: ReadonlyMap<string, PbxApplication> = new Map([
  ['AGI', 'menu'],
  ['EAGI', 'menu'],
  ['Festival', 'announcement'],
  ['Playback', 'announcement'],
  ['SayAlpha', 'announcement'],
  ['SayDigits', 'announcement'],
  ['SayNumber', 'announcement'],
  ['SayUnixTime', 'announcement'],
  ['Stasis', 'other'],
]);

/** What a dial plan does on the way to something else, or to the end: nothing has answered yet. */
const preparations: ReadonlySet<string> = new Set([
  '',
  'Answer',
  'Busy',
  'Congestion',
  'Dial',
  'FollowMe',
  'Gosub',
  'Hangup',
  'Macro',
  'NoOp',
  'Park',
  'ParkAndAnnounce',
  'ParkedCall',
  'Pickup',
  'PickupChan',
  'Progress',
  'RetryDial',
  'Ringing',
  'Set',
  'UserEvent',
  'Wait',
]);

/** `undefined`: that application does not talk. `lasts`: it is only when the channel stays in it. */
export interface Answerer {
  readonly application: PbxApplication;
  readonly lasts: boolean;
}

/** What a channel is connected to that is in no bridge, by the application that the dial plan executes. */
/** No phone is called: the dial plan itself refuses the call. */
export function refusalOf({ application }: ChannelSnapshot): 'BUSY' | 'CONGESTION' | undefined {
  const name = application?.toUpperCase();
  return name === 'BUSY' || name === 'CONGESTION' ? name : undefined;
}

export function answererOf({ application, called, facts }: ChannelSnapshot): Answerer | undefined {
  if (application === undefined || called || preparations.has(application)) return undefined;
  const conversation = conversations.get(application);
  if (conversation !== undefined) return { application: conversation, lasts: false };
  // Before the answer a tone or an announcement says why there is none.
  if (facts.state !== 'up') return undefined;
  return { application: lasting.get(application) ?? 'other', lasts: lasting.has(application) };
}
