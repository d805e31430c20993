import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resolveOptions } from './options.ts';
import { AmiSession } from './session.ts';
import type { AmiSocket } from './socket.ts';
import { FakeClock } from './testing/fakeClock.ts';
import { AmiError } from './wire/error.ts';

/*
 * The session on a socket of the test's own, whose bytes come in any pieces: what is heard, and in which order, does not depend on
 * where the network cuts.
 */

type SocketEvent = 'connect' | 'secureConnect' | 'end' | 'close' | 'data' | 'error';

class CutSocket implements AmiSocket {
  readonly written: string[] = [];
  writableLength = 0;
  isDestroyed = false;
  readonly #listeners = new Map<SocketEvent, ((value: never) => void)[]>();

  on(event: SocketEvent, listener: (value: never) => void): void {
    this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), listener]);
  }

  emit(event: SocketEvent, value?: unknown): void {
    for (const listener of this.#listeners.get(event) ?? []) listener(value as never);
  }

  write(bytes: Uint8Array): boolean {
    this.written.push(Buffer.from(bytes).toString());
    return true;
  }

  destroy(): void {
    this.isDestroyed = true;
  }
}

class SessionBench {
  readonly heard: string[] = [];
  readonly socket = new CutSocket();
  readonly clock = new FakeClock();
  readonly session: AmiSession;
  /** Closes the session while it hands this event out. */
  closesAt = '';

  constructor() {
    let ids = 0;
    const options = resolveOptions({
      host: 'pbx',
      username: 'cti',
      secret: () => 'secret',
      auth: 'plain',
      edges: {
        connect: () => this.socket,
        clock: this.clock,
        defer: (callback) => void setImmediate(callback),
      },
      onStrayAnswer: (packet) => void this.heard.push(`stray ${packet.actionId}`),
    });
    this.session = new AmiSession(options, () => `a${(ids += 1)}`, {
      onConnected: () => this.heard.push('connected'),
      onAlive: () => undefined,
      onOnline: (greeting) => {
        this.heard.push(`online ${greeting}`);
        this.#ask();
      },
      onEvent: (packet) => {
        this.heard.push(`event ${packet.event} ${packet.get('N')}`);
        if (packet.get('N') === this.closesAt) this.session.close(new AmiError('stopped', 'enough'));
      },
      onClosed: (error) => this.heard.push(`closed ${error.code}`),
    });
    this.session.open();
    this.socket.emit('connect');
  }

  /** Lets all that is settled be heard. */
  async turn(): Promise<void> {
    for (let turns = 0; turns < 4; turns += 1) await new Promise((resolve) => setImmediate(resolve));
  }

  async logIn(where: readonly number[] = [], isOneTurn = true): Promise<void> {
    await this.receive(cut(Buffer.from(greeting), where), isOneTurn);
    await this.receive(cut(Buffer.from(loggedIn), where), isOneTurn);
  }

  async receive(pieces: readonly Buffer[], isOneTurn: boolean): Promise<void> {
    for (const piece of pieces) {
      this.socket.emit('data', piece);
      if (!isOneTurn) await this.turn();
    }
    await this.turn();
  }

  /** Once online: two actions and a list, which the stream answers as a2, a3 and a4. */
  #ask(): void {
    for (const name of ['Ping', 'CoreSettings'])
      void this.session.send({ name, fields: [] }).then(
        (answer) => this.heard.push(`answer ${answer.actionId}`),
        () => this.heard.push(`refused ${name}`),
      );
    void this.session.list({ name: 'QueueStatus', fields: [] }).then(
      ({ items }) => this.heard.push(`list ${items.map((item) => item.get('N')).join(' ')}`),
      () => this.heard.push('no list'),
    );
  }
}

