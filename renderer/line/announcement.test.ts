// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import type { Call, Phase } from '../../src/cti/call.ts';
import type { Link, LinkFault } from '../../src/cti/link.ts';
import { aCall, aCallIn, aSnapshot } from '../testing/story.ts';
import { announcements } from './announcement.ts';
import type { LineView } from './lineView.ts';

function view(calls: readonly Call[], ended: readonly Call[] = []): LineView {
  return { ...aSnapshot({ calls }), status: 'live', ended };
}

function linked(link: Link): LineView {
  return { ...aSnapshot({ link }), status: 'live', ended: [] };
}

const texts = (before: LineView, after: LineView): readonly string[] =>
  announcements(before, after).map(({ urgency, text }) => `${urgency}: ${text}`);

describe('what a screen reader says', () => {
  it.each<[Exclude<Phase, 'ended'>, string]>([
    ['agentRinging', 'status: Pick up your phone to call Maria Svensson'],
    ['calling', 'status: Calling Maria Svensson'],
    ['ringing', 'alert: Incoming call from Maria Svensson'],
    ['talking', 'status: Talking to Maria Svensson'],
    ['onHold', 'status: Maria Svensson is on hold'],
    ['heldByRemote', 'status: Maria Svensson has put you on hold'],
    ['resuming', 'status: Pick up your phone to resume the call with Maria Svensson'],
    ['conference', 'status: In a conference with Maria Svensson'],
  ])('of a call that comes into %s', (phase, text) => {
    expect(texts(view([]), view([aCallIn(phase)]))).toEqual([text]);
  });

  it('that the other party does not hear the agent, and that they do again', () => {
    const [heard, muted] = [view([aCall()]), view([aCall({ muted: true })])];
    expect(texts(heard, muted)).toEqual(['status: Muted: Maria Svensson cannot hear you']);
    expect(texts(muted, heard)).toEqual(['status: Maria Svensson can hear you again']);
  });

  it('of the end: what came of it', () => {
    const over = aCall({ state: 'ended', phase: 'ended', outcome: 'busy' });
    expect(texts(view([aCall()]), view([], [over]))).toEqual([
      'status: Call with Maria Svensson is over: Busy',
    ]);
  });

  it('nothing of clocks, names that become known, or an ended card that goes', () => {
    const over = aCall({ id: 'c0', state: 'ended', phase: 'ended', outcome: 'busy' });
    expect(texts(view([aCall()], [over]), view([aCall({ talkMs: 5000, name: 'Other' })]))).toEqual([]);
  });

  it('of every call when the link was lost, and that it is being checked', () => {
    expect(texts(view([aCall()]), view([aCall({ checking: true })]))).toEqual([
      'status: Connection lost. Checking whether the call with Maria Svensson is still up',
    ]);
  });
});

describe('of the link', () => {
  const fault: LinkFault = { code: 'connectionLost' };
  const waiting: Link = { state: 'waiting', attempt: 1, retryAt: 0, fault };
  const retrying: Link = { state: 'waiting', attempt: 2, fault };
  const online: Link = { state: 'online', version: '11.0.0' };

  it('the fault once, not at every attempt; another fault again; and that it is back', () => {
    const told = 'status: The connection to the phone system was lost.';
    expect(texts(linked(online), linked(waiting))).toEqual([told]);
    expect(texts(linked(waiting), linked(retrying))).toEqual([]);
    expect(texts(linked(retrying), linked({ ...waiting, attempt: 2 }))).toEqual([]);
    expect(
      texts(linked(retrying), linked({ state: 'refused', fault: { code: 'loginRefused' } })),
    ).toHaveLength(1);
    expect(texts(linked(retrying), linked(online))).toEqual(['status: Connected to pbx-1']);
  });
});
