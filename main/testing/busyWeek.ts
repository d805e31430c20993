import { EventEmitter } from 'node:events';
import type { AmiSocket } from '../../src/ami/socket.ts';
import type { CtiEvent } from '../../src/cti/event.ts';
import { defaultSettings, type Settings } from '../../src/settings/schema.ts';
import type { Files } from '../../src/world/atomicFile.ts';
import { LineHost } from '../line/lineHost.ts';
import { WireTrace } from '../line/wireTrace.ts';
import { FakeWorldClock } from './fakeWorldClock.ts';

/** Sessions of a real Asterisk 22 in which all calls end: answered, missed, refused, held, parked, passed on, from a queue, two at once. */
const sessions = [
  '01-outgoing-hold-unhold-hangup',
  '02-outgoing-dialled-from-phone',
  '03-incoming-answered-by-phone',
  '04-incoming-missed',
  '05-incoming-rejected',
  '05c-ring-group-answered-elsewhere',
  '06-outgoing-busy',
  '07-outgoing-no-answer',
  '10-blind-transfer-redirect',
  '12-queue-call',
  '13-two-calls',
];

/** Between two sessions, ms: 200,000 calls take a week. */
const pauseMs = 3_000;

/** A PBX without a network: what the line writes is answered at once, and what is played arrives as the bytes of a socket. */
class PlayedPbx extends EventEmitter implements AmiSocket {
  readonly writableLength = 0;
  readonly #onDestroyed: (pbx: PlayedPbx) => void;

  constructor(onDestroyed: (pbx: PlayedPbx) => void) {
    super();
    this.#onDestroyed = onDestroyed;
    setImmediate(() => {
      this.emit('connect');
      this.give(Buffer.from('Asterisk Call Manager/11.0.0\r\n'));
    });
  }

  give(bytes: Buffer): void {
    this.emit('data', bytes);
  }

  write(bytes: Uint8Array): boolean {
    for (const action of Buffer.from(bytes).toString().split('\r\n\r\n').slice(0, -1))
      setImmediate(() => this.give(Buffer.from(answerTo(action))));
    return true;
  }

  destroy(): void {
    this.removeAllListeners();
    this.#onDestroyed(this);
  }
}

function answerTo(action: string): string {
  const [, name = ''] = /^Action: (\S+)/m.exec(action) ?? [];
  const [, id = ''] = /^ActionID: (\S+)/m.exec(action) ?? [];
  const head = `Response: Success\r\nActionID: ${id}\r\n`;
  if (name === 'Challenge') return `${head}Challenge: 120397163\r\n\r\n`;
  if (name === 'ListCommands')
    return `${head}Status: x\r\nOriginate: x\r\nParkedCalls: x\r\nHangup: x\r\n\r\n`;
  if (!['Status', 'ParkedCalls', 'QueueStatus'].includes(name)) return `${head}\r\n`;
  const end = `Event: ${name}Complete\r\nActionID: ${id}\r\nEventList: Complete\r\n\r\n`;
  return `${head}EventList: start\r\nMessage: List will follow\r\n\r\n${end}`;
}

/** What came after a login, each time with Uniqueids and channels that did not come before. */
class Session {
  readonly #bytes: Buffer;
  /** Where the ten digits of a Uniqueid's seconds stand, with what they were. */
  readonly #seconds: readonly (readonly [at: number, was: number])[];
  /** Where the first four of the eight digits of a channel's name stand. */
  readonly #counts: readonly number[];

  constructor(recorded: Buffer) {
    const all = recorded.toString('latin1');
    const text = all.slice(all.indexOf('\r\n\r\n', all.indexOf('Message: Authentication accepted')) + 4);
    this.#bytes = Buffer.from(text, 'latin1');
    this.#seconds = [...text.matchAll(/\b(\d{10})\.\d+\b/g)].map(({ index, 1: was }) => [index, Number(was)]);
    this.#counts = [...text.matchAll(/-0000[0-9a-f]{4}\b/g)].map(({ index }) => index + 1);
  }

