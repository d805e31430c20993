import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { MiniView, RingingView, SmallWindowView } from '../../src/ipc/smallWindow.ts';
import { aCall, talking } from '../desktop/testing/calls.ts';
import type { Stack } from './place.ts';
import { WindowFeed } from './windowFeed.ts';

let ringing: RingingView;
let mini: MiniView | null;
let arranged: Stack[];
let told: SmallWindowView[];
let feed: WindowFeed;
beforeEach(() => {
  ringing = { calls: [], sound: null };
  mini = null;
  arranged = [];
  told = [];
  feed = new WindowFeed({
    ringing: () => ringing,
    mini: () => mini,
    arrange: (stack) => {
      arranged.push(stack);
      return 'down';
    },
    push: (view) => told.push(view),
    nowMs: () => 7,
  });
});

const standing: MiniView = { calls: [aCall(talking)], work: null, link: { state: 'online', version: '' } };

describe('the small window', () => {
  it('is reported once of an answered call: it rings no more and stands', async () => {
    ringing = { calls: [{ call: aCall(), sounds: false }], sound: null };
    feed.tell();
    await vi.waitFor(() => expect(arranged).toEqual([{ rows: 0, cards: 1 }]));
    ringing = { calls: [], sound: null };
    feed.tell();
    mini = standing;
    feed.tell();
    await vi.waitFor(() => expect(arranged.slice(1)).toEqual([{ rows: 1, cards: 0 }]));
    expect(told.at(-1)).toEqual({ ...ringing, mini, grows: 'down', monoMs: 7 });
  });

  it('has a line for the work after a call', async () => {
    mini = { ...standing, work: { untilMonoMs: 1, features: { can: [], denied: {} } } };
    feed.tell();
    await vi.waitFor(() => expect(arranged).toEqual([{ rows: 2, cards: 0 }]));
  });

  it('gets nothing where nothing is new', async () => {
    feed.tell();
    await Promise.resolve();
    expect([arranged, told]).toEqual([[], []]);
  });
});
