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
