import type { CommandResult, CtiCommand } from '../../cti/command.ts';
import { done } from '../../cti/command.ts';
import type { CtiEvent } from '../../cti/event.ts';
import type { Instant } from '../../cti/instant.ts';
import { type Line, newLine, reduce } from '../../cti/line.ts';
import type { MessagingEdges } from '../options.ts';
import type { Origin } from '../origin.ts';

/** A line at the edge of the service: it tells what a test says, notes what it is asked, and decides as a test wants. */
export class FakeLine implements MessagingEdges {
  current: Line = newLine('101', 'PJSIP/101');
  readonly asked: CtiCommand[] = [];
  readonly questions: string[] = [];
  readonly logged: { what: string; [fact: string]: unknown }[] = [];
  result: CommandResult = done;
  allowed: (origin: Origin, signal: AbortSignal) => Promise<boolean> = () => Promise.resolve(true);
  dialable: (number: string) => boolean = () => true;
  decided: Readonly<Record<string, boolean>> = {};
  isPeerOurs = true;
  nowMs = 0;
  readonly #listeners = new Set<(event: CtiEvent) => void>();
  #ids = 0;

  tell(event: CtiEvent): void {
    this.current = reduce(this.current, event);
    for (const listener of this.#listeners) listener(event);
  }

  get at(): Instant {
    return this.now();
  }

  now(): Instant {
    return { monoMs: this.nowMs, wallMs: 1_800_000_000_000 + this.nowMs };
  }

  newId(): string {
    this.#ids += 1;
    return `id-${this.#ids}`;
  }

  line(): Line {
    return this.current;
  }

  execute(command: CtiCommand): Promise<CommandResult> {
    this.asked.push(command);
    return Promise.resolve(this.result);
  }

  onEvent(listener: (event: CtiEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  explain(code: string): string {
    return `words for ${code}`;
  }

  isOurUser(): Promise<boolean> {
    return Promise.resolve(this.isPeerOurs);
  }

  isAllowed({ origin }: Origin): boolean | undefined {
    return this.decided[origin];
  }

  askAbout(origin: Origin, signal: AbortSignal): Promise<boolean> {
    this.questions.push(origin.name);
    return this.allowed(origin, signal);
  }

  mayDial(number: string): Promise<boolean> {
    return Promise.resolve(this.dialable(number));
  }

  isToken(token: string): Promise<boolean> {
    return Promise.resolve(token === 'right-token');
  }

  log(entry: { what: string }): void {
    this.logged.push(entry);
  }
}
