import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { AsteriskConnection } from '../../src/asterisk/line/connection.ts';
import type { Edges } from '../../src/world/edges.ts';
import type { AmiSource, LineOptions, LineSession } from '../../src/asterisk/options/lineOptions.ts';
import { AsteriskManager } from '../../src/asterisk/line/manager.ts';
import { type CommandResult, type CtiCommand, refused } from '../../src/cti/command.ts';
import type { Call } from '../../src/cti/call.ts';
import type { CtiEvent } from '../../src/cti/event.ts';
import { type Line, newLine } from '../../src/cti/line.ts';
import { isAttempt } from '../../src/cti/link.ts';
import { type DialRules, dialRulesOf, noDialRules } from '../../src/cti/number/dialRules.ts';
import type { LineSnapshot, PbxIdentity, PracticeNumber, RecentCall } from '../../src/ipc/line.ts';
import type { Files } from '../../src/world/atomicFile.ts';
import type { PhoneView } from '../../src/phone/phone.ts';
import type { LinePhone } from '../../src/phone/softphone.ts';
import type { Settings } from '../../src/settings/schema.ts';
import { type IdentifiedOf, identifiedEvent, identifiedLine } from '../directory/party.ts';
import type { PushToPages } from '../ipc/ipc.ts';
import { LineFeed } from './lineFeed.ts';
import { LineLamps } from './lineLamps.ts';
import { LineMemoryFile } from './lineMemory.ts';
import { dialledCommand, undialledEvent, undialledLine } from './lineNumbers.ts';
import { type LinePlan, planLine } from './linePlan.ts';
import { PracticeHost } from './practiceHost.ts';
import { RecentCalls } from './recentCalls.ts';
import type { WireTrace } from './wireTrace.ts';

export interface LineHostOptions {
  readonly edges: Edges;
  readonly files: Files;
  readonly readFile: (path: string) => Promise<Uint8Array>;
  readonly secretFor: (host: string) => Promise<string>;
  /** The phone in the app, where the settings want it; see `PhonePart`. */
  readonly phoneFor?: (settings: Settings) => Promise<LinePhone | undefined>;
  readonly phoneView?: () => PhoneView | null;
  readonly push: PushToPages;
  /** The line is another than before; told also when nothing of it is shown in any window. */
  readonly onLine: (line: Line) => void;
  /** Sees what goes over the wire. */
  readonly trace: Pick<WireTrace, 'begin' | 'take'>;
  /** A call is over. */
  readonly onEnded: (call: Call) => void;
  /** Calls are of another line from now on; `undefined`: they are of no line, and not kept. */
  readonly onAnother: (line: KeptLine | undefined) => void;
  /** What the connection tells, before the panels hear of it. */
  readonly onEvent: (event: CtiEvent) => void;
  /** Who has a number, as far as it is known; `identify` reports when more is. */
  readonly identifiedOf: IdentifiedOf;
  /** A call was sent to a number by a blind transfer. */
  readonly onSent: (callId: string, number: string) => void;
  /** Why the settings cannot be read, where they cannot and no phone system is known. */
  readonly settingsLost?: () => string | undefined;
  /** Folder of the lists of recent calls, one per line. */
  readonly recentFolder: string;
  /** Folder of what each line knows that no PBX can tell again. */
  readonly memoryFolder: string;
}

/** A line whose calls are kept. */
export interface KeptLine {
  /** The same for the same phone on the same phone system. */
  readonly key: string;
  readonly countryCode: string;
  readonly dialRules: DialRules;
  /** Latest first. */
  readonly recent: readonly RecentCall[];
}

const lineId = 'line';

/** What the panel shows: the plan that is in force, and the connection that came of it where one could. */
interface Current {
  readonly plan: LinePlan;
  readonly agentName: string;
  readonly dialRules: DialRules;
  readonly recent: RecentCalls | undefined;
  readonly memory: LineMemoryFile | undefined;
  readonly connection: AsteriskConnection | undefined;
  readonly practiceNumbers: readonly PracticeNumber[];
}

