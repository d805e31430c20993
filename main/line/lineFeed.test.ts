import { beforeEach, describe, expect, it } from 'vitest';
import { LineWorld } from '../../src/asterisk/testing/lineWorld.ts';
import type { CtiEvent } from '../../src/cti/event.ts';
import { type Line, newLine, reduce } from '../../src/cti/line.ts';
import type { LineDelta } from '../../src/ipc/line.ts';
import { LineFeed } from './lineFeed.ts';

let world: LineWorld;
let line: Line;
let sent: LineDelta[];
let feed: LineFeed;

beforeEach(() => {
  world = new LineWorld();
  line = newLine('101', 'PJSIP/101');
  sent = [];
  const { clock } = world.edges;
  feed = new LineFeed({ clock, line: () => line, send: (delta) => sent.push(delta) });
});

const turn = async (): Promise<void> => Promise.resolve();
const digits = (keys: string): CtiEvent => ({
  type: 'DtmfEntered',
  at: world.edges.clock.now(),
  callId: 'a',
  digits: keys,
});
const waiting = (count: number): CtiEvent => ({
  type: 'QueuesChanged',
  at: world.edges.clock.now(),
  queues: [{ name: 'support', loggedIn: true, fixed: false, paused: false, waiting: count }],
});
/** It happens, and the windows are to hear of it. */
function happens(event: CtiEvent): void {
  line = reduce(line, event);
  feed.take(event);
}

describe('what the windows hear of the line', () => {
  it('is at once what happened in one turn, in one delta', async () => {
    happens(digits('1'));
    happens(digits('2'));
    expect(sent).toEqual([]);
    await turn();
    expect(sent).toMatchObject([{ revision: 1, events: [{ digits: '1' }, { digits: '2' }] }]);
  });

  it('is gathered when it comes in quick succession: 20 deltas a second whatever a PBX sends', async () => {
    for (let millisecond = 0; millisecond < 1_000; millisecond++) {
      happens(waiting(millisecond));
      await turn();
      world.clock.advance(1);
    }
    world.clock.advance(50);
    expect(sent.length).toBeLessThanOrEqual(21);
    expect(sent.map(({ revision }) => revision)).toEqual(sent.map((_, index) => index + 1));
    const last = sent.at(-1);
    expect(last?.line ?? last?.events.at(-1)).toMatchObject({ queues: [{ waiting: 999 }] });
  });

  it('is the line that came of it where much happened, with what no line shows', async () => {
    for (let count = 1; count <= 10_000; count++) happens(waiting(count));
    happens(digits('5'));
    await turn();
    expect(sent).toMatchObject([{ line: { queues: [{ waiting: 10_000 }] }, events: [{ digits: '5' }] }]);
    expect(sent[0]?.events).toHaveLength(1);
  });

  it('is all before a snapshot is made, and nothing of another line', async () => {
    happens(digits('1'));
    feed.flush();
    expect(sent).toHaveLength(1);
    happens(digits('2'));
    feed.reset();
    await turn();
    world.clock.advance(1_000);
    expect(sent).toHaveLength(1);
    expect(feed.revision).toBe(2);
  });
});