const block = (...lines: string[]): string => `${lines.join('\r\n')}\r\n\r\n`;
const greeting = 'Asterisk Call Manager/5.0.4\r\n';
const loggedIn = block('Response: Success', 'ActionID: a1');
/** Answers between events, an item of a list between live events, a stray answer, a name outside ASCII. */
const stream =
  block('Event: FullyBooted', 'N: 1') +
  block('Response: Success', 'ActionID: a2', 'Ping: Pong') +
  block('Event: Newchannel', 'N: 2', 'CallerIDName: Jürgen 日本 😀') +
  block('Response: Success', 'ActionID: a4', 'EventList: start') +
  block('Event: Newstate', 'N: 3') +
  block('Event: QueueMember', 'ActionID: a4', 'N: 4') +
  block('Event: QueueMember', 'ActionID: a4', 'N: 5') +
  block('Response: Success', 'ActionID: a99') +
  block('Event: QueueStatusComplete', 'ActionID: a4', 'EventList: Complete') +
  block('Event: Hangup', 'N: 6') +
  block('Response: Error', 'ActionID: a3', 'Message: Permission denied') +
  block('Event: Hangup', 'N: 7');

const whole = [
  'connected',
  'online Asterisk Call Manager/5.0.4',
  'event FullyBooted 1',
  'answer a2',
  'event Newchannel 2',
  'event Newstate 3',
  'stray a99',
  'list 4 5',
  'event Hangup 6',
  'refused CoreSettings',
  'event Hangup 7',
];

const nameOf = (line: string): string => line.split(' ').slice(0, 2).join(' ');

function cut(bytes: Buffer, places: readonly number[]): readonly Buffer[] {
  const ends = [...new Set(places.map((place) => place % bytes.length))].sort((a, b) => a - b);
  return [...ends, bytes.length].map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end));
}

describe('a session', () => {
  const places = fc.array(fc.nat(5_000), { maxLength: 25 });

  it('hears the same, in the same order, wherever the stream is cut', async () => {
    await fc.assert(
      fc.asyncProperty(places, fc.boolean(), async (where, isOneTurn) => {
        const bench = new SessionBench();
        await bench.logIn(where, isOneTurn);
        await bench.receive(cut(Buffer.from(stream), where), isOneTurn);
        expect(bench.heard).toEqual(whole);
      }),
      { numRuns: 60 },
    );
  });

  it('that breaks anywhere has heard a beginning of that, settles all that was asked, and closes once', async () => {
    const lengthOf = Buffer.byteLength(stream);
    await fc.assert(
      fc.asyncProperty(fc.nat(lengthOf), fc.constantFrom('end', 'close', 'error'), async (at, how) => {
        const bench = new SessionBench();
        await bench.logIn();
        await bench.receive([Buffer.from(stream).subarray(0, at)], true);
        const before = bench.heard.length;
        bench.socket.emit(how, new Error('ECONNRESET'));
        bench.socket.emit('close');
        await bench.turn();
        expect(bench.heard.slice(0, before)).toEqual(whole.slice(0, before));
        expect(bench.heard.filter((line) => line.startsWith('closed'))).toEqual(['closed disconnected']);
        const settled = (line: string): boolean => /^(?:answer|refused|list|no list)/.test(line);
        expect(bench.heard.filter(settled)).toHaveLength(3);
        expect(bench.clock.pending).toBe(0);
        expect(bench.socket.isDestroyed).toBe(true);
        // Of a last event that ends with a whole line headers may be missing: Asterisk's Shutdown has no empty line behind it.
        const names = bench.heard.filter((line) => line.startsWith('event')).map(nameOf);
        const all = whole.filter((line) => line.startsWith('event')).map(nameOf);
        expect(names).toEqual(all.slice(0, names.length));
      }),
      { numRuns: 60 },
    );
  });

  it('that is closed by a listener hears nothing more, however much has come already', async () => {
    await fc.assert(
      fc.asyncProperty(
        places,
        fc.boolean(),
        fc.constantFrom('1', '2', '3', '6'),
        async (where, isOneTurn, closesAt) => {
          const bench = new SessionBench();
          await bench.logIn();
          bench.closesAt = closesAt;
          await bench.receive(cut(Buffer.from(stream), where), isOneTurn);
          const last = bench.heard.findLast((line) => line.startsWith('event'));
          expect(last?.at(-1)).toBe(closesAt);
          expect(bench.heard.filter((line) => line.startsWith('closed'))).toHaveLength(1);
          expect(bench.clock.pending).toBe(0);
        },
      ),
      { numRuns: 30 },
    );
  });
});