  /** @returns the same memory each time */
  again(round: number): Buffer {
    for (const [at, was] of this.#seconds) this.#bytes.write(String(was + 1_000 * round), at, 'latin1');
    const count = round.toString(16).padStart(4, '0').slice(-4);
    for (const at of this.#counts) this.#bytes.write(count, at, 'latin1');
    return this.#bytes;
  }
}

/** Files in memory: what is written each few seconds for a week is not for a disk. */
function filesInMemory(): Files {
  const files = new Map<string, string>();
  return {
    read: (path) => {
      const text = files.get(path);
      return text === undefined
        ? Promise.reject(Object.assign(new Error('ENOENT'), { code: 'ENOENT' }))
        : Promise.resolve(text);
    },
    writeNew: (path, content) => Promise.resolve(void files.set(path, Buffer.from(content).toString())),
    rename: (from, to) => {
      files.set(to, files.get(from) ?? '');
      files.delete(from);
      return Promise.resolve();
    },
    remove: (path) => Promise.resolve(void files.delete(path)),
    makeFolder: () => Promise.resolve(),
  };
}

/** The line as the main process has it, on which recorded sessions are played at speed, one after the other. */
export class BusyWeek {
  readonly host: LineHost;
  readonly clock = new FakeWorldClock();
  /** Calls of the line that have ended. */
  ended = 0;
  readonly #sessions: readonly Session[];
  /** The line's own, and for a moment now and then one that only asks for its rights. */
  readonly #connections = new Set<PlayedPbx>();
  #round = 0;

  /**
   * @param recorded what the Asterisk of that session sent
   * @param hear each event, as the panels and the history get it
   */
  constructor(recorded: (name: string) => Buffer, hear: (event: CtiEvent) => void = () => undefined) {
    this.#sessions = sessions.map((name) => new Session(recorded(name)));
    let ids = 0;
    this.host = new LineHost({
      edges: {
        clock: {
          now: () => this.clock.now(),
          setTimeout: (callback, delayMs) => this.clock.setTimeout(callback, delayMs),
          clearTimeout: (timer) => this.clock.clearTimeout(timer),
        },
        random: () => 0.5,
        newId: () => `id-${++ids}`,
        log: () => undefined,
        connect: () => {
          const pbx = new PlayedPbx((gone) => this.#connections.delete(gone));
          this.#connections.add(pbx);
          return pbx;
        },
      },
      files: filesInMemory(),
      readFile: () => Promise.reject(new Error('no file')),
      secretFor: () => Promise.resolve('secret'),
      push: () => undefined,
      onLine: () => undefined,
      onAnother: () => undefined,
      onEvent: hear,
      onSent: () => undefined,
      identifiedOf: () => undefined,
      trace: new WireTrace(1_000_000, () => this.clock.now()),
      onEnded: () => (this.ended += 1),
      recentFolder: '/recent',
      memoryFolder: '/memory',
    });
  }

  /** Timers that run. */
  get timers(): number {
    return this.clock.pending;
  }

  async start(): Promise<void> {
    const settings: Settings = {
      ...defaultSettings,
      url: 'pbx',
      userName: 'offhook',
      extension: '101',
      colleagues: ['102', '103'],
    };
    await this.host.configure(settings);
    while (this.host.line().link.state !== 'online') await turn();
  }

  /** Plays sessions until so many calls have ended since the beginning. */
  async playUntil(calls: number): Promise<void> {
    while (this.ended < calls) {
      for (const session of this.#sessions) {
        if (this.host.line().link.state !== 'online') throw new Error('The link broke.');
        const [oldest] = this.#connections;
        oldest?.give(session.again(this.#round));
        await this.pass(pauseMs);
      }
      this.#round += 1;
    }
  }

  /** Lets time go by; what was asked meanwhile is answered, as the line would take the PBX for dead. */
  async pass(forMs: number): Promise<void> {
    for (let leftMs = forMs; leftMs > 0; leftMs -= pauseMs) {
      await turn();
      this.clock.advance(Math.min(leftMs, pauseMs));
    }
    await turn();
  }
}

/** What awaits an answer goes on, and what it asks is answered. */
async function turn(): Promise<void> {
  for (let step = 0; step < 3; step += 1) await new Promise((resolve) => setImmediate(resolve));
}
