import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordedPbxes, recordingNames } from '../../../ami/testing/recordings.ts';
import { type CallEvent, isCallEvent } from '../../../cti/event.ts';
import type { Instant } from '../../../cti/instant.ts';
import { type Line, newLine, reduce } from '../../../cti/line.ts';
import { AsteriskAdapter } from '../adapter.ts';
import type { ChannelEvent } from '../../dialect/channelEvent.ts';
import { rebuild } from './rebuild.ts';
import { breaches, shownTwice } from '../../testing/contract.ts';
import { fieldNames, openField } from '../../testing/fieldStream.ts';
import { devicesIn, openRecording } from '../../testing/replay.ts';
import { ShadowPbx } from '../../testing/shadowPbx.ts';
import { Backlog } from './backlog.ts';

/** Thousands of calls of others, a PBX that dies in the midst, a call that is never told to end: nothing to be learnt from cutting those. */
const leftOut = /^(21|93|15|09g|23|14f)/u;

interface Cut {
  /** The link breaks before this event and comes back at once. */
  readonly login: number;
  /** The snapshot was taken before this one; those in between came while it was asked for. */
  readonly snapshot: number;
  /** What came before this one was there before the snapshot was asked for. */
  readonly asked: number;
  /** The panel was started then, and knows nothing of before. */
  readonly isFresh: boolean;
}

/** Moments that chance seldom finds. */
const moments: Readonly<Record<string, readonly Cut[]>> = {
  // A colleague completes an Atxfer: the half that they transfer to is with the customer already, and they are there still.
  '16-pjsip 11-attended-transfer-atxfer': [{ login: 35, asked: 38, snapshot: 38, isFresh: false }],
  // The phone has diverted a click-to-call, and its own leg stands for a while.
  'field b4-own-phone-diverts-16-sip': [{ login: 8, asked: 8, snapshot: 8, isFresh: false }],
  'field b4-own-phone-diverts-22-pjsip': [{ login: 8, asked: 8, snapshot: 8, isFresh: false }],
};

interface Outcome {
  /** Calls that were one and stood there as two. */
  readonly twice: readonly string[];
  readonly events: readonly CallEvent[];
  readonly line: Line;
}

function play(device: string, isOld: boolean, happened: readonly ChannelEvent[], cut?: Cut): Outcome {
  const extension = device.slice(device.indexOf('/') + 1);
  const events: CallEvent[] = [];
  const twice: string[] = [];
  let line = newLine(extension, device);
  let ids = 0;
  let nowMs = 0;
  const now = (): Instant => ({ monoMs: nowMs, wallMs: 1_000_000 + nowMs });
  const adapter = new AsteriskAdapter({
    extension,
    device,
    sendRingStartedOnRingingState: true,
    newId: () => `call-${++ids}`,
    emit: (event) => {
      line = reduce(line, event);
      if (isCallEvent(event)) events.push(event);
    },
  });
  const pbx = new ShadowPbx(isOld);
  const backlog: ChannelEvent[] = [];
  const { login, snapshot, asked, isFresh } = cut ?? { login: -1, snapshot: -1, asked: -1, isFresh: false };
  for (const [index, event] of [...happened, undefined].entries()) {
    nowMs += 10;
    if (index === login) adapter.forgetChannels();
    if (index === snapshot) {
      const calls = rebuild(adapter, pbx.snapshot(nowMs), { pen: 'offhook' }, now());
      line = reduce(line, { type: 'ActiveCallSnapshot', at: now(), calls });
      const alive = new Backlog(adapter.channels);
      for (const [at, each] of backlog.entries())
        if (alive.isNews(each, login + at < asked)) adapter.handle(each, now());
    }
    if (!isMasquerading(happened, index))
      twice.push(...shownTwice(adapter).map((ids) => `${ids} at ${index}`));
    if (event === undefined) continue;
    pbx.handle(event, nowMs);
    if (index >= login && index < snapshot) backlog.push(event);
    else if (!isFresh || index >= login) adapter.handle(event, now());
  }
  return { events, line, twice };
}

