import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CallEvent } from '../cti/event.ts';
import { type Line, newLine, reduce } from '../cti/line.ts';
import { anyEvent, anySteps, eventsOf, instant } from '../cti/testing/arbitraries.ts';
import { EventOut, type PageEvent } from './eventOut.ts';
import { eventType, type WireCall, wireState } from './protocol.ts';

interface Told {
  readonly event: CallEvent;
  readonly out: readonly PageEvent[];
  readonly line: Line;
}

/** What a page is told of the events, one after the other. */
function tell(events: readonly CallEvent[], page = new EventOut()): readonly Told[] {
  let line = newLine('101', 'PJSIP/101');
  return events.map((event) => {
    line = reduce(line, event);
    return { event, out: page.translate(event, line), line };
  });
}

const callIn = ({ event, out }: Told): WireCall => {
  const contents = out.map(({ content }) => JSON.parse(content) as Partial<WireCall>);
  const call = contents.find(({ id }) => id === event.call.id);
  if (call === undefined) throw new Error(`no call ${event.call.id} in ${JSON.stringify(out)}`);
  return call as WireCall;
};

const stories = anySteps.map(eventsOf);

describe('what a page gets of any calls', () => {
  it('goes from state to state without a gap, from none and back to none', () => {
    fc.assert(
      fc.property(stories, (events) => {
        const states = new Map<string, number>();
        for (const told of tell(events)) {
          const { id, state, oldState } = callIn(told);
          expect(oldState).toBe(states.get(id) ?? wireState.none);
          states.set(id, state);
          if (told.event.call.state === 'ended') expect(state).toBe(wireState.none);
          else expect(state).not.toBe(wireState.none);
        }
      }),
    );
  });

  it('has the features of a call before the call, and the line’s after its end', () => {
    fc.assert(
      fc.property(stories, (events) => {
        for (const { event, out } of tell(events)) {
          const [first, last] = [out[0], out.at(-1)];
          const isOver = event.call.state === 'ended';
          const features = JSON.parse((isOver ? last : first)?.content ?? '{}') as { callId?: string };
          expect((isOver ? last : first)?.eventType).toBe(eventType.lineState);
          expect(features.callId).toBe(isOver ? undefined : event.call.id);
          expect(out).toHaveLength(2);
        }
      }),
    );
  });

  it('calls a hold only what the agent’s side holds, put and ended in turns', () => {
    fc.assert(
      fc.property(stories, (events) => {
        const held = new Map<string, boolean>();
        const heldByAgent = new Set<string>();
        for (const told of tell(events)) {
          const types = told.out.map((one) => one.eventType);
          const { id, state } = callIn(told);
          if (told.event.type === 'PutHoldAction' && told.event.by === 'agent') heldByAgent.add(id);
          if (told.event.type === 'EndHoldAction' && told.event.by === 'agent') heldByAgent.delete(id);
          if (types.includes(eventType.PutHoldAction)) {
            expect(held.get(id) ?? false).toBe(false);
            held.set(id, true);
          }
          if (types.includes(eventType.EndHoldAction)) {
            expect(held.get(id)).toBe(true);
            held.set(id, false);
          }
          expect(held.get(id) ?? false).toBe(heldByAgent.has(id));
          if (state === wireState.held) expect(held.get(id)).toBe(true);
        }
      }),
    );
  });

  it('never names the other party as ourselves: calledId where the line dialled, callerId otherwise', () => {
    fc.assert(
      fc.property(stories, (events) => {
        for (const told of tell(events)) {
          const { deviceId, callerId, calledId } = callIn(told);
          const other =
            deviceId === callerId && told.event.call.direction === 'outgoing' ? calledId : callerId;
          expect(other).toBe(told.event.call.number);
          expect(deviceId).toBe('101');
        }
      }),
    );
  });

  it('counts no more seconds than have passed, and never fewer than before', () => {
    fc.assert(
      fc.property(stories, (events) => {
        const before = new Map<string, number>();
        for (const told of tell(events)) {
          const { id, totalTalkDuration: talk, totalHoldDuration: hold, connectionStartTime } = callIn(told);
          const passedMs =
            connectionStartTime === null ? 0 : told.event.at.wallMs - Date.parse(connectionStartTime);
          expect(talk + hold).toBeLessThanOrEqual(passedMs / 1000);
          expect(talk + hold).toBeGreaterThanOrEqual(before.get(id) ?? 0);
          before.set(id, talk + hold);
        }
      }),
    );
  });

  it('is the same for a page that comes in the midst of it', () => {
    fc.assert(
      fc.property(stories, fc.nat(60), (events, cut) => {
        const all = tell(events);
        const known = all[cut % Math.max(1, all.length)];
        fc.pre(known !== undefined);
        const from = all.indexOf(known) + 1;
        const late = new EventOut(known.line.calls);
        for (const { event, out, line } of all.slice(from)) expect(late.translate(event, line)).toEqual(out);
      }),
    );
  });
});

describe('what a page gets of any events, also nonsense', () => {
  it('is JSON inside each event, and the snapshot has exactly the calls of the line', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 25 }), (events) => {
        let line = newLine('101', 'PJSIP/101');
        const page = new EventOut();
        for (const event of events) {
          line = reduce(line, event);
          for (const { content } of page.translate(event, line))
            expect(() => JSON.parse(content) as unknown).not.toThrow();
          const snapshot = JSON.parse(page.activeCalls(line, instant(0)).content) as {
            CurrentCall: WireCall | null;
            ActiveCalls: WireCall[];
          };
          const ids = snapshot.ActiveCalls.map(({ id }) => id);
          expect(ids).toEqual(line.calls.map(({ id }) => id));
          if (snapshot.CurrentCall !== null) expect(ids).toContain(snapshot.CurrentCall.id);
          expect(snapshot.CurrentCall === null).toBe(ids.length === 0);
        }
      }),
    );
  });
});
