import { z } from 'zod';
import { type Files, type StagedFile, setAside, stage, systemCode } from '../../src/world/atomicFile.ts';
import { hostKey } from '../../src/settings/table/secret.ts';
import type { LogEntry } from '../../src/world/edges.ts';
import type { KeyringGate } from './gate.ts';
import type { Keyring } from './keyring.ts';

export interface SecretsOptions {
  readonly keyring: Keyring;
  readonly gate: Pick<KeyringGate, 'state' | 'unlock'>;
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

/** Where a secret would be kept now. `locked`: nowhere before a person has opened the keyring. */
export type SecretStore = 'keyring' | 'locked' | 'memoryOnly';

export class SecretNotAvailable extends Error {
  override readonly name = 'SecretNotAvailable';
  /** `keyringLocked`: it may well be there, once the keyring has been opened. */
  readonly code: 'keyringLocked' | 'notThere';

  constructor(message: string, store?: SecretStore) {
    super(message);
    this.code = store === 'locked' ? 'keyringLocked' : 'notThere';
  }
}

/**
 * The manager account's secret: encrypted by the operating system's keyring in a file of its own, or, where there is no keyring worth the
 * name, in memory until the app is closed, or, if the person chose so, in that file without encryption. It belongs to one host: a page that could change the host must not get it sent there.
 */
export class Secrets {
  readonly #options: SecretsOptions;
  #stored: StoredSecret | undefined;
  #held: HeldSecret | undefined;
  #store: SecretStore = 'keyring';
  /** The keyring did not give the stored one out when it was last asked. */
  #isSealed = false;

  constructor(options: SecretsOptions) {
    this.#options = options;
  }

  /** Where a secret would be kept, as far as it is known; `probe` finds out. */
  get store(): SecretStore {
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
    this.#held = { host: host === '' ? undefined : hostKey(host), text };
  }

  hasFor(host: string): boolean {
    if (host === '') return false;
    return this.#isHeldFor(host) || (this.#stored?.host === hostKey(host) && !this.#isSealed);
  }

  /** It is for the first host that it is asked for. */
  get isForAnyHost(): boolean {
    return this.#held !== undefined && this.#held.host === undefined;
  }

  /** There is one, for whichever host. */
  get hasAny(): boolean {
    return this.#held !== undefined || (this.#stored !== undefined && !this.#isSealed);
  }

  /** @throws {SecretNotAvailable} when there is none for this host or the keyring does not give it out */
  async get(host: string): Promise<string> {
    if (this.#held !== undefined && this.#isHeldFor(host)) {
      this.#held = { host: hostKey(host), text: this.#held.text };
      return this.#held.text;
    }
    const stored = this.#stored;
    if (stored?.host !== hostKey(host)) throw new SecretNotAvailable('no secret for this host');
    if ('unprotected' in stored) {
      const kept = Buffer.from(stored.unprotected, 'base64').toString();
      this.hold(kept, host);
      return kept;
    }
    const isOpen = await this.probe('once');
    // In a locked keyring it is kept as well as in an open one.
    this.#isSealed = this.#store !== 'locked';
    if (!isOpen) throw new SecretNotAvailable('no keyring', this.#store);
    const text = await this.#decrypt(Buffer.from(stored.encrypted, 'base64'));
    this.#isSealed = false;
    this.hold(text, host);
    return text;
  }

  /**
   * Whether the keyring can be used now. May take as long as the person takes to open it.
   * @param ask whether they may be asked to: not for a look only, once in the app's life, or because they just want something kept
   */
  async probe(ask: 'never' | 'once' | 'again' = 'never'): Promise<boolean> {
    await this.#options.shown;
    try {
      this.#store = await this.#find(ask);
    } catch (error) {
      this.#options.log({ level: 'warn', what: 'keyring failed', error });
      this.#store = 'memoryOnly';
    }
    return this.#store === 'keyring';
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
    const held: HeldSecret = { host: hostKey(host), text };
    const isProtected = await this.probe('again');
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
      ? { version: 1, host: hostKey(host), encrypted: (await this.#encrypt(text)).toString('base64') }
      : { version: 1, host: hostKey(host), unprotected: Buffer.from(text).toString('base64') };
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
    return this.#held !== undefined && (this.#held.host === undefined || this.#held.host === hostKey(host));
  }

  async #find(ask: 'never' | 'once' | 'again'): Promise<SecretStore> {
    const { keyring, gate, platform } = this.#options;
    if (platform === 'linux') {
      // `basic_text` encrypts with a password that is in Chromium's source: that is no store for a secret.
      if (['basic_text', 'unknown'].includes(keyring.getSelectedStorageBackend())) return 'memoryOnly';
      const isOpen = ask === 'again' && (await gate.unlock());
      const state = isOpen ? 'open' : await gate.state(ask === 'once');
      if (state !== 'open') return state === 'locked' ? 'locked' : 'memoryOnly';
    }
    const isThere = await (keyring.isAsyncEncryptionAvailable?.() ?? keyring.isEncryptionAvailable());
    return isThere ? 'keyring' : 'memoryOnly';
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
