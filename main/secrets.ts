import { z } from 'zod';
import { type Files, type StagedFile, setAside, stage, systemCode } from '../src/settings/atomicFile.ts';
import type { LogEntry } from '../src/asterisk/edges.ts';

/**
 * What is used of Electron's safeStorage. The asynchronous half came after Electron 33; where it is there it is taken, for the first
 * synchronous call stops the whole process while the system asks for the keyring's password.
 */
export interface Keyring {
  isEncryptionAvailable(): boolean;
  encryptString(text: string): Buffer;
  decryptString(encrypted: Buffer): string;
  getSelectedStorageBackend(): string;
  isAsyncEncryptionAvailable?(): Promise<boolean>;
  encryptStringAsync?(text: string): Promise<Buffer>;
  decryptStringAsync?(encrypted: Buffer): Promise<{ readonly result: string }>;
}

export interface SecretsOptions {
  readonly keyring: Keyring;
  readonly files: Files;
  readonly path: string;
  readonly platform: NodeJS.Platform;
  readonly nowWallMs: () => number;
  readonly log: (entry: LogEntry) => void;
  /** Told of every secret as soon as it is known, to keep it out of the log. */
  readonly onSecret: (secret: string) => void;
  /** The keyring may ask for its password: not before there is a window that it can be asked over. */
  readonly shown: Promise<void>;
}

interface HeldSecret {
  /** The host that it is for; `undefined` until it is first asked for. */
  readonly host: string | undefined;
  readonly text: string;
}

const head = { version: z.literal(1), host: z.string() };
const fileSchema = z.union([
  z.object({ ...head, encrypted: z.base64() }),
  z.object({ ...head, unprotected: z.base64() }),
]);
type StoredSecret = z.infer<typeof fileSchema>;

export class SecretNotAvailable extends Error {
  override readonly name = 'SecretNotAvailable';
}

/**
 * The manager account's secret: encrypted by the operating system's keyring in a file of its own, or, where there is no keyring worth the
 * name, in memory until the app is closed, or, if the person chose so, in that file without encryption. It belongs to one host: a page that could change the host must not get it sent there.
 */
export class Secrets {
  readonly #options: SecretsOptions;
  #stored: StoredSecret | undefined;
  #held: HeldSecret | undefined;
  #store: 'keyring' | 'memoryOnly' = 'keyring';
  /** The keyring did not give the stored one out when it was last asked. */
  #isSealed = false;

  constructor(options: SecretsOptions) {
    this.#options = options;
  }

  /** Where a secret would be kept, as far as it is known; `probe` finds out. */
  get store(): 'keyring' | 'memoryOnly' {
    return this.#store;
  }

  /** Reads the file; does not touch the keyring. */
  async load(): Promise<void> {
    const { files, path, nowWallMs, log } = this.#options;
    try {
      this.#stored = fileSchema.parse(JSON.parse(await files.read(path)));
    } catch (error) {
      const code = systemCode(error);
      if (code === 'ENOENT') return;
      const file = await setAside(files, path, nowWallMs()).catch(() => 'nowhere');
      log({ level: 'warn', what: 'secret file set aside', file, code });
    }
  }

  /** Takes a secret from the environment (a kiosk, a test): it goes before a stored one, and is kept nowhere. */
  hold(text: string, host: string): void {
    this.#options.onSecret(text);
    this.#held = { host: host === '' ? undefined : key(host), text };
  }

  hasFor(host: string): boolean {
    if (host === '') return false;
    return this.#isHeldFor(host) || (this.#stored?.host === key(host) && !this.#isSealed);
  }

  /** There is one, for whichever host. */
  get hasAny(): boolean {
    return this.#held !== undefined || (this.#stored !== undefined && !this.#isSealed);
  }

  /** @throws {SecretNotAvailable} when there is none for this host or the keyring does not give it out */
  async get(host: string): Promise<string> {
    if (this.#held !== undefined && this.#isHeldFor(host)) {
      this.#held = { host: key(host), text: this.#held.text };
      return this.#held.text;
    }
    const stored = this.#stored;
    if (stored?.host !== key(host)) throw new SecretNotAvailable('no secret for this host');
    if ('unprotected' in stored) {
      const kept = Buffer.from(stored.unprotected, 'base64').toString();
      this.hold(kept, host);
      return kept;
    }
    this.#isSealed = true;
    if (!(await this.probe())) throw new SecretNotAvailable('no keyring');
    const text = await this.#decrypt(Buffer.from(stored.encrypted, 'base64'));
    this.#isSealed = false;
    this.hold(text, host);
    return text;
  }

  /** Whether the keyring can be used now. May take as long as the person takes to unlock it. */
  async probe(): Promise<boolean> {
    const { keyring, platform, shown, log } = this.#options;
    await shown;
    let available: boolean;
    try {
      // `basic_text` encrypts with a password that is in Chromium's source: that is no store for a secret.
      const isReal =
        platform !== 'linux' || !['basic_text', 'unknown'].includes(keyring.getSelectedStorageBackend());
      available =
        isReal && (await (keyring.isAsyncEncryptionAvailable?.() ?? keyring.isEncryptionAvailable()));
    } catch (error) {
      log({ level: 'warn', what: 'keyring failed', error });
      available = false;
    }
    this.#store = available ? 'keyring' : 'memoryOnly';
    return available;
  }

  /**
   * Prepares to keep a secret; `commit` puts it in force.
   * @param unprotected where there is no keyring, it is kept in the file all the same
   * @throws {SecretNotAvailable} when the keyring does not take it
   * @throws {FileNotWritten}
   */
  async stage(text: string, host: string, unprotected = false): Promise<StagedFile> {
    const { files, path, onSecret } = this.#options;
    onSecret(text);
    const held: HeldSecret = { host: key(host), text };
    const isProtected = await this.probe();
    if (!isProtected && !unprotected) {
      return {
        commit: async () => {
          this.#held = held;
          this.#stored = undefined;
          // What it held is superseded; left there it would come back at the next start.
          await files.remove(path).catch(() => undefined);
        },
        discard: () => Promise.resolve(),
      };
    }
    const stored: StoredSecret = isProtected
      ? { version: 1, host: key(host), encrypted: (await this.#encrypt(text)).toString('base64') }
      : { version: 1, host: key(host), unprotected: Buffer.from(text).toString('base64') };
    const file = await stage(files, path, JSON.stringify(stored));
    return {
      discard: file.discard,
      commit: async () => {
        await file.commit();
        this.#held = held;
        this.#stored = stored;
      },
    };
  }

  #isHeldFor(host: string): boolean {
    return this.#held !== undefined && (this.#held.host === undefined || this.#held.host === key(host));
  }

  async #encrypt(text: string): Promise<Buffer> {
    const { keyring } = this.#options;
    try {
      return await (keyring.encryptStringAsync?.(text) ?? keyring.encryptString(text));
    } catch {
      // The cause is left out on purpose: whatever it says, it was said about the secret.
      throw new SecretNotAvailable('the keyring did not take the secret');
    }
  }

  async #decrypt(encrypted: Buffer): Promise<string> {
    const { keyring, log } = this.#options;
    try {
      return (await keyring.decryptStringAsync?.(encrypted))?.result ?? keyring.decryptString(encrypted);
    } catch {
      log({ level: 'warn', what: 'secret not decrypted' });
      // The file is kept: it was encrypted under another user or keyring, which may come back.
      throw new SecretNotAvailable('the keyring did not give the secret out');
    }
  }
}

function key(host: string): string {
  return host.toLowerCase();
}
