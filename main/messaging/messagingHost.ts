import type { Edges, Timer } from '../../src/world/edges.ts';
import {
  type CommandResult,
  type CtiCommand,
  readCommand,
  refused,
  type RefusalCode,
} from '../../src/cti/command.ts';
import type { CtiEvent } from '../../src/cti/event.ts';
import type { Line } from '../../src/cti/line.ts';
import { holdable } from '../../src/cti/secondCall.ts';
import type { DialledByPage, MessagingView, OriginDecision } from '../../src/ipc/messaging.ts';
import type { MessagingEdges } from '../../src/messaging/options.ts';
import { type Origin, originOf } from '../../src/messaging/origin.ts';
import type { Files } from '../../src/world/atomicFile.ts';
import type { Settings } from '../../src/settings/schema.ts';
import { runProgram } from '../os/programs.ts';
import type { Secrets } from '../keyring/secrets.ts';
import { DialGate } from './dialGate.ts';
import { OriginDecisions } from './originDecisions.ts';
import { PageToken } from './pageToken.ts';
import type { Peers } from './peer/peers.ts';
import { peersOfSystem } from './peer/peersOfSystem.ts';
import { ServiceRunner } from './serviceRunner.ts';

/** The line, as the panel has it. */
export interface SharedLine {
  readonly line: () => Line;
  readonly execute: (command: CtiCommand) => Promise<CommandResult>;
  readonly onEvent: (listener: (event: CtiEvent) => void) => () => void;
}

export interface MessagingHostOptions {
  readonly edges: Edges;
  readonly files: Files;
  readonly readFile: (path: string) => Promise<Uint8Array>;
  /** File of what the agent decided about pages. */
  readonly decisionsPath: string;
  readonly token: Secrets;
  readonly line: SharedLine;
  /** Words for a refusal, in the agent's language. */
  readonly explain: (code: RefusalCode) => string;
  readonly onView: (view: MessagingView) => void;
  /** The agent is asked something new. */
  readonly onQuestion: () => void;
  /** Whose connections and ports are; without it, as the system says. */
  readonly peers?: Peers;
}

/** As many as are looked at. */
const dialledMax = 20;
/** How often it is looked whether the day is over: a timer over a suspended night would come late. */
const dayCheckMs = 60_000;

/** Lets CRM pages use the line, as far as the agent and the settings let them: on the same footing as the panel, and no further. */
export class MessagingHost {
  readonly #options: MessagingHostOptions;
  readonly #decisions: OriginDecisions;
  readonly #gate: DialGate;
  readonly #token: PageToken;
  readonly #runner: ServiceRunner;
  readonly #peers: Peers;
  #secondCall: Settings['secondCall'] = 'ask';
  #dialled: readonly DialledByPage[] = [];
  #asked = 0;
  #dayCheck: Timer | undefined;

