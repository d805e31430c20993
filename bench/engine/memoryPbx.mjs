// @ts-check
/** A PBX without a network: what the line writes is answered at once, and what the bench gives arrives as the bytes of a socket. */
import { EventEmitter } from 'node:events';

/** What segments have, as the kernel hands them on under load. */
const segmentBytes = 64 * 1024;

export class MemoryPbx extends EventEmitter {
  writableLength = 0;
  #text = '';
  /** Of the list that Status answers with. @type {(actionId: string) => string} */
  standing = () => '';

  constructor() {
    super();
    setImmediate(() => {
      this.emit('connect');
      this.give('Asterisk Call Manager/11.0.0\r\n');
    });
  }

  /** @param {string | Uint8Array} bytes */
  give(bytes) {
    const all = Buffer.from(bytes);
    for (let from = 0; from < all.length; from += segmentBytes) {
      this.emit('data', all.subarray(from, from + segmentBytes));
    }
  }

  /** @param {Uint8Array} bytes */
  write(bytes) {
    this.#text += Buffer.from(bytes).toString();
    for (let end = this.#text.indexOf('\r\n\r\n'); end !== -1; end = this.#text.indexOf('\r\n\r\n')) {
      const action = this.#text.slice(0, end);
      this.#text = this.#text.slice(end + 4);
      const [, name = ''] = /^Action: (\S+)/m.exec(action) ?? [];
      const [, id = ''] = /^ActionID: (\S+)/m.exec(action) ?? [];
      setImmediate(() => this.give(this.#answer(name, id)));
    }
    return true;
  }

  destroy() {
    this.removeAllListeners();
  }

  setNoDelay() {
    return this;
  }

  /**
   * @param {string} name
   * @param {string} id
   */
  #answer(name, id) {
    const head = `ActionID: ${id}\r\n`;
    if (name === 'Challenge') return `Response: Success\r\n${head}Challenge: 120397163\r\n\r\n`;
    if (name === 'ListCommands') {
      const commands = ['Originate', 'Redirect', 'Status', 'ParkedCalls', 'QueueStatus', 'Hangup', 'Getvar'];
      const lines = commands.map((command) => `${command}: does (Priv: call,all)\r\n`).join('');
      return `Response: Success\r\n${head}${lines}\r\n`;
    }
    if (!['Status', 'ParkedCalls', 'QueueStatus'].includes(name)) return `Response: Success\r\n${head}\r\n`;
    const items = name === 'Status' ? this.standing(id) : '';
    return `Response: Success\r\n${head}EventList: start\r\nMessage: List will follow\r\n\r\n${items}Event: ${name}Complete\r\n${head}EventList: Complete\r\n\r\n`;
  }
}

/**
 * A line on it, as the panel has it.
 * @param {typeof import('./ours.mjs')} ours
 * @param {MemoryPbx} pbx
 */
export function lineOn({ AsteriskConnection }, pbx) {
  let ids = 0;
  const options = {
    source: { kind: /** @type {const} */ ('ami'), host: 'pbx', port: 5038, username: 'bench', secret: () => 'bench' },
    extension: '101',
    device: 'PJSIP/101',
    agentName: '',
    originateContext: 'from-internal',
    parkingLotContext: 'parkedcalls',
    sendRingStartedOnRingingState: true,
    autoAnswer: true,
    packetInfoConfig: [],
  }; // prettier-ignore
  return new AsteriskConnection(options, {
    clock: {
      now: () => ({ monoMs: performance.now(), wallMs: Date.now() }),
      setTimeout: (callback, delayMs) => setTimeout(callback, delayMs),
      clearTimeout: (timer) => clearTimeout(/** @type {NodeJS.Timeout | undefined} */ (timer)),
    },
    random: Math.random,
    newId: () => `id-${++ids}`,
    log: () => undefined,
    connect: () => /** @type {any} */ (pbx),
  });
}

/**
 * Logged in, and all that was asked is answered.
 * @param {import('../../src/asterisk/line/connection.ts').AsteriskConnection} line
 */
export async function online(line) {
  line.start();
  while (line.line.link.state !== 'online') await new Promise((resolve) => setImmediate(resolve));
  // Behind an answer, events wait for those who await it.
  for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
