import type { Readable } from 'node:stream';
import { forTerminal } from '../cti/text.ts';
import { CliError, exitCodes } from './exitCode.ts';
import { type InputLine, JsonLineWriter, LineReader } from './jsonLines.ts';

/** Standard input, as far as it is needed: a terminal can be told not to show what is typed. */
export type Input = Readable & { readonly isTTY?: boolean; setRawMode?: (raw: boolean) => unknown };

/** Where a command meets the world: its streams, its environment, and the signals that end it. */
export class Terminal {
  readonly out: JsonLineWriter;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly #input: Input;
  readonly #error: NodeJS.WritableStream;
  readonly #reader = new LineReader();
  readonly #lines: InputLine[] = [];
  #onLine: ((line: InputLine) => void) | undefined;
  #ended = false;
  #listening = false;
  #stop: () => void = () => undefined;
  #isStopped = false;
  /** Resolves when somebody wants the command to end. */
  readonly stopped: Promise<void>;

  constructor(streams: {
    readonly input: Input;
    readonly output: NodeJS.WriteStream;
    readonly error: NodeJS.WritableStream;
    readonly env: Readonly<Record<string, string | undefined>>;
  }) {
    this.out = new JsonLineWriter(streams.output);
    this.env = streams.env;
    this.#input = streams.input;
    this.#error = streams.error;
    this.stopped = new Promise((resolve) => {
      this.#stop = resolve;
    });
  }

  /** Asks the command to end in good order. */
  stop(): void {
    this.#isStopped = true;
    this.#stop();
  }

  /** Text for the person at the terminal, each line for itself; what a phone system put into it does not steer the terminal. */
  say(text: string): void {
    for (const line of text.split('\n')) this.#error.write(`${forTerminal(line)}\n`);
  }

  /**
   * The secret, from the environment, or the first line of standard input; on a terminal it is asked for and not shown.
   * `undefined`: the command was ended before.
   * @throws CliError when there is none
   */
  async secret(): Promise<string | undefined> {
    const given = this.env.OFFHOOK_SECRET;
    const secret = given !== undefined && given !== '' ? given : await this.#askSecret();
    if (this.#isStopped) return undefined;
    if (secret === '')
      throw new CliError(
        exitCodes.usage,
        'The secret is missing: put it into OFFHOOK_SECRET, or on the first line of standard input.',
      );
    return secret;
  }

  /** All lines of standard input from now on, those that have come already first. */
  onLine(listener: (line: InputLine) => void): void {
    this.#onLine = listener;
    for (const line of this.#lines.splice(0)) listener(line);
    this.#listen();
  }

  #askSecret(): Promise<string> {
    if (this.#input.isTTY === true) return this.#typedSecret();
    return new Promise((resolve) => {
      const take = (line: InputLine): void => {
        this.#onLine = undefined;
        resolve('text' in line ? line.text : '');
      };
      this.#onLine = take;
      this.#listen();
      this.#input.once('end', () => resolve(''));
      void this.stopped.then(() => resolve(''));
    });
  }

  /** Raw mode: nothing is shown, so keys that edit and end are ours to understand. */
  async #typedSecret(): Promise<string> {
    this.#error.write('Secret: ');
    this.#input.setRawMode?.(true);
    try {
      return await new Promise<string>((resolve) => {
        let typed = '';
        const onData = (chunk: Buffer): void => {
          for (const key of chunk.toString('utf8')) {
            if (key === '\r' || key === '\n') return finish(typed);
            if (key === '\u0003' || key === '\u0004') {
              if (key === '\u0003') this.stop();
              return finish('');
            }
            typed = key === '\u007f' || key === '\b' ? Array.from(typed).slice(0, -1).join('') : typed + key;
          }
        };
        const finish = (secret: string): void => {
          this.#input.off('data', onData);
          resolve(secret);
        };
        this.#input.on('data', onData);
      });
    } finally {
      this.#input.setRawMode?.(false);
      this.#error.write('\n');
    }
  }

  #listen(): void {
    if (this.#listening) return;
    this.#listening = true;
    this.#input.on('data', (chunk: Buffer) => {
      for (const line of this.#reader.push(chunk)) this.#take(line);
    });
    this.#input.on('end', () => {
      if (this.#ended) return;
      this.#ended = true;
      for (const line of this.#reader.end()) this.#take(line);
    });
    // Reading what is not readable any more is the end of it.
    this.#input.on('error', () => undefined);
  }

  #take(line: InputLine): void {
    if (this.#onLine === undefined) this.#lines.push(line);
    else this.#onLine(line);
  }
}
