// @ts-check
/** A manager's port that behaves as a case has it. What a case does not script works as on Asterisk 22. */
import { createServer } from 'node:net';

/**
 * @typedef {{ name: string, id: string, text: string, get: (name: string) => string | undefined }} Action
 * @typedef {(connection: Connection, action: Action) => void} Handler
 * @typedef {object} Script
 * @property {string} [greeting]
 * @property {(connection: Connection) => void} [greet] in place of the greeting
 * @property {Record<string, Handler>} [on] answers by the action's name in small letters
 * @property {(connection: Connection) => void} [online] right behind the answer to the login
 */

export class Connection {
  /** @type {Action[]} */
  actions = [];
  isClosed = false;
  /** What came is thrown away: a link that is dead on one side. */
  isDeaf = false;

  /** @param {import('node:net').Socket} socket */
  constructor(socket) {
    this.socket = socket;
  }

  /** @param {string | Uint8Array} bytes */
  write(bytes) {
    if (!this.socket.destroyed) this.socket.write(bytes);
  }

  /**
   * In segments of their own.
   * @param {readonly (string | Uint8Array)[]} pieces
   * @param {number} pauseMs between two
   */
  async writeSlowly(pieces, pauseMs) {
    for (const piece of pieces) {
      this.write(piece);
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }

  /**
   * @param {Action} action
   * @param {readonly string[]} lines
   */
  answer(action, lines = [], response = 'Success') {
    this.write(packet([`Response: ${response}`, `ActionID: ${action.id}`, ...lines]));
  }
}

export class FakePbx {
  /** @type {Connection[]} */
  connections = [];
  /** @type {import('node:net').Server | undefined} */
  #server;
  port = 0;

  /** @param {Script} script */
  constructor(script) {
    this.script = script;
  }

  get actions() {
    return this.connections.flatMap(({ actions }) => actions);
  }

  /** @param {string} name */
  count(name) {
    return this.actions.filter((action) => action.name === name).length;
  }

  /** @returns {Promise<void>} */
  listen() {
    return new Promise((resolve, reject) => {
      const server = createServer((socket) => this.#accept(socket));
      this.#server = server;
      server.once('error', reject);
      server.listen(this.port, '127.0.0.1', () => {
        this.port = /** @type {import('node:net').AddressInfo} */ (server.address()).port;
        resolve();
      });
    });
  }

  /** Cuts everybody off and listens no more. */
  close() {
    for (const { socket } of this.connections) socket.destroy();
    this.#server?.close();
  }

  /** @param {import('node:net').Socket} socket */
  #accept(socket) {
    const connection = new Connection(socket);
    this.connections.push(connection);
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    socket.on('close', () => (connection.isClosed = true));
    if (this.script.greet) this.script.greet(connection);
    else connection.write(this.script.greeting ?? 'Asterisk Call Manager/11.0.0\r\n');
    let text = '';
    socket.on('data', (bytes) => {
      text += bytes.toString();
      for (let end = text.indexOf('\r\n\r\n'); end !== -1; end = text.indexOf('\r\n\r\n')) {
        const action = actionOf(text.slice(0, end));
        text = text.slice(end + 4);
        connection.actions.push(action);
        if (!connection.isDeaf) this.#answer(connection, action);
      }
    });
  }

  /**
   * @param {Connection} connection
   * @param {Action} action
   */
  #answer(connection, action) {
    const own = this.script.on?.[action.name];
    if (own) own(connection, action);
    else if (action.name === 'challenge') connection.answer(action, ['Challenge: 120397163']);
    else if (action.name === 'login') {
      connection.answer(action, ['Message: Authentication accepted']);
      this.script.online?.(connection);
    } else if (action.name === 'ping') connection.answer(action, ['Ping: Pong']);
    else connection.answer(action, ['Message: Done']);
  }
}

/** @param {readonly string[]} lines */
export const packet = (lines) => `${lines.join('\r\n')}\r\n\r\n`;

/**
 * @param {string} text
 * @returns {Action}
 */
function actionOf(text) {
  /** @param {string} name */
  const get = (name) => new RegExp(`^${name}:[ ]?(.*)$`, 'im').exec(text)?.[1]?.trimEnd();
  return { name: (get('action') ?? '').toLowerCase(), id: get('actionid') ?? '', text, get };
}
