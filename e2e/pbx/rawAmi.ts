import { connect, type Socket } from 'node:net';
import type { Account } from './asterisk.ts';
import { limits } from '../limits.mjs';

/** Header names are as Asterisk wrote them; of a repeated one the last counts, which is enough here. */
export type AmiBlock = Readonly<Record<string, string>>;

/**
 * A manager session as bare as can be, on purpose none of the app's own code: it is the second opinion in tests.
 * Blocks come as they are; every event since login is kept.
 */
export class RawAmi {
  readonly events: AmiBlock[] = [];
  banner = '';
  closed = false;
  readonly #socket: Socket;
  readonly #answers = new Map<string, AmiBlock>();
  readonly #looking = new Set<() => void>();
  #rest = '';
  #lastId = 0;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setEncoding('utf8');
    socket.on('data', (text: string) => this.#onText(text));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.closed = true;
      this.#lookAgain();
    });
  }

  /** Connects and logs in; the answer to Login is in `login`. */
  static async open(port: number, account: Account): Promise<{ ami: RawAmi; login: AmiBlock }> {
    const ami = new RawAmi(connect(port, '127.0.0.1'));
    const login = await ami.action({ Action: 'Login', Username: account.user, Secret: account.secret });
    return { ami, login };
  }

  /** Sends an action and resolves with its response. */
  async action(fields: Record<string, string | string[]>): Promise<AmiBlock> {
    const id = `raw-${(this.#lastId += 1)}`;
    const lines = Object.entries({ ...fields, ActionID: id }).flatMap(([name, value]) =>
      [value].flat().map((one) => `${name}: ${one}\r\n`),
    );
    this.#socket.write(`${lines.join('')}\r\n`);
    const answer = (): AmiBlock | undefined => this.#answers.get(id);
    return await this.#until(answer, `answer to ${[fields.Action].join()}`);
  }

  /** The first event with these fields (a RegExp must match, a text must be equal), past or yet to come. */
  waitForEvent(fields: Record<string, string | RegExp>): Promise<AmiBlock> {
    const matches = (event: AmiBlock): boolean =>
      Object.entries(fields).every(([name, wanted]) => {
        const value = event[name];
        return value !== undefined && (typeof wanted === 'string' ? value === wanted : wanted.test(value));
      });
    return this.#until(() => this.events.find(matches), `event ${JSON.stringify(fields)}`);
  }

  async waitForClose(): Promise<void> {
    await this.#until(() => this.closed || undefined, 'close');
  }

  close(): void {
    this.#socket.destroy();
  }

  #until<T>(look: () => T | undefined, what: string): Promise<T> {
    return new Promise((resolve, reject) => {
      const again = (): void => {
        const found = look();
        if (found === undefined) return;
        this.#looking.delete(again);
        clearTimeout(timer);
        resolve(found);
      };
      const timer = setTimeout(() => {
        this.#looking.delete(again);
        const names = this.events.map((event) => event.Event).join(' ');
        reject(new Error(`no ${what} within ${limits.waitMs} ms; events so far: ${names}`));
      }, limits.waitMs);
      this.#looking.add(again);
      again();
    });
  }

  #onText(text: string): void {
    this.#rest += text;
    if (this.banner === '') {
      const end = this.#rest.indexOf('\r\n');
      if (end < 0) return;
      this.banner = this.#rest.slice(0, end);
      this.#rest = this.#rest.slice(end + 2);
    }
    const blocks = this.#rest.split('\r\n\r\n');
    this.#rest = blocks.pop() ?? '';
    for (const block of blocks) this.#onBlock(readBlock(block));
    this.#lookAgain();
  }

  #onBlock(block: AmiBlock): void {
    if (block.Event !== undefined) this.events.push(block);
    else this.#answers.set(block.ActionID ?? '', block);
  }

  #lookAgain(): void {
    for (const again of [...this.#looking]) again();
  }
}

function readBlock(block: string): AmiBlock {
  return Object.fromEntries(
    block.split('\r\n').flatMap((line) => {
      const colon = line.indexOf(':');
      return colon < 0 ? [] : [[line.slice(0, colon).trim(), line.slice(colon + 1).trim()]];
    }),
  );
}
