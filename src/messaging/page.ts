import type { CommandResult, CtiCommand } from '../cti/command.ts';
import type { CtiEvent } from '../cti/event.ts';
import { requestOf } from './commandIn.ts';
import { type CommandFrame, readFrame } from './envelope.ts';
import { type ErrorType, errorType, type EventFrame, eventType } from './protocol.ts';
import { EventOut, type PageEvent } from './eventOut.ts';
import type { MessagingEdges, PageLimits } from './options.ts';
import type { Origin } from './origin.ts';
import { TokenBucket } from './tokenBucket.ts';

/** How far a page has come with its handshake. */
type Stage = 'new' | 'loaded' | 'open' | 'closed';

export interface PageOptions {
  /** Who it is; `undefined` for a script that showed the token. */
  readonly origin: Origin | undefined;
  readonly edges: MessagingEdges;
  readonly limits: PageLimits;
  /** Calls that the page's origin may still make. */
  readonly dials: TokenBucket;
  readonly send: (frame: string) => void;
  readonly close: (code: number, reason: string) => void;
}

/** One page on one socket: its handshake, its commands, the events sent to it. */
export class PageSession {
  readonly #options: PageOptions;
  readonly #messages: TokenBucket;
  readonly #gone = new AbortController();
  readonly #libraryUId: string;
  readonly #connectionUId: string;
  #stage: Stage = 'new';
  #out = new EventOut();
  #complaints = 0;
  #running = 0;

  constructor(options: PageOptions) {
    this.#options = options;
    const { edges, limits } = options;
    const { monoMs } = edges.now();
    this.#messages = new TokenBucket(limits.messagesAtOnce, limits.messagesPerSecond, monoMs);
    this.#libraryUId = edges.newId();
    this.#connectionUId = edges.newId();
  }

  /** Events of the line, as this page gets them. */
  hear(event: CtiEvent): void {
    if (this.#stage !== 'open') return;
    for (const told of this.#out.translate(event, this.#options.edges.line())) this.#tell(told);
  }

  /** A message of the page. Never throws; whatever it holds, it is answered or ignored, and no other page notices. */
  async receive(message: string): Promise<void> {
    if (!this.count()) return;
    const read = readFrame(message);
    if (read.kind === 'nothing') return;
    if (read.kind === 'broken') {
      this.#complain(errorType.general, 'badMessage', read.why);
      return;
    }
    await this.#carryOut(read.frame);
  }

  /** Counts a message. @returns whether the page may send one more now; one that may not was told so */
  count(): boolean {
    if (this.#stage === 'closed') return false;
    if (this.#messages.take(this.#options.edges.now().monoMs)) return true;
    this.#complain(errorType.general, 'tooManyMessages', 'Too many messages in too short a time.');
    return false;
  }

  /** A message that is none: binary, or half a character. */
  refuse(why: string): void {
    this.#complain(errorType.general, 'badMessage', why);
  }

  async #carryOut(frame: CommandFrame): Promise<void> {
    const request = requestOf(frame, this.#options.edges.line());
    const isOfSession = request.kind === 'session' || request.kind === 'owner';
    if (!isOfSession && this.#isOfAnother(frame)) {
      this.#fail(frame, errorType.connection, 'otherConnection', 'This was said on another connection.');
      return;
    }
    switch (request.kind) {
      case 'session':
        this.#advance(request.step, frame);
        return;
      case 'owner':
        this.#nameOwner(frame);
        return;
      case 'notSupported':
        this.#fail(
          frame,
          errorType.notSupported,
          'notSupported',
          `${frame.command} is not carried out here.`,
        );
        return;
      case 'invalid':
        this.#fail(frame, errorType.command, request.code ?? 'invalidParameters', request.why);
        return;
      default:
    }
    if (this.#stage !== 'open') {
      this.#fail(frame, errorType.command, 'notOpen', 'Open the connection first.');
      return;
    }
    if (request.kind === 'query') this.#answer(request.query, frame);
    else if (request.kind === 'done') this.#succeed(frame);
    else await this.#execute(request.command, frame);
  }

  /** A message that was recorded elsewhere and is played again here. */
  #isOfAnother({ connectionUId }: CommandFrame): boolean {
    return connectionUId !== '' && connectionUId !== this.#connectionUId;
  }

  #advance(step: 'load' | 'open' | 'register' | 'close', frame: CommandFrame): void {
    switch (step) {
      case 'load':
        if (this.#stage === 'new') this.#stage = 'loaded';
        this.#tell({ eventType: eventType.libraryLoaded, content: this.#libraryUId }, frame.commandUId);
        return;
      case 'open':
        if (this.#stage === 'new') {
          this.#fail(frame, errorType.command, 'notLoaded', 'Load the library first.');
          return;
        }
        this.#out = new EventOut(
          this.#options.edges.line().calls,
          contactOf(frame.parameters.sessionServiceParams),
        );
        this.#stage = 'open';
        this.#tell({ eventType: eventType.connectionCreated, content: JSON.stringify('') }, frame.commandUId);
        this.#answer('line', frame);
        this.#answer('agent', frame);
        return;
      case 'register':
        this.#succeed(frame);
        return;
      case 'close':
        this.#tell({ eventType: eventType.disconnected, content: JSON.stringify(0) }, frame.commandUId);
        this.end(1000, 'closed by the page');
    }
  }

  /** To a page that the agent let in, or it would not have the socket; the extension alone, which each of its calls names anyway. */
  #nameOwner({ commandUId }: CommandFrame): void {
    const { extension } = this.#options.edges.line();
    this.#tell({ eventType: eventType.commandResult, content: JSON.stringify({ extension }) }, commandUId);
  }

