import type { RunProgram } from '../os/programs.ts';
import { askBus, askProperty, truthIn } from '../os/sessionBus.ts';

/** `locked`: a person has to give its password, or to choose one for a new keyring, before it can be used. */
export type LockState = 'open' | 'locked' | 'unknown';

/** The Secret Service of freedesktop.org; GNOME's keyring and KeePassXC speak it, KDE's wallet since 5.97. */
const secrets = { service: 'org.freedesktop.secrets', path: '/org/freedesktop/secrets' };

/** Never asks for a password. */
export async function keyringState(run: RunProgram): Promise<LockState> {
  const method = 'org.freedesktop.Secret.Service.ReadAlias';
  const answer = await askBus({ ...secrets, method, texts: ['default'] }, run);
  const [, path] = /object ?path ["']([^"']+)["']/.exec(answer) ?? [];
  if (path === undefined) return 'unknown';
  // No keyring yet: the first use makes one, and asks for its password to be chosen.
  if (path === '/') return 'locked';
  const iface = 'org.freedesktop.Secret.Collection';
  const locked = truthIn(await askProperty({ service: secrets.service, path, iface }, 'Locked', run));
  if (locked === undefined) return 'unknown';
  return locked ? 'locked' : 'open';
}
