import { type Item, LinePbx, type LeggedChannel, say } from '../../src/asterisk/testing/linePbx.ts';
import type { OffhookApp } from './app.ts';
import { expect, test } from './test.ts';

const everyMs = 20;
/** 850 a second, as a phone did whose hold key was stuck. */
const changesAtOnce = 17;

/** A phone whose hold key is stuck: hold and resume of one call, on and on, until it is told to stop. */
class Flood {
  sent = 0;
  readonly #timer: NodeJS.Timeout;

  constructor(pbx: LinePbx, channel: LeggedChannel) {
    const [, fields] = say.hold(channel);
    this.#timer = setInterval(() => {
      const changes = Array.from({ length: changesAtOnce }, (_, nth): Item => {
        const isHold = (this.sent + nth) % 2 === 0;
        return [isHold ? 'Hold' : 'Unhold', fields];
      });
      pbx.tell(...changes);
      this.sent += changesAtOnce;
    }, everyMs);
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}

/** A caller and the agent's leg that rings for them. */
function legs(id: string, number: string, name: string): { caller: LeggedChannel; phone: LeggedChannel } {
  return {
    caller: { name: `PJSIP/trunk-${id}`, uniqueId: `1.${id}`, caller: [number, name], exten: '101' },
    phone: {
      name: `PJSIP/101-${id}`,
      uniqueId: `2.${id}`,
      caller: ['101', 'Anna Kovac'],
      connected: [number, name],
      exten: '101',
    },
  };
}

function ringing(id: string, number: string, name: string): readonly Item[] {
  const { caller, phone } = legs(id, number, name);
  return [
    say.created(caller, 'ring'),
    say.created(phone),
    say.dial(caller, phone),
    say.state(phone, 'ringing'),
  ];
}

const settings = {
  userName: 'cti',
  extension: '101',
  device: 'PJSIP/101',
  ringNotification: 'never',
  ringWindow: 'never',
} as const;

let line: LinePbx;
let flood: Flood | undefined;
test.beforeEach(async () => {
  line = await LinePbx.start();
});
test.afterEach(async () => {
  flood?.stop();
  flood = undefined;
  await line.close();
});

/** More has come since, and it goes on. */
async function goesOn(): Promise<void> {
  const before = flood?.sent ?? 0;
  await expect.poll(() => flood?.sent ?? 0).toBeGreaterThan(before);
}

/** Frames follow each other. */
async function paints({ panel }: OffhookApp): Promise<void> {
  await panel.evaluate(async () => {
    for (let frames = 0; frames < 3; frames++) await new Promise(requestAnimationFrame);
  });
}

test('850 hold changes a second: the panel paints, obeys, and shows the newest state', async ({ desk }) => {
  const app = await desk.start({
    secret: 'cti-secret',
    settings: { ...settings, url: '127.0.0.1', port: line.pbx.port },
  });
  await app.expectOnline();
  const { caller, phone } = legs('talk', '+4930901820', 'Jürgen Müßig');
  line.tell(
    ...ringing('talk', '+4930901820', 'Jürgen Müßig'),
    say.state(phone, 'up'),
    say.enter('b1', phone),
    say.enter('b1', caller),
  );
  await expect(app.card('talking')).toBeVisible();

  flood = new Flood(line, phone);
  await goesOn();
  await paints(app);
  await app.number.fill('201');
  await expect(app.number).toHaveValue('201');
  await app.button('Hang up').click();
  expect((await line.pbx.action('Hangup')).get('Channel')).toBe(phone.name);
  await goesOn();

  flood.stop();
  line.tell(say.hold(phone));
  await expect(app.card('onHold')).toBeVisible();
  line.tell(say.hungUp(phone), say.hungUp(caller));
  await expect(app.card('ended')).toBeVisible();
});

test('300 ringing calls and more each moment: the panel paints, obeys, and shows the newest', async ({
  desk,
}) => {
  const app = await desk.start({
    secret: 'cti-secret',
    settings: { ...settings, url: '127.0.0.1', port: line.pbx.port },
  });
  await app.expectOnline();
  for (let n = 1; n <= 300; n++) line.tell(...ringing(`${n}`, `+49309${1000 + n}`, `Caller ${n}`));
  await expect(app.button(/^Caller 300 Incoming call/)).toBeVisible();
  const late = legs('late', '+493099999', 'Late Caller');
  line.tell(...ringing('late', '+493099999', 'Late Caller'));
  flood = new Flood(line, late.phone);
  await goesOn();
  await paints(app);
  await app.button(/^Decline/).click();
  expect((await line.pbx.action('Hangup')).get('Channel')).toBe('PJSIP/101-1');
  line.tell(...ringing('last', '+493099998', 'Newest Caller'));
  await expect(app.button(/^Newest Caller Incoming call/)).toBeVisible();
  await goesOn();
});
