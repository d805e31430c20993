import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { FileNotWritten } from '../../src/world/atomicFile.ts';
import { SecretNotAvailable, type Secrets } from '../keyring/secrets.ts';

/** What the secret is for; the token is no host's. */
const purpose = 'messaging';

/** By what a program that is no page shows that the agent let it in; kept as the manager account's secret is. */
export class PageToken {
  readonly #secrets: Secrets;
  /** There is one, but the keyring did not give it out: another must not take its place unasked. */
  #isSealed = false;

  constructor(secrets: Secrets) {
    this.#secrets = secrets;
  }

  /** Never rejects. */
  async isToken(text: string): Promise<boolean> {
    const token = await this.#get();
    return token !== undefined && timingSafeEqual(digest(token), digest(text));
  }

  /** The token; made when there is none. `null` where the keyring does not give it out. */
  async show(): Promise<string | null> {
    return (await this.#get()) ?? (this.#isSealed ? null : this.renew());
  }

  /** Another one, in force at once; `null` where it could not be kept, and the old one stays. */
  async renew(): Promise<string | null> {
    const token = randomBytes(32).toString('base64url');
    try {
      await (await this.#secrets.stage(token, purpose)).commit();
    } catch (error) {
      if (error instanceof SecretNotAvailable || error instanceof FileNotWritten) return null;
      throw error;
    }
    this.#isSealed = false;
    return token;
  }

  async #get(): Promise<string | undefined> {
    if (!this.#isSealed && !this.#secrets.hasFor(purpose)) return undefined;
    try {
      const token = await this.#secrets.get(purpose);
      this.#isSealed = false;
      return token;
    } catch {
      this.#isSealed = true;
      return undefined;
    }
  }
}

/** Of one length, which comparing in constant time needs. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
