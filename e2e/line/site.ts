import { test, type TestInfo } from '@playwright/test';
import { writeFileSync } from 'node:fs';
import { expect } from '../expect.ts';
import type { ControlChoice } from '../../src/asterisk/options/lineOptions.ts';
import { breaches } from '../../src/asterisk/testing/contract.ts';
import type { Call } from '../../src/cti/call.ts';
import { type CallEvent, isCallEvent } from '../../src/cti/event.ts';
import { startAsterisk, type Asterisk, type StartOptions, type StaticLine } from '../pbx/asterisk.ts';
import { startCable, type Cable } from '../pbx/network.ts';
import { RawAmi } from '../pbx/rawAmi.ts';
import { SipPhone, type CallBehaviour, type SipCall, type SipPhoneOptions } from '../phones/sipPhone.ts';
import { parkAction, pbxes, type Pbx, type Tech } from '../pbx/versions.ts';
import { TestLine, type TestLineOptions } from './testLine.ts';

export const busy: CallBehaviour = { do: 'refuse', status: 486 };
/** After a moment of ringing. */
export const answers: CallBehaviour = { do: 'answer', afterMs: 100 };
export const declines: CallBehaviour = { do: 'refuse', status: 603, afterMs: 100 };

export const rings: CallBehaviour = { do: 'ring' };

type PhoneOptions = Omit<Partial<SipPhoneOptions>, 'port' | 'pbxPort' | 'onCall'>;

/** What a line chooses by default, but for what the test is about. */
export function controls(choice: Partial<ControlChoice> = {}): ControlChoice {
  return { answer: 'auto', hold: 'auto', transfer: 'auto', context: 'offhook', ...choice };
}

/** The families of AstDB that the dial plan keeps people's choices in. */
const families = ['DND', 'CF', 'FM', 'VM', 'HOTDESK', 'site'];

/** The same tests on each PBX, each with one Asterisk for all of them; `title` ends before "on Asterisk". */
export function onEachPbx(
  title: string,
  tests: (site: Site, pbx: Pbx) => void,
  only: readonly Tech[] = ['PJSIP', 'SIP'],
  options: Pick<StartOptions, 'snippet'> & { dialplan?: (tech: Tech) => string } = {},
): void {
  for (const { version, tech } of pbxes) {
    if (!only.includes(tech)) continue;
    test.describe(`${title} on Asterisk ${version}, chan_${tech.toLowerCase()}`, () => {
      const site = new Site();
      const { snippet = true, dialplan = () => '' } = options;
      test.beforeAll(async () =>
        site.start(await startAsterisk({ version, tech, snippet, dialplan: dialplan(tech) })),
      );
      test.afterAll(() => site.pbx.stop());
      test.afterEach(({}, info) => site.clear(info));
      tests(site, { version, tech });
    });
  }
}

interface Membership {
  readonly Queue: string;
  readonly Interface: string;
}

/** A PBX with the dial plan of `site.conf`, the phones that are on, and the panels that look on. */
export class Site {
  readonly #lines: TestLine[] = [];
  readonly #phones: SipPhone[] = [];
  #pbx: Asterisk | undefined;
  #ami: RawAmi | undefined;
  readonly #cables: Cable[] = [];
  #members: Membership[] = [];
  #choices = false;
  #putBack: () => Promise<void> = () => Promise.resolve();

