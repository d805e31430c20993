import type { Call } from '../../src/cti/call.ts';
import type { CtiEvent } from '../../src/cti/event.ts';
import { dialRulesOf } from '../../src/cti/number/dialRules.ts';
import type { PbxIdentity } from '../../src/ipc/line.ts';
import { TokenBucket } from '../../src/messaging/tokenBucket.ts';
import { addressHas, filledAddress } from '../../src/pop/address.ts';
import { type CallFacts, directoryFacts, factsOf, isFact } from '../../src/pop/facts.ts';
import { type CallMoment, Moments } from '../../src/pop/moments.ts';
import { popAddress } from '../../src/pop/ofSettings.ts';
import { hasPlaceholder } from '../../src/pop/placeholders.ts';
import { filledArguments, readProgram } from '../../src/pop/program.ts';
import { isDue } from '../../src/pop/rule.ts';
import type { PopResult } from '../../src/pop/view.ts';
import type { Settings } from '../../src/settings/schema.ts';
import type { Clock, LogEntry } from '../../src/world/edges.ts';
import type { ToldFile } from './toldFile.ts';
import type { Webhook } from './webhook.ts';
import { type Naming, whenNamed } from './whenNamed.ts';

/** More calls than that at once are a flood, and each page takes the agent away from the one before. */
const pagesAtOnce = 5;
const pagesPerSecond = 0.2;

export interface PopHostOptions extends Naming {
  readonly clock: Pick<Clock, 'now'> & Naming['clock'];
  readonly log: (entry: LogEntry) => void;
  readonly told: ToldFile;
  readonly line: {
    readonly pbx: PbxIdentity;
    readonly onEvent: (listener: (event: CtiEvent) => void) => () => void;
  };
  readonly openOutside: (address: string, schemes: readonly string[]) => Promise<void>;
  readonly runProgram: (path: string, args: readonly string[]) => void;
  /** The sender to that server; undefined where there is none, or it cannot be had. */
  readonly webhookFor: (settings: Settings) => Promise<Pick<Webhook, 'send' | 'stop'> | undefined>;
}

/**
 * Opens the page of a call, runs the administrator's program and reports to their server, by what the line's events say. None of it is
 * waited for, and nothing that goes wrong in it reaches the line.
 */
export class PopHost {
  readonly #options: PopHostOptions;
  readonly #moments: Moments;
  readonly #byItself: TokenBucket;
  readonly #byButton: TokenBucket;
  #settings: Settings | undefined;
  #webhook: Pick<Webhook, 'send' | 'stop'> | undefined;
  /** To the web-hook, in order; one whose call has no name yet has no message yet. */
  readonly #reports: { message?: Readonly<Record<string, unknown>> }[] = [];
  /** What the web-hook was made of, and which one it is. */
  #target = '';
  #turn = 0;

