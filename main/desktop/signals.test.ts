import { beforeEach, describe, expect, it } from 'vitest';
import { defaultSettings, type Settings } from '../../src/settings/schema.ts';
import { words } from '../../src/words/words.ts';
import type { TrayFacts } from '../tray/menu.ts';
import { holdsOthers } from './secondCall.ts';
import { Signals } from './signals.ts';
import { aCall, aLine, heldByRemote, onHold, talking } from './testing/calls.ts';

let settings: Settings;
let inFront: boolean;
let facts: TrayFacts[];
let quiet: string[];
let badges: number[];
let signals: Signals;
beforeEach(() => {
  settings = { ...defaultSettings, pauseReasons: ['Lunch'] };
  inFront = false;
  facts = [];
  quiet = [];
  badges = [];
  signals = new Signals({
    settings: () => settings,
    isPanelInFront: () => inFront,
    tray: { update: (now) => facts.push(now) },
    notes: { quiet: ({ id }) => quiet.push(id), quietSeen: () => quiet.splice(0) },
    ringing: { update: () => undefined },
    mini: { update: () => undefined, look: () => undefined },
    badge: (missed) => badges.push(missed),
    t: words('en').t,
  });
});

const missed = aCall({ state: 'ended', phase: 'ended', outcome: 'noAnswer' });

describe('missed calls', () => {
  it('are counted and told until the agent looks at the panel', () => {
    signals.ended(missed);
    signals.ended({ ...missed, id: 'b', outcome: 'cancelled' });
    signals.ended({ ...missed, id: 'c', outcome: 'answeredElsewhere' });
    expect(facts.at(-1)?.missed).toBe(2);
    expect(quiet).toEqual(['missed a', 'missed b']);
    signals.seen();
    signals.seen();
    expect(facts.at(-1)?.missed).toBe(0);
    expect(quiet).toEqual([]);
    expect(badges).toEqual([1, 2, 0]);
  });

  it('are none for who has the panel before their eyes', () => {
    inFront = true;
    signals.ended(missed);
    expect([quiet, badges]).toEqual([[], []]);
  });
});

describe('the tray', () => {
  it('is told of the line and of other settings', () => {
    const line = aLine([aCall({ id: 'b', ...talking }), aCall()]);
    signals.update(line);
    expect(facts.at(-1)).toEqual({ line, missed: 0, pauseReasons: ['Lunch'], holdOthers: true });
    settings = { ...settings, secondCall: 'leave', pauseReasons: [] };
    signals.refresh();
    expect(facts.at(-1)).toEqual({ line, missed: 0, pauseReasons: [], holdOthers: false });
  });
});

describe('holdsOthers', () => {
  const unable = { can: [], denied: {} };
  it.each([
    [true, [aCall(talking)]],
    [true, [aCall(heldByRemote)]],
    [false, [aCall({ ...talking, features: unable })]],
    [false, [aCall(onHold)]],
    [false, [aCall()]],
  ])('is %s', (holds, calls) => {
    expect(holdsOthers(aLine(calls), 'ask')).toBe(holds);
    expect(holdsOthers(aLine(calls), 'hold')).toBe(holds);
    expect(holdsOthers(aLine(calls), 'leave')).toBe(false);
  });
});
