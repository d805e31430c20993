import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { CtiEvent } from '../../../cti/event.ts';
import { LineWorld } from '../../testing/lineWorld.ts';
import { deaf, EventWaiters } from './eventWaiters.ts';

const keys = (digits: string): CtiEvent => ({
  type: 'DtmfEntered',
  at: { monoMs: 0, wallMs: 0 },
  callId: 'a',
  digits,
});
const is =
  (digits: string) =>
  (event: CtiEvent): boolean =>
    event.type === 'DtmfEntered' && event.digits === digits;

let world: LineWorld;
let waiters: EventWaiters;

beforeEach(() => {
  world = new LineWorld();
  waiters = new EventWaiters(world.edges.clock);
});

/** What has come of a wait by now; `waits`, while nothing has. */
async function stateOf(wait: Promise<CtiEvent | undefined>): Promise<string> {
  const pending = Symbol('pending');
  const first = await Promise.race([wait, Promise.resolve(pending)]);
  if (first === pending) return 'waits';
  return typeof first === 'object' && first.type === 'DtmfEntered' ? first.digits : 'nothing';
}

describe('a wait for an event', () => {
  it('ends with the first that is wanted, and hears no further one', async () => {
    const wait = waiters.wait(is('2'), 1_000);
    waiters.hear(keys('1'));
    expect(await stateOf(wait)).toBe('waits');
    waiters.hear(keys('2'));
    expect(await stateOf(wait)).toBe('2');
    expect(world.clock.pending).toBe(0);
  });

  it('ends with nothing when its time is up, not a moment before', async () => {
    const wait = waiters.wait(is('2'), 1_000);
    world.clock.advance(999);
    expect(await stateOf(wait)).toBe('waits');
    world.clock.advance(1);
    expect(await stateOf(wait)).toBe('nothing');
    waiters.hear(keys('2'));
    expect(await stateOf(wait)).toBe('nothing');
  });

  it('has no limit until it is given one, which counts from then', async () => {
    const listening = waiters.listen(is('2'));
    world.clock.advance(1_000_000);
    expect(await stateOf(listening.event)).toBe('waits');
    listening.limit(10);
    world.clock.advance(9);
    expect(await stateOf(listening.event)).toBe('waits');
    world.clock.advance(1);
    expect(await stateOf(listening.event)).toBe('nothing');
  });

  it('that is over takes no limit and leaves no timer', async () => {
    const listening = waiters.listen(is('2'));
    waiters.hear(keys('2'));
    listening.limit(10);
    expect(world.clock.pending).toBe(0);
    listening.stop();
    expect(await stateOf(listening.event)).toBe('2');
  });

  it('ends with nothing when it is stopped, or the link is gone, whichever comes first', async () => {
    const stopped = waiters.listen(is('1'));
    const limited = waiters.listen(is('1'));
    limited.limit(10);
    stopped.stop();
    waiters.giveUp();
    waiters.hear(keys('1'));
    expect(await stateOf(stopped.event)).toBe('nothing');
    expect(await stateOf(limited.event)).toBe('nothing');
    expect(world.clock.pending).toBe(0);
  });

  it('is one of several: each hears the same event, in whatever way another ends', async () => {
    const one = waiters.listen(is('1'));
    const other = waiters.listen((event) => {
      // What one waits for may end another wait.
      if (is('1')(event)) third.stop();
      return is('1')(event);
    });
    const third = waiters.listen(is('1'));
    waiters.hear(keys('1'));
    expect(await stateOf(one.event)).toBe('1');
    expect(await stateOf(other.event)).toBe('1');
    expect(await stateOf(third.event)).toBe('nothing');
  });

  it('that begins while an event is heard does not hear that one', async () => {
    let later: Promise<CtiEvent | undefined> | undefined;
    void waiters.wait((event) => {
      later ??= waiters.wait(is('1'), 1_000);
      return is('1')(event);
    }, 1_000);
    waiters.hear(keys('1'));
    expect(await stateOf(later!)).toBe('waits');
    waiters.hear(keys('1'));
    expect(await stateOf(later!)).toBe('1');
  });

  it('of the deaf is over at once', async () => {
    deaf.limit(10);
    deaf.stop();
    expect(await stateOf(deaf.event)).toBe('nothing');
  });

  it('settles once, and leaves no timer, in whatever order things happen', async () => {
    const step = fc.constantFrom('hear', 'other', 'limit', 'stop', 'pass', 'giveUp');
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
        const own = new LineWorld();
        const some = new EventWaiters(own.edges.clock);
        const listening = some.listen(is('1'));
        let expected = 'waits';
        let isLimited = false;
        for (const one of steps) {
          if (one === 'hear') some.hear(keys('1'));
          if (one === 'other') some.hear(keys('2'));
          if (one === 'limit' && !isLimited) listening.limit(10);
          if (one === 'stop') listening.stop();
          if (one === 'pass') own.clock.advance(10);
          if (one === 'giveUp') some.giveUp();
          if (expected === 'waits') {
            if (one === 'hear') expected = '1';
            else if (one === 'stop' || one === 'giveUp' || (one === 'pass' && isLimited))
              expected = 'nothing';
          }
          isLimited ||= one === 'limit';
          expect(await stateOf(listening.event)).toBe(expected);
        }
        if (expected !== 'waits') expect(own.clock.pending).toBe(0);
      }),
      { numRuns: 150 },
    );
  });
});