  constructor(options: PopHostOptions) {
    this.#options = options;
    this.#moments = new Moments(options.told.told);
    const { monoMs } = options.clock.now();
    this.#byItself = new TokenBucket(pagesAtOnce, pagesPerSecond, monoMs);
    this.#byButton = new TokenBucket(pagesAtOnce, 1, monoMs);
    options.line.onEvent((event) => this.#take(event));
  }

  /** Puts settings in force. Never rejects. */
  async configure(settings: Settings): Promise<void> {
    this.#settings = settings;
    const { log, webhookFor } = this.#options;
    const address = popAddress(settings);
    if (address?.ok === false)
      log({ level: 'warn', what: 'screen pop address not usable', ...address.fault });
    const { webhookUrl, webhookKeyFile, webhookCaFile } = settings;
    const target = JSON.stringify([webhookUrl, webhookKeyFile, webhookCaFile]);
    if (target === this.#target) return;
    this.#target = target;
    this.#webhook?.stop();
    this.#webhook = undefined;
    const turn = ++this.#turn;
    const webhook = await webhookFor(settings).catch((error: unknown) => {
      log({ level: 'error', what: 'no web-hook', error });
      return undefined;
    });
    if (turn === this.#turn) this.#webhook = webhook;
    else webhook?.stop();
  }

  /** The agent wants to see the page of a call, one that has just ended too. */
  async open(callId: string): Promise<PopResult> {
    const found = this.#moments.find(callId);
    if (found === undefined) return { status: 'refused', code: 'unknownCall' };
    return this.#openPage(this.#factsOf(found), this.#byButton);
  }

  /** Of the latest call, for a preview. */
  lastCall(): CallFacts | null {
    const { last } = this.#moments;
    return last === undefined ? null : this.#factsOf(last);
  }

  /** What waits to be sent or shown is given up; what was shown is written. */
  async stop(): Promise<void> {
    this.#settings = undefined;
    this.#turn += 1;
    this.#webhook?.stop();
    await this.#options.told.flushed();
  }

  #take(event: CtiEvent): void {
    const { line, log, told } = this.#options;
    const { kind } = line.pbx;
    if (kind === 'recording') return;
    try {
      const news = this.#moments.take(event);
      if (news.length === 0) return;
      for (const moment of news) this.#tell(moment, kind === 'practice');
      if (kind === 'asterisk') told.keep(this.#moments.kept);
    } catch (error) {
      log({ level: 'error', what: 'screen pop failed', error });
    }
  }

  #tell(moment: CallMoment, isPractice: boolean): void {
    const settings = this.#settings;
    if (settings === undefined) return;
    const { popDirection: direction, popQueues: queues, popWhen, popProgramWhen } = settings;
    if (isDue(moment, { when: popWhen, direction, queues })) this.#pop(moment, settings);
    // To practise reports nothing to anybody.
    if (isPractice) return;
    if (isDue(moment, { when: popProgramWhen, direction, queues })) this.#run(moment, settings);
    if (settings.webhookMoments.includes(moment.moment)) this.#report(moment);
  }

  /** Acts on the facts of a call, and waits for who it is where they are wanted with that. */
  #withFacts({ call, firstCaller }: CallMoment, isNamed: boolean, act: (facts: CallFacts) => void): void {
    const acted = (known: Call): void => {
      if (this.#settings !== undefined) act(this.#factsOf({ call: known, firstCaller }));
    };
    if (isNamed) whenNamed(call, this.#options, acted);
    else acted(call);
  }

  #pop(moment: CallMoment, settings: Settings): void {
    const address = popAddress(settings);
    const isNamed = address?.ok === true && addressHas(address.template, directoryFacts);
    this.#withFacts(moment, isNamed, (facts) => void this.#show(moment, facts));
  }

  async #show({ moment, call }: CallMoment, facts: CallFacts): Promise<void> {
    const result = await this.#openPage(facts, this.#byItself);
    if (result.status === 'opened' || result.code === 'noAddress') return;
    this.#options.log({
      level: 'warn',
      what: 'screen pop not shown',
      code: result.code,
      moment,
      callId: call.id,
    });
  }

  async #openPage(facts: CallFacts, bucket: TokenBucket): Promise<PopResult> {
    const { clock, log, openOutside } = this.#options;
    const settings = this.#settings;
    const address = settings === undefined ? undefined : popAddress(settings);
    if (settings === undefined || address === undefined) return { status: 'refused', code: 'noAddress' };
    if (!address.ok) return { status: 'refused', code: 'badAddress' };
    if (!bucket.take(clock.now().monoMs)) return { status: 'refused', code: 'tooMany' };
    const page = filledAddress(address.template, facts);
    try {
      await openOutside(page, settings.popSchemes);
      return { status: 'opened' };
    } catch (error) {
      // Who calls does not belong in the log.
      const detail = error instanceof Error ? error.message.replaceAll(page, '…') : '';
      log({ level: 'warn', what: 'page not opened', detail });
      return { status: 'refused', code: 'notOpened' };
    }
  }

  #run(moment: CallMoment, { popProgram, packetInfoConfig }: Settings): void {
    if (popProgram.length === 0) return;
    const read = readProgram(popProgram, (name) => isFact(name, packetInfoConfig));
    if (!read.ok) {
      this.#options.log({ level: 'warn', what: 'program not usable', ...read.fault });
      return;
    }
    const { program } = read;
    const isNamed = hasPlaceholder(program.args.flat(), directoryFacts);
    this.#withFacts(moment, isNamed, (facts) =>
      this.#options.runProgram(program.path, filledArguments(program, facts)),
    );
  }

  #report(moment: CallMoment): void {
    if (this.#webhook === undefined) return;
    const at = new Date(this.#options.clock.now().wallMs).toISOString();
    const { outcome } = moment.call;
    const report: { message?: Readonly<Record<string, unknown>> } = {};
    this.#reports.push(report);
    this.#withFacts(moment, true, (call) => {
      report.message = { moment: moment.moment, at, ...(outcome === undefined ? {} : { outcome }), call };
      this.#sendReports();
    });
  }

  #sendReports(): void {
    for (
      let message = this.#reports[0]?.message;
      message !== undefined;
      message = this.#reports[0]?.message
    ) {
      this.#reports.shift();
      this.#webhook?.send(message);
    }
  }

  #factsOf({ call, firstCaller }: Pick<CallMoment, 'call' | 'firstCaller'>): CallFacts {
    const settings = this.#settings;
    if (settings === undefined) return {};
    return factsOf(call, firstCaller, dialRulesOf(settings), settings.packetInfoConfig);
  }
}