  private constructor(options: MessagingHostOptions, decisions: OriginDecisions) {
    const { edges, readFile, token } = options;
    this.#options = options;
    this.#peers = options.peers ?? peersOfSystem(process.platform, runProgram);
    this.#decisions = decisions;
    decisions.onChange = () => this.#changed();
    this.#gate = new DialGate({ ...edges, onChange: () => this.#changed() });
    this.#token = new PageToken(token);
    this.#runner = new ServiceRunner({
      clock: edges.clock,
      log: edges.log,
      readFile,
      edges: this.#edges(),
      onState: () => this.#changed(),
      isOthersPort: async (port) => (await this.#peers.isOthersPort(port).catch(() => undefined)) === true,
    });
    this.#watchTheDay();
  }

  static async open(options: MessagingHostOptions): Promise<MessagingHost> {
    const { clock, log } = options.edges;
    const decisions = await OriginDecisions.open(options.decisionsPath, {
      files: options.files,
      nowWallMs: () => clock.now().wallMs,
      clock,
      log,
    });
    return new MessagingHost(options, decisions);
  }

  view(): MessagingView {
    return {
      service: this.#runner.state,
      questions: [
        ...this.#decisions.asked.map(({ origin, name, site }) => ({
          kind: 'connect' as const,
          origin,
          name,
          site,
        })),
        ...this.#gate.questions,
      ],
      decided: this.#decisions.list,
      dialled: this.#dialled,
    };
  }

  /** Puts settings in force. Resolves when the service runs by them, or has failed to; never rejects. */
  async configure(settings: Settings): Promise<void> {
    this.#secondCall = settings.secondCall;
    this.#gate.rules = {
      allow: settings.pageDialAllow,
      deny: settings.pageDialDeny,
      ask: settings.pageDialAsk,
    };
    this.#decisions.preset = settings.messagingOrigins.flatMap((text) => originOf(text)?.origin ?? []);
    this.#dismiss();
    await this.#runner.configure(settings);
  }

  decide(origin: string, decision: OriginDecision): void {
    const known = originOf(origin);
    if (known === undefined) return;
    this.#decisions.decide(known, decision);
    this.#dismiss();
  }

  revoke(origin: string): void {
    this.#decisions.revoke(origin);
    this.#dismiss();
  }

  answerDial(id: string, mayDial: boolean): void {
    this.#gate.answer(id, mayDial);
  }

  async token(wish: 'show' | 'renew'): Promise<string | null> {
    if (wish === 'show') return this.#token.show();
    const token = await this.#token.renew();
    // Programs with the old one are let in no more, nor stay.
    if (token !== null) this.#runner.dismiss((name) => name !== 'script');
    return token;
  }

  async stop(): Promise<void> {
    this.#options.edges.clock.clearTimeout(this.#dayCheck);
    await this.#runner.stop();
    await this.#decisions.flushed();
  }

  #edges(): MessagingEdges {
    const { edges, line, explain } = this.#options;
    return {
      now: () => edges.clock.now(),
      newId: edges.newId,
      line: line.line,
      execute: (command, origin) => this.#execute(command, origin),
      onEvent: line.onEvent,
      explain,
      // Where the system does not say, it is taken for one of ours: others would be locked out by a slow computer alone.
      isOurUser: async (peer) => (await this.#peers.isOurs(peer).catch(() => undefined)) !== false,
      isAllowed: (origin) => this.#decisions.isAllowed(origin),
      askAbout: (origin, signal) => this.#decisions.askAbout(origin, signal),
      mayDial: (number, origin, signal) => this.#mayDial(number, origin, signal),
      isToken: (text) => this.#token.isToken(text),
      log: edges.log,
    };
  }

  /** Checked as a command of the panel is, and carried out as one: also what becomes of the call that is talked on. */
  async #execute(asked: CtiCommand, origin: Origin | undefined): Promise<CommandResult> {
    const reading = readCommand(asked);
    if (!reading.ok) return refused('number' in asked ? 'invalidNumber' : 'unknownCall');
    const result = await this.#options.line.execute(this.#withSecondCall(reading.command));
    if ('number' in asked) this.#note(asked.number, origin, result.status === 'done' ? 'dialled' : 'refused');
    return result;
  }

  /** The panel would ask, and offers to hold; where no one can be asked, that is the answer that harms no call. */
  #withSecondCall(command: CtiCommand): CtiCommand {
    if (this.#secondCall === 'leave') return command;
    if (command.type !== 'MakeCall' && command.type !== 'AnswerCall') return command;
    const answered = command.type === 'AnswerCall' ? command.callId : undefined;
    const { calls } = this.#options.line.line();
    return holdable(calls, answered) === undefined ? command : { ...command, holdOthers: true };
  }

  async #mayDial(number: string, origin: Origin | undefined, signal: AbortSignal): Promise<boolean> {
    const mayDial = await this.#gate.mayDial(number, origin, signal);
    if (!mayDial) this.#note(number, origin, 'denied');
    return mayDial;
  }

  #note(number: string, origin: Origin | undefined, outcome: DialledByPage['outcome']): void {
    const at = this.#options.edges.clock.now().wallMs;
    const dialled: DialledByPage = { at, from: origin?.origin ?? '', number, outcome };
    this.#dialled = [dialled, ...this.#dialled].slice(0, dialledMax);
    this.#changed();
  }

  #dismiss(): void {
    this.#runner.dismiss((name) => {
      const origin = originOf(name);
      return name === 'script' || (origin !== undefined && this.#decisions.isAllowed(origin) === true);
    });
  }

  /** What was allowed for today ends with the day, also for pages that are open. */
  #watchTheDay(): void {
    const { clock } = this.#options.edges;
    const today = new Date(clock.now().wallMs).toDateString();
    this.#dayCheck = clock.setTimeout(() => {
      if (new Date(clock.now().wallMs).toDateString() !== today) {
        this.#dismiss();
        this.#changed();
      }
      this.#watchTheDay();
    }, dayCheckMs);
  }

  #changed(): void {
    const view = this.view();
    this.#options.onView(view);
    const asked = view.questions.length;
    if (asked > this.#asked) this.#options.onQuestion();
    this.#asked = asked;
  }
}
