import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { LineSnapshot } from '../../src/ipc/line.ts';
import { FakeBridge } from '../testing/fakeBridge.ts';
import { aCall, aCallIn, aSnapshot, at, beginningOf, eventOf } from '../testing/story.ts';
import { createLineStore, type LineStore } from './store.ts';

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

async function live(bridge: FakeBridge): Promise<LineStore> {
  const store = createLineStore(bridge, { localNow: () => 0 });
  await vi.waitUntil(() => store.getState().status === 'live', { interval: 1 });
  return store;
}

/** A snapshot request whose answer is made when it is asked for and arrives when the test lets it. */
function holdSnapshots(bridge: FakeBridge): (() => void)[] {
  const deliveries: (() => void)[] = [];
  bridge.answers['line:snapshot'] = () => {
    const made = bridge.snapshot;
    return new Promise<LineSnapshot>((resolve) => deliveries.push(() => resolve(made)));
  };
  return deliveries;
}

describe('the line as the panel sees it', () => {
  it('is what the snapshot says, then what each delta makes of it', async () => {
    const bridge = new FakeBridge(aSnapshot());
    const store = await live(bridge);
    const call = aCallIn('agentRinging');
    bridge.happen(beginningOf(call));
    const ringing = eventOf(call, { type: 'RingStarted' }, 1000);
    bridge.happen(ringing);
    bridge.happen(eventOf(ringing.call, { type: 'CommutationStarted' }, 2000));
    expect(store.getState().line).toEqual(bridge.snapshot.line);
    expect(store.getState().line.calls[0]?.phase).toBe('talking');
    expect(bridge.count('line:snapshot')).toBe(1);
  });

  it('takes what came in one frame as one change, the newest state last', async () => {
    const frames: (() => void)[] = [];
    const bridge = new FakeBridge(aSnapshot({ calls: [aCall()] }));
    const edges = { localNow: () => 0, afterPaint: (then: () => void) => void frames.push(then) };
    const store = createLineStore(bridge, edges);
    await vi.waitUntil(() => store.getState().status === 'live', { interval: 1 });
    let changes = 0;
    store.subscribe(() => (changes += 1));
    let call = aCall();
    for (let second = 1; second <= 1_000; second++) {
      const type = second % 2 === 1 ? 'PutHoldAction' : 'EndHoldAction';
      const event = eventOf(call, { type, by: 'agent' }, second * 1000);
      call = event.call;
      bridge.happen(event);
    }
    expect(changes).toBe(1);
    frames.shift()?.();
    expect(changes).toBe(2);
    expect(store.getState().line).toEqual(bridge.snapshot.line);
    expect(frames).toHaveLength(1);
    frames.shift()?.();
    expect(frames).toEqual([]);
    expect(bridge.count('line:snapshot')).toBe(1);
  });

  it('is the line that many events made, with the calls that are over and what went wrong', async () => {
    const bridge = new FakeBridge(aSnapshot({ calls: [aCall(), { ...aCall(), id: 'other' }] }));
    const store = await live(bridge);
    const over = eventOf(aCall(), { type: 'RingFinished', outcome: 'answered' }, 1000);
    const fault = { code: 'snapshotFailed', detail: '' } as const;
    const line = { ...bridge.snapshot.line, calls: [{ ...aCall(), id: 'other', number: '4711' }] };
    bridge.push('line:delta', {
      revision: bridge.snapshot.revision + 1,
      monoMs: 0,
      events: [over, { type: 'Error', at: at(0), fault }],
      line,
    });
    expect(store.getState()).toMatchObject({ line, fault, ended: [{ id: aCall().id }] });
  });

  it('asks for a snapshot again when a delta is missing, and is right again', async () => {
    const bridge = new FakeBridge(aSnapshot({ calls: [aCall()] }));
    const store = await live(bridge);
    const held = eventOf(aCall(), { type: 'PutHoldAction', by: 'agent' }, 1000);
    bridge.forget(held);
    bridge.happen(eventOf(held.call, { type: 'EndHoldAction', by: 'agent' }, 2000));
    await vi.waitUntil(() => store.getState().revision === 9);
    expect(bridge.count('line:snapshot')).toBe(2);
    expect(store.getState().line).toEqual(bridge.snapshot.line);
  });

  it('applies what came while a snapshot was on its way, and not twice what is in it', async () => {
    const bridge = new FakeBridge(aSnapshot());
    const deliveries = holdSnapshots(bridge);
    const store = createLineStore(bridge, { localNow: () => 0 });
    const call = aCallIn('ringing');
    bridge.happen(beginningOf(call)); // after the answer was made, before it arrives
    deliveries[0]?.();
    await vi.waitUntil(() => store.getState().status === 'live');
    expect(store.getState().line.calls).toEqual([call]);
    expect(store.getState().revision).toBe(8);
    bridge.push('line:delta', { revision: 8, monoMs: 0, events: [beginningOf({ ...call, id: 'again' })] });
    expect(store.getState().line.calls).toEqual([call]);
    expect(bridge.count('line:snapshot')).toBe(1);
  });

  it('takes the newer of two snapshots that were both asked for', async () => {
    const bridge = new FakeBridge(aSnapshot());
    const deliveries = holdSnapshots(bridge);
    const store = createLineStore(bridge, { localNow: () => 0 });
    bridge.snapshot = aSnapshot({}, { agentName: 'Berta', revision: 40 });
    bridge.push('line:reset', null);
    deliveries[1]?.();
    await vi.waitUntil(() => store.getState().status === 'live');
    deliveries[0]?.();
    await settled();
    expect(store.getState()).toMatchObject({ agentName: 'Berta', revision: 40 });
  });

  it('is right after any loss, once one more delta has come through', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { maxLength: 12 }), async (losses) => {
        const bridge = new FakeBridge(aSnapshot({ calls: [aCall()] }));
        const store = await live(bridge);
        let call = aCall();
        [...losses, false].forEach((lost, index) => {
          const type = index % 2 === 0 ? 'PutHoldAction' : 'EndHoldAction';
          const event = eventOf(call, { type, by: 'agent' }, index * 1000);
          call = event.call;
          if (lost) bridge.forget(event);
          else bridge.happen(event);
        });
        await settled();
        expect(store.getState().line).toEqual(bridge.snapshot.line);
        expect(store.getState().revision).toBe(bridge.snapshot.revision);
      }),
    );
  });

  it('says that it is broken when the main process does not answer, and recovers by a reset', async () => {
    const bridge = new FakeBridge(aSnapshot());
    bridge.answers['line:snapshot'] = () => Promise.reject(new Error('gone'));
    const store = createLineStore(bridge, { localNow: () => 0 });
    await vi.waitUntil(() => store.getState().status === 'broken');
    bridge.answers['line:snapshot'] = () => bridge.snapshot;
    bridge.push('line:reset', null);
    await vi.waitUntil(() => store.getState().status === 'live');
  });

  it('keeps the list of recent calls that came while an older snapshot was on its way', async () => {
    const bridge = new FakeBridge(aSnapshot());
    const deliveries = holdSnapshots(bridge);
    const store = createLineStore(bridge, { localNow: () => 0 });
    bridge.push('recent:changed', [aCall()]);
    deliveries[0]?.();
    await vi.waitUntil(() => store.getState().status === 'live');
    expect(store.getState().recent).toHaveLength(1);
  });

  it('leaves no listener behind', async () => {
    const bridge = new FakeBridge(aSnapshot());
    const store = await live(bridge);
    store.stop();
    expect(bridge.listenerCount()).toBe(0);
  });
});