  #answer(query: 'line' | 'calls' | 'agent', { commandUId }: CommandFrame): void {
    const { edges } = this.#options;
    const line = edges.line();
    if (query === 'line') this.#tell(this.#out.lineState(line), commandUId);
    else if (query === 'calls') this.#tell(this.#out.activeCalls(line, edges.now()), commandUId);
    else this.#tell(this.#out.agentState(line), commandUId);
  }

  async #execute(command: CtiCommand, frame: CommandFrame): Promise<void> {
    const { edges, limits, origin } = this.#options;
    if (this.#running >= limits.commandsAtOnce) {
      this.#fail(frame, errorType.command, 'tooManyCommands', 'Too many commands are under way.');
      return;
    }
    this.#running += 1;
    try {
      const number = 'number' in command ? command.number : undefined;
      if (number !== undefined && !(await this.#mayDial(number, frame))) return;
      const result = await edges.execute(command, origin);
      edges.log({
        level: 'info',
        what: 'page command',
        from: this.#from,
        command: command.type,
        number,
        status: result.status,
        code: result.status === 'refused' ? result.code : undefined,
      });
      this.#settle(result, frame);
    } finally {
      this.#running -= 1;
    }
  }

  async #mayDial(number: string, frame: CommandFrame): Promise<boolean> {
    const { dials, edges, origin } = this.#options;
    if (!dials.take(edges.now().monoMs)) {
      this.#fail(frame, errorType.command, 'tooManyCalls', 'Too many calls in a minute.');
      return false;
    }
    if (await edges.mayDial(number, origin, this.#gone.signal)) return true;
    this.#fail(frame, errorType.command, 'numberNotAllowed', 'This number may not be dialled from a page.');
    edges.log({ level: 'warn', what: 'page may not dial', from: this.#from, number });
    return false;
  }

  get #from(): string {
    return this.#options.origin?.origin ?? 'script';
  }

  #settle(result: CommandResult, frame: CommandFrame): void {
    if (result.status === 'done') this.#succeed(frame);
    else if (result.status === 'timedOut') {
      this.#fail(frame, errorType.command, 'timedOut', 'The phone system did not answer in time.');
    } else {
      const type = result.code === 'notConnected' ? errorType.callCentre : errorType.command;
      this.#fail(frame, type, result.code, this.#options.edges.explain(result.code));
    }
  }

  #succeed({ commandUId }: CommandFrame): void {
    this.#tell({ eventType: eventType.commandResult, content: 'true' }, commandUId);
  }

  #fail(
    { command, commandUId }: Pick<CommandFrame, 'command' | 'commandUId'>,
    type: ErrorType,
    code: string,
    text: string,
  ): void {
    const content = JSON.stringify({ errorType: type, internalErrorCode: code, data: text, source: command });
    this.#tell({ eventType: eventType.error, content }, commandUId);
  }

  /** One clear error; a page that goes on is shown the door, so that it cannot keep us busy. */
  #complain(type: ErrorType, code: string, text: string): void {
    this.#complaints += 1;
    if (this.#complaints > this.#options.limits.complaintsMax) {
      this.end(1008, text);
      return;
    }
    this.#fail({ command: '', commandUId: '' }, type, code, text);
  }

  #tell({ eventType: type, content, privateData }: PageEvent, commandUId = ''): void {
    if (this.#stage === 'closed') return;
    const frame: EventFrame = {
      connectionUId: this.#stage === 'open' ? this.#connectionUId : '',
      commandUId,
      eventType: type,
      content,
      contentType: '',
      privateData: privateData === undefined ? '' : JSON.stringify(privateData),
    };
    this.#options.send(JSON.stringify(frame));
  }

  /** Says goodbye. `code` is a close code of RFC 6455, section 7.4. */
  end(code: number, reason: string): void {
    if (this.#stage === 'closed') return;
    this.left();
    this.#options.close(code, reason);
  }

  /** The page has gone: nothing is asked for it any more. */
  left(): void {
    this.#stage = 'closed';
    this.#gone.abort();
  }
}

/** The contact that the page is opened for; the parameters are a JSON text of their own. */
function contactOf(sessionServiceParams: unknown): string {
  if (typeof sessionServiceParams !== 'string') return '';
  try {
    const value: unknown = JSON.parse(sessionServiceParams);
    const uid =
      typeof value === 'object' && value !== null && 'UserContactUId' in value ? value.UserContactUId : '';
    return typeof uid === 'string' && /^[0-9a-f-]{36}$/i.test(uid) ? uid : '';
  } catch {
    return '';
  }
}