  get pbx(): Asterisk {
    if (this.#pbx === undefined) throw new Error('the PBX was not started');
    return this.#pbx;
  }

  start(pbx: Asterisk): void {
    this.#pbx = pbx;
  }

  async line(extension = '101', options: Omit<TestLineOptions, 'line'> = {}): Promise<TestLine> {
    const line = new TestLine(this.pbx, { ...options, line: extension });
    this.#lines.push(line);
    await line.next('Connected');
    return line;
  }

  /** A link of its own for a line (`port`), which the test may pull or cut. */
  async cable(): Promise<Cable> {
    const cable = await startCable(this.pbx.host, this.pbx.amiPort);
    this.#cables.push(cable);
    return cable;
  }

  async phone(
    name: StaticLine,
    onCall: CallBehaviour | ((call: SipCall) => CallBehaviour) = rings,
    options: PhoneOptions = {},
  ): Promise<SipPhone> {
    const phone = await SipPhone.at(this.pbx, name, { ...options, onCall });
    this.#phones.push(phone);
    return phone;
  }

  /** Calls from outside. */
  async customer(): Promise<SipPhone> {
    const phone = await this.phone('trunk');
    phone.identity = { number: '+491701234567', name: 'Erika Mustermann' };
    return phone;
  }

  /** A click-to-call to 201 that talks. */
  async outgoing(line: TestLine): Promise<{ call: Call; customer: SipPhone; agent: SipPhone }> {
    const agent = await this.phone('101');
    const customer = await this.phone('201', { do: 'answer', afterMs: 50 });
    await line.execute({ type: 'MakeCall', number: '201' });
    const { call } = await line.next('CommutationStarted');
    return { call, customer, agent };
  }

  /** A queue's caller: answered by 101, 102 is not there. */
  async queueCall(line: TestLine): Promise<{ call: Call; customer: SipPhone; agent: SipPhone }> {
    const agent = await this.phone('101');
    const customer = await this.phone('trunk', rings, { number: '+4930987654', name: 'Max Kunde' });
    await customer.dial('5001');
    const { call } = await line.next('RingStarted');
    expect(await line.execute({ type: 'AnswerCall', callId: call.id })).toEqual({ status: 'done' });
    return { call, customer, agent };
  }

  /** Name of the channel of a phone's call. @throws Error when it has none */
  async channelOf(name: StaticLine): Promise<string> {
    const rows = (await this.pbx.console('core show channels concise')).split('\n');
    const channel = rows.find((row) => row.includes(`/${name}-`))?.split('!')[0];
    if (channel === undefined) throw new Error(`no call at ${name}:\n${rows.join('\n')}`);
    return channel;
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

  /** Into a queue until the test is over; `orders` rings for a second, again and again. */
  async member(device: string, queue = 'orders'): Promise<void> {
    const membership = { Queue: queue, Interface: device };
    this.#members.push(membership);
    await (await this.supervisor()).action({ Action: 'QueueAdd', ...membership });
  }

  /** The customer 201 is parked as the phone of 101 does it by its own feature code: the panel only sees it. */
  async park(timeoutMs: number): Promise<void> {
    const [own, customer] = [await this.channelOf('101'), await this.channelOf('201')];
    await (await this.supervisor()).action(parkAction(this.pbx, customer, own, timeoutMs));
  }

  /** A manager session beside the lines; a new one where the PBX has ended the last. */
  async supervisor(): Promise<RawAmi> {
    if (this.#ami === undefined || this.#ami.closed)
      this.#ami = (await RawAmi.open(this.pbx.amiPort, this.pbx.full)).ami;
    return this.#ami;
  }

  /** After each test, once its lines are stopped. */
  onClear(putBack: () => Promise<void>): void {
    this.#putBack = putBack;
  }

  /**
   * What holds after every test: all calls end, none was reported twice, no event out of turn, and no party has the agent's own name. A
   * line that the test has stopped is past that. A failed test leaves behind what its lines and phones have seen.
   */
  async clear(info: TestInfo): Promise<void> {
    const [lines, phones] = [this.#lines.splice(0), this.#phones.splice(0)];
    if (info.status !== info.expectedStatus) keepStories(info, lines, phones);
    const { isRunning } = this.pbx;
    // A line whose cable is out hears of the end of its calls once it is back.
    for (const cable of this.#cables) cable.plug();
    await this.pbx.clear();
    try {
      expect(isRunning, 'Asterisk has not crashed').toBe(true);
      for (const line of lines.filter(({ isStopped }) => !isStopped)) {
        await expect.poll(() => line.calls, line.story()).toEqual([]);
        expect(breaches(line.events.filter(isCallEvent), 0, line.found), line.story()).toEqual([]);
        expect(line.connection.line.ignored, line.story()).toBe(0);
        expect(line.partyNames, line.story()).not.toContain(line.agentName);
      }
    } finally {
      for (const line of lines) await line.stop();
      for (const cable of this.#cables.splice(0)) await cable.stop();
      for (const phone of phones) await phone.stop();
      await this.#reset();
    }
  }

  async #reset(): Promise<void> {
    await this.#putBack();
    for (const membership of this.#members.splice(0))
      await (await this.supervisor()).action({ Action: 'QueueRemove', ...membership });
    this.#ami?.close();
    this.#ami = undefined;
    if (this.#choices)
      for (const family of families) await this.pbx.console(`database deltree ${family}`).catch(() => '');
    this.#choices = false;
  }
}

function keepStories(info: TestInfo, lines: readonly TestLine[], phones: readonly SipPhone[]): void {
  for (const [index, line] of lines.entries())
    writeFileSync(info.outputPath(`line-${index}.txt`), `${line.story()}\n\n${line.logged()}\n`);
  for (const [index, phone] of phones.entries())
    writeFileSync(info.outputPath(`phone-${index}-${phone.number}.txt`), phone.log.toString());
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
