import { expect } from 'vitest';
import { breaches, shownTwice } from './contract.ts';
import { panelOf, scriptOf } from './script.ts';
import { ordersOf, type Thread } from './threads.ts';

/**
 * Asterisk reports from several threads: that of the caller's dial plan, which dials, bridges and cancels, and those of the phones.
 * Only what one thread reports, and what one has waited for, comes in order. Whatever the order, the panel shows one story.
 */
export function expectStory(threads: readonly Thread[], story: readonly string[]): void {
  const told = new Map<string, string>();
  for (const order of ordersOf(threads)) {
    const { adapter, events } = scriptOf(order);
    expect([...breaches(events), ...shownTwice(adapter)], order).toEqual([]);
    expect(adapter.stories(), order).toEqual([]);
    // Of two calls each has its own order.
    const text = panelOf(order)
      .sort((one, other) => Number.parseInt(one, 10) - Number.parseInt(other, 10))
      .join('\n');
    if (!told.has(text)) told.set(text, order);
  }
  for (const [text, order] of told) expect(text, order).toBe(story.join('\n'));
}

/** `Dial` brings the caller's channel together with another one. */
export const dials = (caller: string, leg: string, who = ''): Thread => [
  `new ${leg} down - ${who} | is ${leg} made`,
  `dial ${caller} ${leg}`,
];
export const rings = (leg: string): Thread => [
  `state ${leg} ringing | after ${leg} made | is ${leg} ringing`,
];
export const lifts = (leg: string): Thread => [
  ...rings(leg),
  `state ${leg} up | is ${leg} up`,
  `enter b ${leg} | after ${leg} answered | is ${leg} there`,
];
export const connects = (caller: string, leg: string): Thread => [
  `ended ${caller} ${leg} ANSWER | after ${leg} up | is ${leg} answered`,
  `enter b ${caller} | is ${caller} there`,
];
/** `by` hangs up: its thread reports that; the other one is hung up by its own thread in turn. */
export const goes = (leg: string, cause = 16): Thread => [
  `left b ${leg} | is ${leg} gone`,
  `hangup ${leg} ${cause}`,
];
export const goesAfter = (other: string, leg: string, cause = 16): Thread => [
  `left b ${leg} | after ${other} gone`,
  `hangup ${leg} ${cause}`,
];
export const both = (one: string, other: string, lines: Thread): Thread => [
  `${lines[0]!} | after ${one} there | after ${other} there`,
  ...lines.slice(1),
];

/** The phone and a colleague's ring for one caller, and the colleague answers. */
export const ringsAtBoth = (
  comes: string,
  {
    caller,
    phone,
    colleague,
  }: { readonly caller: string; readonly phone: string; readonly colleague: string },
): Thread[] => [
  [
    comes,
    ...dials(caller, phone),
    ...dials(caller, colleague),
    `ended ${caller} ${phone} CANCEL | after ${colleague} up`,
    `hangup ${phone} 26`,
    ...connects(caller, colleague),
    ...goesAfter(colleague, caller),
  ],
  rings(phone),
  [
    ...rings(colleague),
    `state ${colleague} up | after ${phone} ringing | is ${colleague} up`,
    `enter b ${colleague} | after ${colleague} answered | is ${colleague} there`,
    ...both(caller, colleague, goes(colleague)),
  ],
];
