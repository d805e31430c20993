import type { Clock, LogEntry, Timer } from '../../src/world/edges.ts';
import type { MessagingFaultCode, MessagingState } from '../../src/ipc/messaging.ts';
import { servicePorts } from '../../src/messaging/protocol.ts';
import type { MessagingEdges } from '../../src/messaging/options.ts';
import type { MessagingService } from '../../src/messaging/service.ts';
import { systemCode } from '../../src/world/atomicFile.ts';
import type { Settings } from '../../src/settings/schema.ts';

export type ServiceSettings = Pick<Settings, 'messagingPort' | 'messagingCertFile' | 'messagingKeyFile'>;

export interface ServiceRunnerOptions {
  readonly clock: Clock;
  readonly log: (entry: LogEntry) => void;
  readonly readFile: (path: string) => Promise<Uint8Array>;
  readonly edges: MessagingEdges;
  readonly onState: (state: MessagingState) => void;
  /** Whether another user of this computer listens on the port. Never rejects. */
  readonly isOthersPort: (port: number) => Promise<boolean>;
}

/** Each user of a computer has an Offhook of their own: where the port is another user's the next ones are tried, and pages look there too. */
const portsTried = servicePorts.length;

/** The other program may be an Offhook that is being closed, or may be closed soon. */
const retryMs = 5_000;

/** Keeps the service running as the settings want it: changes take turns, a taken port is tried again. */
export class ServiceRunner {
  readonly #options: ServiceRunnerOptions;
  #settings: ServiceSettings | undefined;
  #service: MessagingService | undefined;
  #state: MessagingState = { state: 'off' };
  #retry: Timer | undefined;
  #changing: Promise<void> = Promise.resolve();

  constructor(options: ServiceRunnerOptions) {
    this.#options = options;
  }

  get state(): MessagingState {
    return this.#state;
  }

  /** Starts, stops or moves the service. Resolves when that was tried; never rejects. */
  configure(settings: ServiceSettings): Promise<void> {
    return this.#change(async () => {
      if (this.#settings !== undefined && same(this.#settings, settings)) return;
      this.#settings = settings;
      await this.#restart();
    });
  }

  dismiss(mayStay: (name: string) => boolean): void {
    this.#service?.dismiss(mayStay);
  }

  /** Never rejects. */
  stop(): Promise<void> {
    return this.#change(async () => {
      this.#settings = undefined;
      await this.#restart();
    });
  }

  #change(work: () => Promise<void>): Promise<void> {
    this.#changing = this.#changing
      .then(work)
      .catch((error: unknown) => this.#options.log({ level: 'error', what: 'messaging not changed', error }));
    return this.#changing;
  }

  async #restart(): Promise<void> {
    const { clock, edges, log } = this.#options;
    clock.clearTimeout(this.#retry);
    this.#retry = undefined;
    const before = this.#service;
    this.#service = undefined;
    await before?.stop();
    const settings = this.#settings;
    if (settings === undefined || settings.messagingPort === 0) {
      this.#tell({ state: 'off' });
      return;
    }
    const port = await this.#freePort(settings.messagingPort);
    try {
      const tls = await this.#tls(settings);
      const { MessagingService } = await import('../../src/messaging/service.ts');
      const { defaultLimits } = await import('../../src/messaging/options.ts');
      const service = new MessagingService({
        port,
        hosts: ['127.0.0.1', '::1'],
        edges,
        limits: defaultLimits,
        ...(tls === undefined ? {} : { tls }),
      });
      await service.start();
      this.#service = service;
      this.#tell({ state: 'listening', port: service.port, secure: tls !== undefined });
      log({ level: 'info', what: 'messaging', port: service.port, secure: tls !== undefined });
    } catch (error) {
      this.#failed(port, error);
    }
  }

  async #freePort(first: number): Promise<number> {
    for (let port = first; port < first + portsTried && port <= 65_535; port++) {
      if (!(await this.#options.isOthersPort(port))) return port;
    }
    return first;
  }

  #failed(port: number, error: unknown): void {
    const { clock, log } = this.#options;
    const detail = systemCode(error);
    const code = codes[detail] ?? (isOfTls(detail) ? 'certificateUnusable' : 'serviceFailed');
    // The same, every few seconds, is no news for the log.
    if (this.#state.state !== 'failed') log({ level: 'warn', what: 'messaging not started', port, error });
    if (code !== 'portTaken') {
      this.#tell({ state: 'failed', port, code, detail });
      return;
    }
    this.#retry = clock.setTimeout(() => void this.#change(() => this.#restart()), retryMs);
    this.#tell({ state: 'failed', port, code, detail, retryAt: clock.now().wallMs + retryMs });
  }

  async #tls(settings: ServiceSettings): Promise<{ cert: string; key: string } | undefined> {
    const { messagingCertFile, messagingKeyFile } = settings;
    if (messagingCertFile === '' || messagingKeyFile === '') return undefined;
    const [cert, key] = await Promise.all(
      [messagingCertFile, messagingKeyFile].map(async (path) =>
        Buffer.from(await this.#options.readFile(path)).toString('utf8'),
      ),
    );
    return { cert: cert ?? '', key: key ?? '' };
  }

  #tell(state: MessagingState): void {
    this.#state = state;
    this.#options.onState(state);
  }
}

const codes: Readonly<Record<string, MessagingFaultCode>> = {
  EADDRINUSE: 'portTaken',
  EACCES: 'portNotAllowed',
  ENOENT: 'certificateUnusable',
  EISDIR: 'certificateUnusable',
};

function isOfTls(code: string): boolean {
  return code.startsWith('ERR_OSSL') || code.startsWith('ERR_SSL') || code.startsWith('ERR_CRYPTO');
}

function same(a: ServiceSettings, b: ServiceSettings): boolean {
  return (
    a.messagingPort === b.messagingPort &&
    a.messagingCertFile === b.messagingCertFile &&
    a.messagingKeyFile === b.messagingKeyFile
  );
}
