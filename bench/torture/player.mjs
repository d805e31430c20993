// @ts-check
/** One case with one client, in a process of its own: node player.mjs CLIENT CASE PORT. Sends its verdict to its parent. */
import { caseOf } from './cases/index.mjs';

/**
 * What a client makes of a packet, whatever the library calls it.
 * @typedef {object} Packet
 * @property {(name: string) => string | undefined} get
 * @property {(name: string) => string[]} all
 * @property {readonly string[] | undefined} [output] what a command printed
 * @typedef {object} Told
 * @property {() => void} ready logged in
 * @property {(packet: Packet) => void} event
 * @property {(reason: string) => void} fault the login, or the link, failed
 * @typedef {object} Options
 * @property {number} port
 * @property {boolean} reconnects
 * @property {Told} told
 * @typedef {readonly (readonly [name: string, value: string | number | boolean])[]} Fields
 * @typedef {object} Client
 * @property {(name: string, fields?: Fields) => Promise<Packet>} send
 * @property {(name: string, fields?: Fields) => Promise<readonly Packet[]>} list
 * @property {() => unknown} close
 * @typedef {(options: Options) => Client} Open
 */

const [clientName = '', caseName = '', port = ''] = process.argv.slice(2);
/** @type {{ open: Open }} */
const { open } = await import(`./clients/${clientName}.mjs`);

/** What a case plays with. */
export class Player {
  /** @type {Packet[]} */
  events = [];
  /** @type {string[]} */
  faults = [];
  logins = 0;
  /** @type {(packet: Packet) => void} */
  onEvent = () => undefined;
  /** @type {Set<() => void>} */
  #looks = new Set();
  clientName = clientName;

  /** @param {{ reconnects?: boolean }} [options] */
  open({ reconnects = false } = {}) {
    const told = {
      ready: () => {
        this.logins += 1;
        this.#look();
      },
      /** @param {Packet} packet */
      event: (packet) => {
        this.events.push(packet);
        this.#look();
        this.onEvent(packet);
      },
      /** @param {string} reason */
      fault: (reason) => {
        this.faults.push(reason);
        this.#look();
      },
    };
    return open({ port: Number(port), reconnects, told });
  }

  /** Opened and logged in. @param {{ reconnects?: boolean }} [options] */
  async login(options) {
    const client = this.open(options);
    await this.until(() => this.logins > 0 || this.faults.length > 0);
    if (this.logins === 0) throw new Error('never logs in');
    return client;
  }

  /** @param {() => boolean} condition looked at after everything that the client tells */
  async until(condition) {
    while (!condition()) await new Promise((resolve) => this.#looks.add(() => resolve(undefined)));
  }

  /** @param {string} name */
  async event(name) {
    const find = () => this.events.find((packet) => packet.get('Event') === name);
    await this.until(() => find() !== undefined);
    return /** @type {Packet} */ (find());
  }

  #look() {
    const looks = [...this.#looks];
    this.#looks.clear();
    for (const look of looks) look();
  }
}

/** @param {string} verdict */
const tell = (verdict) => process.send?.({ verdict }, () => process.exit());
// Nothing of a listener's or of the link's may end the app.
for (const fault of ['uncaughtException', 'unhandledRejection']) process.on(fault, () => tell('crashes'));
process.on('disconnect', () => process.exit());
try {
  tell((await caseOf(caseName).play(new Player())) ?? 'right');
} catch (error) {
  tell(error instanceof Error ? error.message.slice(0, 80) : String(error));
}