const ended = ({ events }: Outcome): CallEvent[] => events.filter(({ type }) => type === 'RingFinished');

/** Of a call that was adopted the beginning was told by the snapshot alone. */
const begunLive = ({ events }: Outcome): CallEvent[] => {
  const begun = new Set(
    events
      .filter(({ type, call }) => type === 'RingStarted' || call.state === 'dialing')
      .map(({ call }) => call.id),
  );
  return events.filter(({ call }) => begun.has(call.id));
};

/** A channel is moved from one bridge to another: left and entered with nothing in between. */
const isMoving = (happened: readonly ChannelEvent[], at: number): boolean => {
  const [left, entered] = [happened[at - 1], happened[at]];
  return (
    left?.type === 'bridgeLeft' &&
    entered?.type === 'bridgeEntered' &&
    left.channel.uniqueId === entered.channel.uniqueId
  );
};

/** Several events report a masquerade of Asterisk 11, but it is one step. */
const isMasquerading = (happened: readonly ChannelEvent[], at: number): boolean => {
  const isPart = (event: ChannelEvent | undefined): boolean =>
    event?.type === 'renamed' || (event?.type === 'hungUp' && event.channel.name.endsWith('<ZOMBIE>'));
  return isPart(happened[at]);
};

const isOneStep = (happened: readonly ChannelEvent[], at: number): boolean =>
  isMasquerading(happened, at) || isMoving(happened, at);

const rows = [
  ...recordedPbxes.flatMap((pbx) =>
    recordingNames(pbx)
      .filter((name) => !leftOut.test(name))
      .map((name) => openRecording(pbx, name)),
  ),
  ...fieldNames().map((name) => ({ ...openField(name), pbx: 'field' })),
].flatMap((recording) => devicesIn(recording).map((device) => ({ ...recording, device })));

describe('the recorded sessions, with the link cut anywhere', () => {
  it.each(rows)(
    '$pbx $name from $device: each call ends once, and none is shown twice',
    ({ pbx, name, dialect, packets, device }) => {
      const happened = packets.flatMap((packet) => dialect.read(packet));
      const isOld = dialect.family === '1.x';
      // Answered, parked and brought back, all in the gap: the party that rings again cannot be known for the one that rang before.
      // Or a phone is busy before it rings: only who finds it in that moment has a call of it.
      const begunAnew = /^(09[bc]|06b|08c|b2-memory)/u.test(name) ? 1 : 0;
      const whole = play(device, isOld, happened);
      const cuts = fc
        .tuple(fc.nat(happened.length), fc.nat(12), fc.nat(2), fc.boolean())
        .map(([login, during, late, isFresh]): Cut => {
          const snapshot = Math.min(login + during, happened.length);
          return { login, asked: Math.max(login, snapshot - late), snapshot, isFresh };
        })
        .filter(({ login, snapshot }) => !isOneStep(happened, snapshot) && !isOneStep(happened, login));
      fc.assert(
        fc.property(cuts, (cut) => {
          const found = play(device, isOld, happened, cut);
          expect(found.line.ignored).toBe(0);
          expect(found.twice).toEqual([]);
          expect(found.line.calls.map(({ state }) => state)).toEqual(
            whole.line.calls.map(({ state }) => state),
          );
          expect(breaches(begunLive(found), whole.line.calls.length)).toEqual([]);
          const ends = ended(found).map(({ call }) => call.id);
          expect(new Set(ends).size).toBe(ends.length);
          // With its new Uniqueids no masqueraded call of 1.x is provably the same: it is ended, and found as another.
          if (!isOld) expect(ends.length).toBeLessThanOrEqual(ended(whole).length + begunAnew);
        }),
        { numRuns: 25, seed: 11, examples: (moments[`${pbx} ${name}`] ?? []).map((cut): [Cut] => [cut]) },
      );
    },
  );
});
