import { test } from '@playwright/test';
import { expect } from '../expect.ts';
import { breaches } from '../../src/asterisk/testing/contract.ts';
import { type CallEvent, isCallEvent } from '../../src/cti/event.ts';
import { startAsterisk, type Asterisk, type StaticLine } from '../pbx/asterisk.ts';
import { RawAmi } from '../pbx/rawAmi.ts';
import { SipPhone, type CallBehaviour, type SipCall } from '../phones/sipPhone.ts';
import { pbxes, type Tech } from '../pbx/versions.ts';
import { TestLine } from './testLine.ts';

export const busy: CallBehaviour = { do: 'refuse', status: 486 };
/** After a moment of ringing. */
export const answers: CallBehaviour = { do: 'answer', afterMs: 100 };
export const declines: CallBehaviour = { do: 'refuse', status: 603, afterMs: 100 };

/** The families of AstDB that the dial plan keeps people's choices in. */
const families = ['DND', 'CF', 'FM', 'VM', 'HOTDESK', 'site'];

/** The same tests on each PBX, each with one Asterisk for all of them; `title` ends before "on Asterisk". */
export function onEachPbx(
  title: string,
  tests: (site: Site) => void,
  only: readonly Tech[] = ['PJSIP', 'SIP'],
): void {
  for (const { version, tech } of pbxes) {
    if (!only.includes(tech)) continue;
    test.describe(`${title} on Asterisk ${version}, chan_${tech.toLowerCase()}`, () => {
      const site = new Site();
      test.beforeAll(async () => site.start(await startAsterisk({ version, tech })));
      test.afterAll(() => site.pbx.stop());
      test.afterEach(() => site.clear());
      tests(site);
    });
  }
}

/** A PBX with the dial plan of `site.conf`, the phones that are on, and the panels that look on. */
export class Site {
  readonly #lines: TestLine[] = [];
  readonly #phones: SipPhone[] = [];
  #pbx: Asterisk | undefined;
  #ami: RawAmi | undefined;
  #members: string[] = [];
  #choices = false;

  get pbx(): Asterisk {
    if (this.#pbx === undefined) throw new Error('the PBX was not started');
    return this.#pbx;
  }

  start(pbx: Asterisk): void {
    this.#pbx = pbx;
  }

  async line(extension = '101'): Promise<TestLine> {
    const line = new TestLine(this.pbx, { line: extension });
    this.#lines.push(line);
    await line.next('Connected');
    return line;
  }

  async phone(name: StaticLine, onCall: CallBehaviour | ((call: SipCall) => CallBehaviour) = { do: 'ring' }) {
    const phone = await SipPhone.at(this.pbx, name, { onCall });
    this.#phones.push(phone);
    return phone;
  }

  /** Calls from outside. */
  async customer(): Promise<SipPhone> {
    const phone = await this.phone('trunk');
    phone.identity = { number: '+491701234567', name: 'Erika Mustermann' };
    return phone;
  }

  /** A feature code dialled on a phone, until the PBX has carried it out. */
  async code(phone: SipPhone, code: string): Promise<void> {
    this.#choices = true;
    const call = await phone.dial(code);
    await phone.waitFor('ended', (ended) => ended === call);
  }

  /** What the PBX's administrator switched on for somebody, e.g. a mailbox: `VM 101`. */
  async choose(family: string, key: string, value = 'YES'): Promise<void> {
    this.#choices = true;
    await this.pbx.console(`database put ${family} ${key} ${value}`);
  }

  /** Into the queue that rings for a second, again and again. */
  async member(device: string): Promise<void> {
    const ami = await this.supervisor();
    this.#members.push(device);
    await ami.action({ Action: 'QueueAdd', Queue: 'orders', Interface: device });
  }

  async supervisor(): Promise<RawAmi> {
    this.#ami ??= (await RawAmi.open(this.pbx.amiPort, this.pbx.full)).ami;
    return this.#ami;
  }

  /** What holds after every test: all calls end, none was told twice, no event out of turn. */
  async clear(): Promise<void> {
    const [lines, phones] = [this.#lines.splice(0), this.#phones.splice(0)];
    await this.pbx.clear();
    try {
      for (const line of lines) {
        await expect.poll(() => line.calls, line.story()).toEqual([]);
        expect(breaches(line.events.filter(isCallEvent)), line.story()).toEqual([]);
        expect(line.connection.line.ignored, line.story()).toBe(0);
      }
    } finally {
      for (const line of lines) await line.stop();
      for (const phone of phones) await phone.stop();
      await this.#reset();
    }
  }

  async #reset(): Promise<void> {
    for (const device of this.#members.splice(0))
      await this.#ami?.action({ Action: 'QueueRemove', Queue: 'orders', Interface: device });
    this.#ami?.close();
    this.#ami = undefined;
    if (this.#choices)
      for (const family of families) await this.pbx.console(`database deltree ${family}`).catch(() => '');
    this.#choices = false;
  }
}

/** What the panel shows of the ended calls of a line: `incoming +49... cancelled`. */
export function ended(line: TestLine): string[] {
  return line.events
    .filter((event): event is CallEvent => event.type === 'RingFinished')
    .map(({ call }) => `${call.direction} ${call.number} ${call.outcome ?? ''}`);
}

/** Waits until all calls of the line are over, also those for which it may ring again, and at least one was. */
export async function over(line: TestLine): Promise<void> {
  await line.next('RingFinished');
  await expect.poll(() => [...line.calls, ...line.connection.line.queued], line.story()).toEqual([]);
}

/** Waits until sound of each arrives at the other. */
export async function hear(...calls: (SipCall | undefined)[]): Promise<void> {
  const before = calls.map((call) => call?.rtp.packets ?? 0);
  await expect
    .poll(() => calls.map((call, index) => (call?.rtp.packets ?? 0) > (before[index] ?? 0) + 3))
    .toEqual(calls.map(() => true));
}
