import { randomBytes } from 'node:crypto';
import { type AddressInfo, type Server, type Socket, createServer } from 'node:net';
import type { Agent } from './exchange/agent.ts';
import { Dialplan } from './calls/dialplan.ts';
import { Incoming, type IncomingSchedule, usualSchedule } from './calls/incoming.ts';
import { Office, type OfficeSchedule, usualOffice } from './calls/office.ts';
import type { PracticeEdges } from './exchange/edges.ts';
import { Exchange } from './exchange/exchange.ts';
import { Session } from './manager/session.ts';
import { type PracticeNumber, numbersFor } from './exchange/numbers.ts';
import type { Pbx } from './calls/pbx.ts';

const host = '127.0.0.1';
/** `authlimit` of manager.conf as delivered; far more than one panel needs. */
const maxSessions = 50;

export interface PracticeOptions {
  readonly edges: PracticeEdges;
  /** 0, and so if left out: any free port. */
  readonly port?: number;
  /** As the PBX names the agent to others. */
  readonly agentName?: string;
  readonly extension?: string;
  /** When people from outside call; `never`: only those who were asked to call back do. */
  readonly incoming?: IncomingSchedule | 'never';
  /** When the queues, the colleagues and the car park have something to do; without it as `incoming` has it. */
  readonly office?: OfficeSchedule | 'never';
}

/** A PBX to practise on, and what a client needs to know of it. */
export interface PracticePbx {
  readonly host: typeof host;
  readonly port: number;
  readonly username: string;
  /** Another one at every start, so that no one else on this computer can guess it. */
  readonly secret: string;
  readonly extension: string;
  readonly device: string;
  /** The numbers that may be dialled here, as a list on screen shows them. */
  readonly numbers: readonly PracticeNumber[];
  /** The queues to work in, and the extensions of the colleagues whose calls may be picked up: as settings would name them. */
  readonly queues: readonly string[];
  readonly colleagues: readonly string[];
  /** Hangs up on all clients and frees the port. */
  stop(): Promise<void>;
}

/**
 * Starts the practice PBX: a manager interface on loopback that speaks as Asterisk 22 does to an account with the rights
 * `call,agent,originate`, and beyond them MuteAudio, so that everything may be tried. Behind it are an agent's phone, some people
 * to call, two colleagues and two queues.
 *
 * @throws the error of `net.Server` when the port cannot be had
 */
export async function startPracticePbx(options: PracticeOptions): Promise<PracticePbx> {
  const { edges, port = 0, agentName = 'Agent', extension = '101', incoming = usualSchedule } = options;
  const { office = incoming === 'never' ? 'never' : usualOffice } = options;
  const agent: Agent = { extension, device: `PJSIP/${extension}`, name: agentName };
  const account = { username: 'practice', secret: randomBytes(24).toString('base64url') };

  const sessions = new Set<Session>();
  const exchange = new Exchange(edges, (event) => {
    for (const session of sessions) session.tell(event);
  });
  exchange.hints.set(agent.device, extension);
  const numbers = numbersFor(extension);
  for (const { number } of numbers) exchange.hints.set(`PJSIP/${number}`, number);
  const dialplan: Dialplan = new Dialplan(exchange, agent, (number) => callers.callBack(number));
  const callers = new Incoming(exchange, dialplan, agent, incoming === 'never' ? undefined : incoming);
  const surroundings = new Office(exchange, dialplan, agent, office === 'never' ? undefined : office);
  const { queues } = dialplan;
  exchange.deviceChanged = (device) => queues.deviceChanged(device);
  exchange.bridged = (bridge) => surroundings.bridged(bridge);
  const pbx: Pbx = { exchange, dialplan, queues, agent };

  const server = createServer((socket: Socket) => {
    if (sessions.size >= maxSessions) {
      socket.destroy();
      return;
    }
    const session = new Session(socket, pbx, account, () => {
      callers.start();
      surroundings.start();
    });
    sessions.add(session);
    socket.on('close', () => sessions.delete(session));
  });
  const listeningPort = await listen(server, port);

  return {
    host,
    port: listeningPort,
    ...account,
    extension,
    device: agent.device,
    numbers,
    queues: queues.all.map(({ facts }) => facts.name),
    colleagues: Object.values(dialplan.colleagues),
    stop: async () => {
      exchange.stop();
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      for (const session of sessions) session.close();
      await closed;
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      // An error of a listening server concerns one connection that could not be taken; the others go on.
      server.on('error', () => undefined);
      resolve((server.address() as AddressInfo).port);
    });
  });
}
