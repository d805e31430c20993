import { shell } from 'electron';
import { mayOpen } from './mayOpen.ts';

/**
 * Opens an address in the program that the system has for it. There is no other place in Offhook that does.
 * @param schemes that may be opened, in lower case and without the colon
 * @throws Error where it may not be opened, or the system has no program for it
 */
export async function openOutside(address: string, schemes: readonly string[]): Promise<void> {
  if (!mayOpen(address, schemes)) throw new Error('not an address that may be opened');
  await shell.openExternal(address);
}