const notYet: Current = {
  plan: { pbx: { kind: 'asterisk', name: '' }, extension: '', device: '' },
  agentName: '',
  dialRules: noDialRules,
  recent: undefined,
  memory: undefined,
  connection: undefined,
  practiceNumbers: [],
};

/**
 * Owns the one line. Panels get a snapshot and then deltas, numbered without a gap; a panel that crashed asks again and has lost
 * nothing. Other settings mean another connection; the calls themselves are the PBX's and go on.
 */
export class LineHost {
  readonly #options: LineHostOptions;
  /** What the phones of some numbers do. */
  readonly lamps = new LineLamps();
  readonly #manager: AsteriskManager;
  #settings: Settings | undefined;
  #current = notYet;
  readonly #practice: PracticeHost;
  readonly #listeners = new Set<(event: CtiEvent) => void>();
  readonly #feed: LineFeed;
  /** Changes of the connection take turns: none begins before the one before it is through. */
  #changing: Promise<void> = Promise.resolve();

  constructor(options: LineHostOptions) {
    this.#options = options;
    this.#manager = new AsteriskManager(options.edges);
    this.#practice = new PracticeHost(options.edges);
    this.#feed = new LineFeed({
      clock: options.edges.clock,
      line: () => this.#line(),
      send: (delta) => {
        options.push('line:delta', delta);
        options.onLine(this.#line());
      },
    });
  }

  /** Puts settings in force, replacing the connection. Resolves when the new one is started; never rejects. */
  configure(settings: Settings): Promise<void> {
    this.#settings = settings;
    this.#changing = this.#changing
      .then(() => this.#replace(settings))
      .catch((error: unknown) =>
        this.#options.edges.log({ level: 'error', what: 'line not replaced', error }),
      );
    return this.#changing;
  }

  snapshot(): LineSnapshot {
    this.#feed.flush();
    const { plan, agentName, dialRules, recent } = this.#current;
    const { monoMs } = this.#options.edges.clock.now();
    const phone = this.#options.phoneView?.() ?? null;
    return {
      revision: this.#feed.revision,
      monoMs,
      line: this.#line(),
      agentName,
      pbx: plan.pbx,
      dialRules,
      recent: recent?.calls ?? [],
      ...(phone === null ? {} : { phone }),
    };
  }

  /** Which phone system the line is on. */
  get pbx(): PbxIdentity {
    return this.#current.plan.pbx;
  }

  /** As it is now. */
  line(): Line {
    return this.#line();
  }

  /** Every event of the line, whichever connection it is of, as the panels get it. @returns the function that ends it */
  onEvent(listener: (event: CtiEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async execute(command: CtiCommand): Promise<CommandResult> {
    const { connection, dialRules } = this.#current;
    const result = (await connection?.execute(dialledCommand(command, dialRules))) ?? refused('notConnected');
    if (command.type === 'BlindTransferCall' && result.status === 'done')
      this.#options.onSent(command.callId, command.number);
    // The events of a command come before its result.
    this.#feed.flush();
    return result;
  }

  /** More is known of who has a number: its calls are reported again. */
  identify(number: string): void {
    const at = this.#options.edges.clock.now();
    const { calls, queued } = this.#line();
    for (const call of [...calls, ...queued])
      if (call.number === number) this.#report({ type: 'CallInfoChanged', at, call });
  }

  /** Makes the next attempt now. If there is no connection to attempt, or a recording is over, starts over. */
  connectNow(): void {
    const { connection, plan } = this.#current;
    if (connection !== undefined && plan.pbx.kind !== 'recording') connection.connectNow();
    else if (this.#settings !== undefined) void this.configure(this.#settings);
  }

  /** The PC was asleep, or its network is another: the link may be dead without knowing it. */
  checkLink(): void {
    this.#current.connection?.connectNow();
  }

  /** What the phone has shown that it cannot is tried again. */
  forgetPhone(): void {
    this.#current.connection?.forgetPhone();
  }

  /** Missed calls are dealt with, or after all not yet. */
  markDone(ids: readonly string[], isDone: boolean): void {
    this.#tellRecent((recent) => recent.markDone(ids, isDone));
  }

  /** For the CDR and the dial plan; only while the call goes on. Never rejects. */
  async setVariable(callId: string, name: string, value: string): Promise<CommandResult> {
    return (await this.#current.connection?.setVariable(callId, name, value)) ?? refused('notConnected');
  }

  /** The work after a call lasts until it is let go. */
  holdWork(isHeld: boolean): void {
    this.#current.connection?.holdWork(isHeld);
  }

  /** Conversations of colleagues with these numbers are reported as `CallerReached`, on the line of now. */
  awaitCallers(isAwaited: ((number: string) => boolean) | undefined): void {
    this.#current.connection?.awaitCallers(isAwaited);
  }

  practiceNumbers(): readonly PracticeNumber[] {
    return this.#current.practiceNumbers;
  }

  /** Takes calls out of the recent ones. */
  forget(ids: readonly string[] | 'all'): void {
    this.#tellRecent((recent) => recent.remove(ids));
  }

  /** Puts back what was taken out of them last. */
  restore(ids: readonly string[]): void {
    this.#tellRecent((recent) => recent.restore(ids));
  }

  /** The session of the line, where it is logged in with this account. */
  loggedIn(source: AmiSource): LineSession | undefined {
    return this.#manager.loggedIn(source);
  }

  /** The plan for settings that are only being tried out. */
  plan(settings: Settings, secretFor = this.#options.secretFor): Promise<LinePlan> {
    return planLine(settings, {
      readFile: this.#options.readFile,
      secretFor,
      startPractice: () => this.#practice.start(settings),
    });
  }

  /** Logs off and writes what must be kept. Calls on the PBX are left alone. */
  async stop(): Promise<void> {
    this.#settings = undefined;
    await this.#changing;
    await this.#manager.removeAll();
    await this.#practice.stop();
    await this.#flushed();
  }

  async #replace(settings: Settings): Promise<void> {
    await this.#manager.remove(lineId);
    await this.#flushed();
    if (!this.#practice.isFor(settings)) await this.#practice.stop();
    const lost = this.#options.settingsLost?.();
    const plan = lost === undefined ? await this.plan(settings) : withoutSettings(settings, lost);
    const practiceNumbers = plan.pbx.kind === 'practice' ? await this.#practice.numbers() : [];
    const recent = await this.#recentOf(plan);
    const memory = await this.#memoryOf(plan);
    const softphone = await this.#options.phoneFor?.(settings);
    const remembering = {
      ...(memory === undefined ? {} : { memory }),
      ...(softphone === undefined ? {} : { softphone }),
    };
    const connection =
      plan.options && this.#manager.add(lineId, this.#traced({ ...plan.options, ...remembering }));
    const { agentName } = settings;
    const dialRules = dialRulesOf(settings);
    this.#current = { plan, agentName, dialRules, recent, memory, connection, practiceNumbers };
    const { pbx } = plan;
    this.#options.edges.log({ level: 'info', what: 'line', pbx, ...plan.fault });
    this.#options.onAnother(keptLine(plan, dialRules, recent));
    this.#feed.reset();
    this.#options.push('line:reset', null);
    this.#options.onLine(this.#line());
    // Another line: what was known of the one before is void.
    const at = this.#options.edges.clock.now();
    this.#tell({ type: 'ActiveCallSnapshot', at, calls: this.#line().calls });
    this.#tell({ type: 'AgentStateChanged', at, agent: this.#line().agent });
    this.#options.trace.begin();
    connection?.onEvent((event) => this.#onEvent(event, connection));
    this.lamps.follow(connection, dialRules);
    connection?.start();
  }

  #onEvent(told: CtiEvent, connection: AsteriskConnection): void {
    // The last words of a connection that was replaced are about a line that is not shown any more.
    if (this.#current.connection !== connection) return;
    const undialled = undialledEvent(told, this.#current.dialRules);
    const event = identifiedEvent(undialled, this.#options.identifiedOf);
    if (event.type === 'Disconnected' && isAttempt(event.link)) this.#options.trace.begin();
    this.#report(event);
    if (event.type === 'RingFinished') {
      this.#feed.flush();
      this.#options.onEnded(event.call);
      this.#tellRecent((recent) => recent.add(event.call));
    } else if (event.type === 'AnsweredElsewhere') {
      this.#tellRecent((recent) => recent.answeredBy(event.callId, event.by));
    }
  }

  #tellRecent(act: (recent: RecentCalls) => readonly RecentCall[]): void {
    const { recent } = this.#current;
    const calls = recent && act(recent);
    if (calls !== undefined) this.#options.push('recent:changed', calls);
  }

  #report(event: CtiEvent): void {
    this.#options.onEvent(event);
    this.#feed.take(event);
    this.#tell(event);
  }

  #traced(options: LineOptions): LineOptions {
    const { source } = options;
    if (source.kind !== 'ami') return options;
    return { ...options, source: { ...source, onBytes: this.#options.trace.take } };
  }

  #tell(event: CtiEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  #line(): Line {
    const { plan, connection, dialRules } = this.#current;
    if (connection !== undefined)
      return identifiedLine(undialledLine(connection.line, dialRules), this.#options.identifiedOf);
    const line = newLine(plan.extension, plan.device);
    return plan.fault === undefined ? line : { ...line, link: { state: 'refused', fault: plan.fault } };
  }

  /** Another line's calls are not this line's; those of a recording are of no line, and are not kept. */
  #recentOf(plan: LinePlan): Promise<RecentCalls> {
    const { edges, files, recentFolder } = this.#options;
    const path = plan.pbx.kind === 'recording' ? undefined : join(recentFolder, fileOf(plan));
    const { clock, log } = edges;
    return RecentCalls.open(path, { files, clock, nowWallMs: () => clock.now().wallMs, log });
  }

  async #memoryOf(plan: LinePlan): Promise<LineMemoryFile | undefined> {
    if (plan.options === undefined || plan.pbx.kind === 'recording') return undefined;
    const { edges, files, memoryFolder } = this.#options;
    const { clock, log } = edges;
    return LineMemoryFile.open(join(memoryFolder, fileOf(plan)), { files, clock, log });
  }

  async #flushed(): Promise<void> {
    const { recent, memory } = this.#current;
    await Promise.all([recent?.flushed(), memory?.flushed()]);
  }
}

/** Never the practice phone system: the agent would seem ready, and miss the calls of the real one. */
function withoutSettings({ extension }: Settings, detail: string): LinePlan {
  return {
    pbx: { kind: 'asterisk', name: '' },
    extension,
    device: '',
    fault: { code: 'settingsLost', detail },
  };
}

/** A line's file in the folder of what is kept per line. */
function keptLine(plan: LinePlan, dialRules: DialRules, { calls }: RecentCalls): KeptLine | undefined {
  const { countryCode } = dialRules;
  return plan.pbx.kind === 'recording'
    ? undefined
    : { key: keyOf(plan), countryCode, dialRules, recent: calls };
}

function fileOf(plan: LinePlan): string {
  return `${keyOf(plan)}.json`;
}

function keyOf({ pbx, extension }: LinePlan): string {
  const of = createHash('sha256')
    .update(JSON.stringify([pbx.kind, pbx.name, extension]))
    .digest('hex');
  return of.slice(0, 16);
}
