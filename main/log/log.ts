import { closeSync, fstatSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LogEntry } from '../../src/world/edges.ts';
import { jsonForTerminal } from '../../src/cti/text.ts';
import { LogQuota } from './logQuota.ts';
import { maskNumbers } from './maskNumbers.ts';

export interface LogOptions {
  readonly folder: string;
  /** A file that has passed this is put by and a new one begun. */
  readonly maxBytes: number;
  /** Files put by that are kept. */
  readonly keep: number;
  readonly nowWallMs: () => number;
}

const masked = '***';
const secretKey = /secret|password|passphrase|token|^key$/i;
/** A shorter secret would mask half of every line, and tell itself by what is missing. */
const minSecretLength = 4;
const maxTextLength = 8 * 1024;

/**
 * JSON lines in `offhook.log`, older ones in `offhook.1.log` and so on. Written synchronously, so that what was logged before a crash
 * is there after it. Logging never fails the caller: what cannot be written is counted, and the count told when it can be again. Nor does it
 * grow without end: of entries of one kind that come in a flood most are counted.
 */
export class LogFile {
  readonly #options: LogOptions;
  readonly #secrets = new Set<string>();
  /** Telephone numbers are made unreadable, too. */
  masksNumbers = true;
  #file: number | undefined;
  #bytes = 0;
  #lost = 0;
  readonly #quota = new LogQuota();

  constructor(options: LogOptions) {
    this.#options = options;
  }

  /** From now on this text is nowhere in the log. */
  maskSecret(secret: string): void {
    if (secret.length >= minSecretLength) this.#secrets.add(secret);
  }

  readonly write = (entry: LogEntry): void => {
    const unwritten = this.#quota.take(entry.what, this.#options.nowWallMs());
    if (unwritten !== undefined) this.#write(unwritten === 0 ? entry : { ...entry, unwritten });
  };

  #write(entry: LogEntry): void {
    const time = new Date(this.#options.nowWallMs()).toISOString();
    const lost = this.#lost === 0 ? {} : { lost: this.#lost };
    try {
      this.#append(`${this.#serialize({ time, ...entry, ...lost })}\n`);
      this.#lost = 0;
    } catch {
      this.#lost += 1;
    }
  }

  /** The end of the log, whole lines, as far as it can be read; an older file is taken in where the newest has only begun. */
  async tail(maxBytes: number): Promise<string> {
    const read = (age: number): Promise<string> => readFile(this.#path(age), 'utf8').catch(() => '');
    const newest = await read(0);
    const text = newest.length < maxBytes ? `${await read(1)}${newest}` : newest;
    return text.length <= maxBytes ? text : text.slice(text.indexOf('\n', text.length - maxBytes) + 1);
  }

  /** The last of all: also how many entries were left out. */
  close(): void {
    for (const [of, unwritten] of this.#quota.rest()) {
      this.#write({ level: 'warn', what: 'log entries left out', of, unwritten });
    }
    this.#closeFile();
  }

  #closeFile(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }

  #append(line: string): void {
    const bytes = Buffer.from(line);
    if (this.#file === undefined) this.#open();
    if (this.#bytes > 0 && this.#bytes + bytes.length > this.#options.maxBytes) this.#rotate();
    if (this.#file !== undefined) this.#bytes += writeSync(this.#file, bytes);
  }

  #open(): void {
    mkdirSync(this.#options.folder, { recursive: true });
    this.#file = openSync(this.#path(0), 'a', 0o600);
    this.#bytes = fstatSync(this.#file).size;
  }

  #rotate(): void {
    this.#closeFile();
    for (let age = this.#options.keep; age > 0; age -= 1) {
      try {
        renameSync(this.#path(age - 1), this.#path(age));
      } catch {
        // There is none of that age yet; or it cannot be moved, and the log goes on in the file that it has.
      }
    }
    this.#open();
  }

  #path(age: number): string {
    return join(this.#options.folder, age === 0 ? 'offhook.log' : `offhook.${age}.log`);
  }

  #serialize(entry: Readonly<Record<string, unknown>>): string {
    return jsonForTerminal(entry, (key, value) => {
      if (secretKey.test(key) && typeof value === 'string') return masked;
      if (value instanceof Error) return describe(value);
      if (typeof value === 'bigint') return String(value);
      return typeof value === 'string' ? this.#mask(value) : value;
    });
  }

  #mask(text: string): string {
    let result = text;
    for (const secret of this.#secrets) result = result.replaceAll(secret, masked);
    if (this.masksNumbers) result = maskNumbers(result);
    return result.length > maxTextLength ? `${result.slice(0, maxTextLength)}…` : result;
  }
}

function describe(error: Error): Readonly<Record<string, unknown>> {
  const code = 'code' in error ? { code: error.code } : {};
  const cause = error.cause === undefined ? {} : { cause: error.cause };
  return { name: error.name, message: error.message, ...code, stack: error.stack, ...cause };
}
