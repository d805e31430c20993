import type { KeyringGate } from '../keyring/gate.ts';
import type { Keyring } from '../keyring/keyring.ts';

/** In front of a keyring that is open. */
export const openGate: Pick<KeyringGate, 'state' | 'unlock'> = {
  state: () => Promise.resolve('open'),
  unlock: () => Promise.resolve(true),
};

/** Encrypts by turning bits over: enough to see whether a text went through it. */
export class FakeKeyring implements Keyring {
  available = true;
  backend = 'gnome_libsecret';
  /** What is asked of it fails. */
  broken = false;
  readonly asked: string[] = [];

  isEncryptionAvailable(): boolean {
    this.asked.push('available');
    return this.available;
  }

  getSelectedStorageBackend(): string {
    return this.backend;
  }

  encryptString(text: string): Buffer {
    this.asked.push('encrypt');
    if (this.broken) throw new Error(`cannot encrypt ${text}`);
    return Buffer.concat([Buffer.from('v11'), turned(Buffer.from(text))]);
  }

  decryptString(encrypted: Buffer): string {
    this.asked.push('decrypt');
    if (this.broken || encrypted.toString('latin1', 0, 3) !== 'v11') throw new Error('cannot decrypt');
    return turned(encrypted.subarray(3)).toString();
  }
}

function turned(bytes: Buffer): Buffer {
  return Buffer.from(bytes.map((byte) => byte ^ 0xff));
}

/** The same with the asynchronous half of later Electrons; its synchronous half must not be used. */
export class FakeAsyncKeyring extends FakeKeyring {
  readonly #inner = new FakeKeyring();

  override isEncryptionAvailable(): never {
    throw new Error('the synchronous call stops the process');
  }
  override encryptString(): never {
    throw new Error('the synchronous call stops the process');
  }
  override decryptString(): never {
    throw new Error('the synchronous call stops the process');
  }
  isAsyncEncryptionAvailable(): Promise<boolean> {
    return Promise.resolve(this.available);
  }
  encryptStringAsync(text: string): Promise<Buffer> {
    return Promise.resolve(this.#inner.encryptString(text));
  }
  decryptStringAsync(encrypted: Buffer): Promise<{ result: string }> {
    return Promise.resolve({ result: this.#inner.decryptString(encrypted) });
  }
}
