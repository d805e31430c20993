import { createHash, timingSafeEqual } from 'node:crypto';
import type { Socket } from 'node:net';
import { type EventClass, type Field, type PbxEvent, eventFields, serialize } from '../exchange/packets.ts';
import type { Pbx } from '../calls/pbx.ts';
import { perform } from './actions.ts';
import { type Reply, answer, error, permissionDenied, replyPackets, success } from './reply.ts';
import { type BadRequest, type Request, RequestReader } from './request.ts';

/** What the banner says: the AMI version of Asterisk 22, which is not Asterisk's own. */
const banner = 'Asterisk Call Manager/11.0.0\r\n';
/** A wrong secret is answered late, so that guessing takes time (`manager.c`, seen in 16). */
const refusalDelayMs = 1000;
/** `authtimeout` of manager.conf as delivered. */
const loginWithinMs = 30_000;
/** A client that does not read is let go, before it costs memory. */
const maxUnreadBytes = 2 * 1024 * 1024;

export interface Account {
  readonly username: string;
  readonly secret: string;
}

type Stage = 'greeted' | 'refused' | 'loggedIn' | 'closed';

/** One client's connection: its login, its event mask, and its actions one after the other. */
export class Session {
  readonly #socket: Socket;
  readonly #pbx: Pbx;
  readonly #account: Account;
  readonly #loggedIn: () => void;
  readonly #reader = new RequestReader();
  readonly #planned: (() => void)[] = [];
  #stage: Stage = 'greeted';
  #challenge = '';
  #classes: ReadonlySet<EventClass> = new Set(['call', 'agent']);

  /** @param loggedIn called when this client has logged in */
  constructor(socket: Socket, pbx: Pbx, account: Account, loggedIn: () => void) {
    this.#socket = socket;
    this.#pbx = pbx;
    this.#account = account;
    this.#loggedIn = loggedIn;
    socket.setNoDelay(true);
    socket.on('data', (bytes) => this.#receive(bytes));
    // A client that is gone is gone: its `close` follows, and there is no one left to answer.
    socket.on('error', () => undefined);
    socket.on('close', () => this.#end());
    this.#write(banner);
    this.#planned.push(
      pbx.exchange.later(loginWithinMs, () => {
        if (this.#stage !== 'loggedIn') this.close();
      }),
    );
  }

  tell(event: PbxEvent): void {
    if (this.#stage === 'loggedIn' && this.#classes.has(event.eventClass))
      this.#write(serialize(eventFields(event)));
  }

  close(): void {
    this.#end();
    this.#socket.destroy();
  }

  #receive(bytes: Uint8Array): void {
    for (const request of this.#reader.push(bytes)) {
      if (this.#stage === 'closed' || this.#stage === 'refused') return;
      this.#answer(request);
    }
  }

  #answer(request: Request | BadRequest): void {
    if ('error' in request) {
      this.#reply(error(request.error), undefined);
      return;
    }
    const action = request.get('Action').toLowerCase();
    if (action === '') {
      this.#reply(error('Missing action in request'), request.actionId);
      return;
    }
    if (action === 'challenge') {
      this.#reply(this.#challenged(request), request.actionId);
      return;
    }
    if (action === 'login') {
      this.#login(request);
      return;
    }
    if (this.#stage !== 'loggedIn') {
      this.#reply(permissionDenied, request.actionId);
      return;
    }
    this.#reply(this.#perform(action, request), request.actionId);
  }

  #perform(action: string, request: Request): Reply {
    switch (action) {
      case 'ping': {
        const seconds = this.#pbx.exchange.now() / 1000;
        return answer(['Ping', 'Pong'], ['Timestamp', seconds.toFixed(6)]);
      }
      case 'events':
        return this.#setEvents(request.get('EventMask'));
      case 'logoff':
        return {
          response: 'Goodbye',
          fields: [['Message', 'Thanks for all the fish.']],
          then: () => {
            this.#end();
            this.#socket.end();
          },
        };
      default:
        return perform(request, this.#pbx);
    }
  }

  #challenged(request: Request): Reply {
    if (request.get('AuthType').toUpperCase() !== 'MD5') return error('Must specify AuthType');
    this.#challenge = String(this.#pbx.exchange.between(0, 999_999_999));
    return answer(['Challenge', this.#challenge]);
  }

  #login(request: Request): void {
    if (this.#stage === 'loggedIn') {
      this.#reply(success('Already authenticated'), request.actionId);
      return;
    }
    if (!this.#isAuthentic(request)) {
      this.#stage = 'refused';
      const refuse = this.#pbx.exchange.later(refusalDelayMs, () => {
        this.#reply(error('Authentication failed'), request.actionId);
        this.#end();
        this.#socket.end();
      });
      this.#planned.push(refuse);
      return;
    }
    this.#stage = 'loggedIn';
    const events = request.get('Events');
    if (events !== '') this.#setEvents(events);
    this.#reply(success('Authentication accepted'), request.actionId);
    this.#loggedIn();
  }

  #isAuthentic(request: Request): boolean {
    const { username, secret } = this.#account;
    if (request.get('AuthType').toUpperCase() === 'MD5') {
      const key = createHash('md5')
        .update(this.#challenge + secret)
        .digest('hex');
      const challenged = this.#challenge !== '';
      return (
        challenged && same(request.get('Username'), username) && same(request.get('Key').toLowerCase(), key)
      );
    }
    return same(request.get('Username'), username) && same(request.get('Secret'), secret);
  }

  #setEvents(mask: string): Reply {
    const classes = eventClasses(mask);
    if (classes === undefined) return error('Invalid event mask');
    this.#classes = classes;
    // "On" also for a part of them (20b).
    return answer(['Events', mask.toLowerCase() === 'off' ? 'Off' : 'On']);
  }

  #reply(reply: Reply, actionId: string | undefined): void {
    this.#write(replyPackets(reply, actionId).map(serialize).join(''));
    reply.then?.();
  }

  #write(text: string): void {
    if (this.#stage === 'closed') return;
    this.#socket.write(text);
    if (this.#socket.writableLength > maxUnreadBytes) this.close();
  }

  #end(): void {
    this.#stage = 'closed';
    for (const cancel of this.#planned) cancel();
  }
}

/** The classes that a mask lets through, of those that this account may read. `undefined`: not a mask. */
function eventClasses(mask: string): ReadonlySet<EventClass> | undefined {
  const words: readonly Field[0][] = mask
    .toLowerCase()
    .split(',')
    .map((word) => word.trim());
  if (mask === '') return undefined;
  if (words.includes('off') || words.includes('none')) return new Set();
  if (words.includes('on') || words.includes('all')) return new Set(['call', 'agent']);
  return new Set((['call', 'agent'] as const).filter((eventClass) => words.includes(eventClass)));
}

/** Takes the same time whatever is wrong, so that nothing is learned from it. */
function same(given: string, wanted: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(wanted));
}
