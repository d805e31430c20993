import {
  CirclePause,
  type LucideIcon,
  Pause,
  Phone,
  PhoneCall,
  PhoneForwarded,
  PhoneIncoming,
  PhoneMissed,
  PhoneOff,
  PhoneOutgoing,
  Unplug,
  Users,
  Voicemail,
} from 'lucide-react';
import type { PbxApplication } from '../../src/cti/application.ts';
import { type Call, clocks, type Direction } from '../../src/cti/call.ts';
import type { Outcome } from '../../src/cti/outcome.ts';
import { phaseWord } from '../../src/words/phase.ts';
import { outcomeOf } from '../line/outcome.ts';
import { t } from '../parts/words.ts';

/** A colour's meaning; the same word is the class name in `tone.module.css`. */
export type StateTone =
  | 'ringing'
  /** It rings at the other end: quieter than what rings here. */
  | 'calling'
  | 'talking'
  | 'held'
  | 'failed'
  | 'neutral'
  | 'ready'
  | 'paused'
  | 'work';

/** A call's state as it looks: colour, icon and word, always the three together. */
export interface Look {
  readonly tone: StateTone;
  readonly icon: LucideIcon;
  readonly word: string;
  /** What goes on or is to be done, where the word alone does not say it. */
  readonly hint?: string;
}

export function lookOf(call: Call): Look {
  if (call.state === 'ended') return lookOfEnd(call);
  if (call.checking === true) {
    return { tone: 'neutral', icon: Unplug, word: t('phase.checking'), hint: t('phase.checking.hint') };
  }
  switch (call.phase) {
    case 'agentRinging':
      return {
        tone: 'ringing',
        icon: PhoneCall,
        word: t('phase.agentRinging'),
        hint: t('phase.agentRinging.hint'),
      };
    case 'calling':
      return call.remoteBusy === true
        ? busy
        : { tone: 'calling', icon: PhoneOutgoing, word: t('phase.calling') };
    case 'ringing':
      if (call.remoteBusy === true) return busy;
      return call.direction === 'incoming'
        ? { tone: 'ringing', icon: PhoneIncoming, word: t(`phase.${phaseWord(call)}`) }
        : { tone: 'calling', icon: PhoneOutgoing, word: t(`phase.${phaseWord(call)}`) };
    case 'queued':
      return { tone: 'neutral', icon: ringingIcon(call), word: t('phase.queued') };
    case 'talking': {
      if (call.application !== undefined) return lookOfPbx(call.application);
      const look: Look = { tone: 'talking', icon: Phone, word: t('phase.talking') };
      return call.holdUnknown === true ? { ...look, hint: t('phase.holdUnknown.hint') } : look;
    }
    case 'conference':
      return { tone: 'talking', icon: Users, word: t('phase.conference') };
    case 'onHold':
      return { tone: 'held', icon: Pause, word: t('phase.onHold') };
    case 'heldByRemote':
      return { tone: 'held', icon: CirclePause, word: t('phase.heldByRemote') };
    case 'resuming':
      return { tone: 'ringing', icon: PhoneCall, word: t('phase.resuming'), hint: t('phase.resuming.hint') };
    case 'ended':
      return lookOfEnd(call);
  }
}

/** No person is there to be talked to, but a part of the phone system. */
function lookOfPbx(application: PbxApplication): Look {
  const icons: Partial<Record<PbxApplication, LucideIcon>> = { conference: Users, voicemail: Voicemail };
  return { tone: 'talking', icon: icons[application] ?? Phone, word: t(`application.${application}`) };
}

const busy: Look = { tone: 'failed', icon: PhoneOff, word: t('phase.ringing.busy') };

function ringingIcon({ direction }: Call): LucideIcon {
  return direction === 'incoming' ? PhoneIncoming : PhoneOutgoing;
}

function lookOfEnd(call: Call): Look {
  const word = outcomeOf(call);
  if (call.endReason !== undefined) return { tone: 'failed', icon: PhoneOff, word };
  const [tone, icon] = ends[call.direction][call.outcome ?? 'answered'];
  return { tone, icon, word };
}

type End = readonly [tone: StateTone, icon: LucideIcon];

const over: End = ['neutral', Phone];
const moved: End = ['neutral', PhoneForwarded];
const decided: End = ['neutral', PhoneOff];
const notReached: End = ['failed', PhoneOff];
const missed: End = ['failed', PhoneMissed];

const ends: Readonly<Record<Direction, Readonly<Record<Outcome, End>>>> = {
  outgoing: {
    answered: over,
    transferred: moved,
    answeredElsewhere: moved,
    cancelled: decided,
    noAnswer: notReached,
    busy: notReached,
    rejected: notReached,
    failed: notReached,
  },
  incoming: {
    answered: over,
    transferred: moved,
    answeredElsewhere: moved,
    rejected: decided,
    cancelled: missed,
    noAnswer: missed,
    busy: missed,
    failed: missed,
  },
};

/** The clock that matters in a phase, ms: the talk while talking, otherwise how long it has been so. */
export function clockMs(call: Call, nowMonoMs: number): number {
  const talking =
    call.phase === 'talking' ||
    call.phase === 'conference' ||
    call.phase === 'heldByRemote' ||
    call.state === 'ended';
  return talking ? clocks(call, nowMonoMs).talkMs : nowMonoMs - call.phaseSinceMonoMs;
}
