import { safeStorage } from 'electron';
import { EventEmitter } from 'node:events';
import type { Base, Stopping } from '../base/base.ts';
import type { Handlers } from '../ipc/ipc.ts';
import { runProgram } from '../os/programs.ts';
import { KeyringQuestion } from './asking.ts';
import { KeyringGate } from './gate.ts';
import { keyringState } from './lockState.ts';
import { Secrets } from './secrets.ts';

export interface KeyringEvents {
  /** The keyring that was locked is open. */
  readonly opened: [];
  /** Where a secret would be kept has changed. */
  readonly storeChanged: [];
}

export interface KeyringPart extends Stopping {
  /** The manager account's. */
  readonly secrets: Secrets;
  /** That of the phone in the app. */
  readonly phoneSecrets: Secrets;
  /** The token for programs. */
  readonly pageToken: Secrets;
  /** One more, in a file of that name, to be loaded. */
  readonly secretsIn: (name: string) => Secrets;
  readonly events: EventEmitter<KeyringEvents>;
  readonly handlers: Pick<Handlers, 'keyring:unlock'>;
}

/** The system's keyring, and the secrets that are kept in it. */
export async function createKeyring(base: Base): Promise<KeyringPart> {
  const { edges, files, log, panel, userData, windows } = base;
  const events = new EventEmitter<KeyringEvents>();
  const unlocked = new EventEmitter<{ readonly unlocked: [] }>();
  const question = new KeyringQuestion();
  const gate = new KeyringGate({
    state: () => keyringState(runProgram),
    ask: () => question.ask(),
    clock: edges.clock,
    onOpened: () => unlocked.emit('unlocked'),
  });
  const kept = {
    keyring: safeStorage,
    gate,
    files,
    platform: process.platform,
    nowWallMs: () => edges.clock.now().wallMs,
    log: log.write,
    onSecret: (secret: string) => log.maskSecret(secret),
    shown: panel.shown,
  };
  const secretsIn = (name: string): Secrets => new Secrets({ ...kept, path: userData(name) });
  const secrets = secretsIn('secret.json');
  const phoneSecrets = secretsIn('phoneSecret.json');
  const pageToken = secretsIn('pageToken.json');
  const probe = async (): Promise<void> => {
    const before = secrets.store;
    await secrets.probe();
    if (secrets.store !== before) events.emit('storeChanged');
  };
  unlocked.on('unlocked', () => void probe().then(() => events.emit('opened')));
  windows.on('settingsShown', () => void probe());
  await Promise.all([secrets.load(), phoneSecrets.load(), pageToken.load()]);
  return {
    secrets,
    phoneSecrets,
    pageToken,
    secretsIn,
    events,
    handlers: { 'keyring:unlock': () => gate.unlock() },
    stop: () => {
      gate.stop();
      question.stop();
    },
  };
}
