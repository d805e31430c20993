import type { Call } from '../../src/cti/call.ts';
import type { Line } from '../../src/cti/line.ts';
import type { Link } from '../../src/cti/link.ts';
import { t } from '../parts/words.ts';
import { whoOf } from '../parts/who.ts';
import { pbxName } from './pbxName.ts';
import { outcomeOf } from './outcome.ts';
import type { LineView } from './lineView.ts';

/** What a screen reader is to say: at once (the phone rings) or when it has finished its sentence. */
export interface Announcement {
  readonly urgency: 'alert' | 'status';
  readonly text: string;
}

type Told = Pick<LineView, 'line' | 'ended' | 'pbx'>;

/** What has changed for somebody who does not see the panel. Clocks are silent. */
export function announcements(before: Told, after: Told): readonly Announcement[] {
  return [
    ...after.line.calls.flatMap((call) => toldOf(known(before.line, call), call)),
    ...after.ended
      .filter((call) => !before.ended.some(({ id }) => id === call.id))
      .map((call) =>
        status(t(`told.${call.direction}.ended`, { who: whoOf(call), outcome: outcomeOf(call) })),
      ),
    ...linkTold(before, after),
  ];
}

function known(line: Line, call: Call): Call | undefined {
  return line.calls.find(({ id }) => id === call.id);
}

function toldOf(before: Call | undefined, call: Call): readonly Announcement[] {
  const who = whoOf(call);
  if (before?.phase === call.phase && before.checking === call.checking) {
    const [was, is] = [before.muted === true, call.muted === true];
    return was === is ? [] : [status(t(is ? 'told.muted' : 'told.unmuted', { who }))];
  }
  if (call.checking === true) return [status(t('told.checking', { who }))];
  switch (call.phase) {
    case 'agentRinging':
      return [status(t('told.pickUp', { who }))];
    case 'resuming':
      return [status(t('told.pickUpResumed', { who }))];
    case 'conference':
      return [status(t('told.conference', { who }))];
    case 'heldByRemote':
      return [status(t('told.heldByRemote', { who }))];
    default: {
      const { direction, state } = call;
      if (state === 'ended') return [];
      const text = t(`told.${direction}.${state}`, { who });
      const rings = direction === 'incoming' && state === 'ringing';
      return [rings ? { urgency: 'alert', text } : status(text)];
    }
  }
}

/** The link's faults once each, not at every attempt; and that it is back. */
function linkTold(before: Told, after: Told): readonly Announcement[] {
  const { link } = after.line;
  if (link.state === 'online' && before.line.link.state !== 'online') {
    return [status(t('link.online', { pbx: pbxName(after.pbx) }))];
  }
  if (link.state !== 'waiting' && link.state !== 'refused') return [];
  return before.line.link === link || faultOf(before.line.link) === link.fault.code
    ? []
    : [status(t(`fault.${link.fault.code}`))];
}

/** A further attempt that has not failed yet still has the last one's fault. */
function faultOf(link: Link): string | undefined {
  return 'fault' in link ? link.fault.code : undefined;
}

function status(text: string): Announcement {
  return { urgency: 'status', text };
}
