import type { OffhookApp } from './app.ts';
import { difference, glanceAt, type Glance } from './glance.ts';
import { expect, test } from './test.ts';

const schemes = ['light', 'dark'] as const;
const states = ['idle', 'ringing', 'talking', 'onHold'] as const;
/** By how much a window has to be nearer to its own state than to any other, of 255. */
const leastApart = 3;
type State = (typeof states)[number];
type Seen = Record<(typeof schemes)[number], Partial<Record<State, Glance>>>;

/** Numbers of the practice phone system. */
const answers = '201';
const callsBack = '210';

async function look(app: OffhookApp, state: State, seen: Seen): Promise<void> {
  await app.panel.mouse.move(0, 0);
  for (const scheme of schemes) seen[scheme][state] = await glanceAt(app.panel, scheme);
}

async function talk(app: OffhookApp, number: string): Promise<void> {
  await app.dial(number);
  await expect(app.card('talking')).toBeVisible();
}

async function hold(app: OffhookApp): Promise<void> {
  await app.button('Hold').click();
  await expect(app.card('onHold')).toBeVisible();
}

/** That number rings back when it is hung up on. */
async function rings(app: OffhookApp): Promise<void> {
  await app.button(/^Hang up/).click();
  await expect(app.card('ringing')).toBeVisible();
}

async function over(app: OffhookApp, end: RegExp): Promise<void> {
  await app.button(end).click();
  await app.card('ended').getByRole('button', { name: 'Close' }).click();
  await expect(app.card()).toHaveCount(0);
}

test('blurred and without colour, idle, ringing, talking and on hold look different', async ({ desk }) => {
  const app = await desk.start();
  await app.expectOnline();
  const known: Seen = { light: {}, dark: {} };
  await look(app, 'idle', known);
  await talk(app, callsBack);
  await look(app, 'talking', known);
  await hold(app);
  await look(app, 'onHold', known);
  await rings(app);
  await look(app, 'ringing', known);
  await over(app, /^Decline/);

  // Another party, with recent calls below and a number in the field; and what rang is answered.
  const seen: Seen = { light: {}, dark: {} };
  await app.number.fill('+4930901820');
  await look(app, 'idle', seen);
  await talk(app, answers);
  await app.number.fill('102');
  await look(app, 'talking', seen);
  await hold(app);
  await look(app, 'onHold', seen);
  await over(app, /^Hang up/);
  await talk(app, callsBack);
  await rings(app);
  await app.number.fill('102');
  await look(app, 'ringing', seen);

  for (const scheme of schemes) {
    for (const state of states) {
      const distances = states.map((other) => ({
        other,
        distance: difference(seen[scheme][state]!, known[scheme][other]!),
      }));
      const [nearest, next] = distances.sort((a, b) => a.distance - b.distance);
      const told = JSON.stringify({ scheme, state, distances });
      expect(nearest!.other, told).toBe(state);
      expect(next!.distance - nearest!.distance, told).toBeGreaterThan(leastApart);
    }
  }
});
