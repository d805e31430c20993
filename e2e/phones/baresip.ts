import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Asterisk, StaticLine } from '../pbx/asterisk.ts';
import { Instance } from '../pbx/instance.ts';
import { asteriskRoot } from '../pbx/provision.mjs';
import { NetstringReader, writeNetstring } from './netstring.ts';
import { limits } from '../limits.mjs';

const program = '/usr/bin/baresip';

export interface BaresipOptions {
  pbx: Asterisk;
  line: StaticLine;
  /** The Debian system with baresip in it; the one of Asterisk 22 has it, whichever Asterisk it speaks to. */
  root?: string;
  /** Folder that gets the phone's output when it stops. */
  dir?: string;
  /** Whether it answers at once when a header tells it to, as desk phones do; it always answers by hand otherwise. */
  autoAnswerByHeader?: boolean;
}

/** As `ctrl_tcp` tells it: `type` is e.g. `CALL_INCOMING`, `CALL_ESTABLISHED`, `CALL_CLOSED`. */
export interface BaresipEvent {
  class: string;
  type: string;
  /** The call's id. */
  id?: string;
  peeruri?: string;
  param?: string;
}

interface Answer {
  ok: boolean;
  data: string;
}

/** An independent SIP soft phone, driven through its control socket (module `ctrl_tcp`: JSON in netstrings). */
export async function startBaresip(options: BaresipOptions): Promise<Baresip> {
  const root = options.root ?? asteriskRoot(22);
  if (!existsSync(join(root, program)))
    throw new Error(`no baresip in ${root}: run node e2e/pbx/provision.mjs`);
  const { pbx, line } = options;
  const keep = options.dir === undefined ? undefined : { files: ['output.log'], in: options.dir };
  const instance = new Instance(root, keep);
  const controlPort = pbx.phoneControlPort(line);
  writeFileSync(join(instance.hostDir, 'config'), configuration(pbx.phonePort(line), controlPort));
  const account = [
    `<sip:${line}@127.0.0.1:${pbx.sipPort}>`,
    'regint=0',
    'answermode=manual',
    `sip_autoanswer=${options.autoAnswerByHeader === false ? 'no' : 'yes'}`,
  ];
  writeFileSync(join(instance.hostDir, 'accounts'), `${account.join(';')}\n`);
  try {
    instance.start(program, ['-f', instance.dir]);
    return new Baresip(instance, await connectWhenReady(instance, controlPort));
  } catch (error) {
    await instance.remove();
    throw error;
  }
}

/** No sound hardware: what it hears is what it says (aubridge). Without the beep's file it would never auto-answer. */
function configuration(sipPort: number, controlPort: number): string {
  return `
net_interface 127.0.0.1
sip_listen 127.0.0.1:${sipPort}
audio_player aubridge,sound
audio_source aubridge,sound
audio_alert aubridge,alert
ring_aufile none
ringback_aufile none
sip_autoanswer_beep no
call_max_calls 4
module_path /usr/lib/baresip/modules
module g711.so
module aubridge.so
module_tmp uuid.so
module_tmp account.so
module_app menu.so
module_app ctrl_tcp.so
ctrl_tcp_listen 127.0.0.1:${controlPort}
`;
}

async function connectWhenReady(instance: Instance, port: number): Promise<Socket> {
  const deadline = Date.now() + limits.waitMs;
  for (;;) {
    const socket = connect(port, '127.0.0.1');
    try {
      await once(socket, 'connect');
      return socket;
    } catch (error) {
      socket.destroy();
      if (!instance.isRunning || Date.now() > deadline) {
        throw new Error(`baresip does not start:\n${instance.logTail()}`, { cause: error });
      }
    }
    await sleep(50);
  }
}

export class Baresip {
  /** Every event since the start. */
  readonly log: BaresipEvent[] = [];
  readonly #instance: Instance;
  readonly #socket: Socket;
  readonly #answers = new Map<string, (answer: Answer) => void>();
  readonly #looking = new Set<() => void>();
  readonly #handedOut = new Set<BaresipEvent>();
  #lastToken = 0;

  constructor(instance: Instance, socket: Socket) {
    this.#instance = instance;
    this.#socket = socket;
    const reader = new NetstringReader((text) => this.#onMessage(JSON.parse(text) as Answer & BaresipEvent));
    socket.on('data', (data) => reader.push(data));
    socket.on('error', () => undefined);
  }

  /** Answers the ringing call. */
  async answer(): Promise<void> {
    await this.command('accept');
  }

  async hold(): Promise<void> {
    await this.command('hold');
  }

  async resume(): Promise<void> {
    // 1.1 sends the re-INVITE and then says "Invalid argument" all the same: the list of calls tells the truth.
    await this.#ask('resume');
    const held = (await this.calls()).filter((call) => call.startsWith('>') && call.includes('(on hold)'));
    if (held.length > 0) throw new Error(`baresip did not resume: ${held.join(' ')}`);
  }

  /** Hangs up the current call, or rejects the ringing one. */
  async hangup(): Promise<void> {
    await this.command('hangup');
  }

  async dial(number: string): Promise<void> {
    await this.command('dial', number);
  }

  /** The list of its calls as baresip prints it; empty without calls. */
  async calls(): Promise<string[]> {
    const data = await this.command('listcalls');
    return data.split('\n').filter((line) => /\bsip:/.test(line) && !line.includes('User-Agent:'));
  }

  /** The next such event that was not handed out before, past or yet to come. */
  waitFor(type: string): Promise<BaresipEvent> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const event = this.log.find((one) => one.type === type && !this.#handedOut.has(one));
        if (event === undefined) return;
        this.#handedOut.add(event);
        this.#looking.delete(look);
        clearTimeout(timer);
        resolve(event);
      };
      const timer = setTimeout(() => {
        this.#looking.delete(look);
        const seen = this.log.map((one) => one.type).join(' ');
        reject(
          new Error(
            `baresip: no ${type} within ${limits.waitMs} ms; seen: ${seen}\n${this.#instance.logTail()}`,
          ),
        );
      }, limits.waitMs);
      this.#looking.add(look);
      look();
    });
  }

  /**
   * Any command of baresip's menu.
   *
   * @throws Error when baresip says no, or nothing
   */
  async command(command: string, params = ''): Promise<string> {
    const { ok, data } = await this.#ask(command, params);
    if (!ok) throw new Error(`baresip refuses ${command}: ${data}`);
    return data;
  }

  async stop(): Promise<void> {
    this.#socket.destroy();
    await this.#instance.remove();
  }

  #ask(command: string, params = ''): Promise<Answer> {
    const token = String((this.#lastToken += 1));
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`baresip does not answer ${command}`)), limits.waitMs);
      this.#answers.set(token, (given) => {
        clearTimeout(timer);
        resolve(given);
      });
      this.#socket.write(writeNetstring(JSON.stringify({ command, params, token })));
    });
  }

  #onMessage(message: Answer & BaresipEvent & { response?: boolean; token?: string }): void {
    if (message.response === true) {
      this.#answers.get(message.token ?? '')?.(message);
      this.#answers.delete(message.token ?? '');
      return;
    }
    this.log.push(message);
    for (const look of [...this.#looking]) look();
  }
}