describe('a call that has ended', () => {
  const over = eventOf(aCall(), { type: 'RingFinished', outcome: 'answered' }, 9000);

  it('stays to be shown until it is dismissed', async () => {
    const bridge = new FakeBridge(aSnapshot({ calls: [aCall()] }));
    const store = await live(bridge);
    bridge.happen(over);
    expect(store.getState().line.calls).toEqual([]);
    expect(store.getState().ended).toEqual([over.call]);
    store.dismissEnded('c1');
    expect(store.getState().ended).toEqual([]);
  });

  it('makes room for a call that begins', async () => {
    const bridge = new FakeBridge(aSnapshot({ calls: [aCall()] }));
    const store = await live(bridge);
    bridge.happen(over);
    bridge.happen(beginningOf(aCallIn('ringing', { id: 'c2' })));
    expect(store.getState().ended).toEqual([]);
  });

  it('is not shown when nothing was known of it', async () => {
    const bridge = new FakeBridge(aSnapshot());
    const store = await live(bridge);
    bridge.happen(over);
    expect(store.getState().ended).toEqual([]);
    expect(store.getState().line.ignored).toBe(1);
  });

  it('goes with its line when another PBX is set up', async () => {
    const bridge = new FakeBridge(aSnapshot({ calls: [aCall()] }));
    const store = await live(bridge);
    bridge.happen(over);
    bridge.snapshot = aSnapshot({ device: 'SIP/9' }, { revision: 1 });
    bridge.push('line:reset', null);
    await vi.waitUntil(() => store.getState().line.device === 'SIP/9');
    expect(store.getState().ended).toEqual([]);
  });
});

it('remembers the last fault that no command tells, until it is dismissed', async () => {
  const bridge = new FakeBridge(aSnapshot());
  const store = await live(bridge);
  bridge.happen({ type: 'Error', at: at(1), fault: { code: 'snapshotFailed' } });
  expect(store.getState().fault).toEqual({ code: 'snapshotFailed' });
  store.dismissFault();
  expect(store.getState().fault).toBeUndefined();
});
