import { createHash } from 'node:crypto';
import { ldapAccount, readLdapAddress } from '../../src/directory/ldapAddress.ts';
import type { Files } from '../../src/world/atomicFile.ts';
import { type Secrets, SecretNotAvailable } from '../keyring/secrets.ts';

export interface PasswordsOptions {
  /** A secret in a file of that name in the folder of this user's data. */
  readonly secretsIn: (name: string) => Secrets;
  readonly files: Pick<Files, 'remove'>;
  readonly userData: (name: string) => string;
}

/**
 * The passwords of directories, each in a file of its own, as the manager account's secret is. One belongs to a server and a name on it: an
 * address that is changed to another server does not get it.
 */
export class Passwords {
  readonly #options: PasswordsOptions;
  readonly #opened = new Map<string, Promise<Secrets>>();
  readonly #had = new Map<string, boolean>();

  constructor(options: PasswordsOptions) {
    this.#options = options;
  }

  /** As far as it is known; left out where the source needs none. */
  has(source: string): boolean | undefined {
    const account = accountOf(source);
    return account === undefined ? undefined : (this.#had.get(account) ?? false);
  }

  /** undefined: it needs none, there is none, or the keyring does not give it out. */
  async get(source: string): Promise<string | undefined> {
    const account = accountOf(source);
    if (account === undefined) return undefined;
    try {
      const password = await (await this.#secretsOf(account)).get(account);
      this.#had.set(account, true);
      return password;
    } catch (error) {
      if (!(error instanceof SecretNotAvailable)) throw error;
      this.#had.set(account, error.code === 'keyringLocked');
      return undefined;
    }
  }

  /**
   * @param unprotected where there is no keyring, it is kept in the file all the same
   * @throws {SecretNotAvailable} @throws {FileNotWritten}
   */
  async keep(source: string, password: string, unprotected: boolean): Promise<void> {
    const account = accountOf(source);
    if (account === undefined) return;
    const secrets = await this.#secretsOf(account);
    await (await secrets.stage(password, account, unprotected)).commit();
    this.#had.set(account, true);
  }

  /** Of sources that are no more, unless one that is has the same. */
  async forget(gone: readonly string[], kept: readonly string[]): Promise<void> {
    const needed = new Set(kept.map(accountOf));
    for (const account of new Set(gone.map(accountOf))) {
      if (account === undefined || needed.has(account)) continue;
      this.#opened.delete(account);
      this.#had.delete(account);
      await this.#options.files.remove(this.#options.userData(fileOf(account))).catch(() => undefined);
    }
  }

  #secretsOf(account: string): Promise<Secrets> {
    const opened = this.#opened.get(account) ?? this.#open(account);
    this.#opened.set(account, opened);
    return opened;
  }

  async #open(account: string): Promise<Secrets> {
    const secrets = this.#options.secretsIn(fileOf(account));
    await secrets.load();
    return secrets;
  }
}

function accountOf(source: string): string | undefined {
  const address = readLdapAddress(source);
  return address === undefined || address.bindName === '' ? undefined : ldapAccount(address);
}

function fileOf(account: string): string {
  return `directory-${createHash('sha256').update(account.toLowerCase()).digest('hex').slice(0, 16)}.json`;
}
