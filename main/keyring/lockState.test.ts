import { describe, expect, it } from 'vitest';
import type { RunProgram } from '../os/programs.ts';
import { keyringState } from './lockState.ts';

/** What the two programs print on Debian 12; nothing where they are not there or no one owns the name. */
const sent = (value: string): string =>
  `method return time=1795760830.2 sender=:1.1 -> destination=:1.2 serial=6 reply_serial=2\n   ${value}\n`;
const login = '/org/freedesktop/secrets/collection/login';

interface Printed {
  readonly alias?: string;
  readonly locked?: string;
}

const prints =
  (program: string, { alias, locked }: Printed): RunProgram =>
  (name, args) => {
    const isAlias = args.some((arg) => arg.endsWith('.ReadAlias'));
    const answer = name !== program ? undefined : isAlias ? alias : args.includes(login) ? locked : undefined;
    return answer === undefined ? Promise.reject(new Error(`no ${name}`)) : Promise.resolve(answer);
  };

describe('the keyring', () => {
  it.each<[string, string, Printed]>([
    [
      'open',
      'dbus-send',
      { alias: sent(`object path "${login}"`), locked: sent('variant       boolean false') },
    ],
    [
      'locked',
      'dbus-send',
      { alias: sent(`object path "${login}"`), locked: sent('variant       boolean true') },
    ],
    ['open', 'gdbus', { alias: `(objectpath '${login}',)\n`, locked: '(<false>,)\n' }],
    ['locked', 'gdbus', { alias: `(objectpath '${login}',)\n`, locked: '(<true>,)\n' }],
    ['locked', 'dbus-send', { alias: sent('object path "/"') }],
    ['locked', 'gdbus', { alias: "(objectpath '/',)\n" }],
    ['unknown', 'gdbus', { alias: `(objectpath '${login}',)\n` }],
    ['unknown', 'dbus-send', {}],
  ])('is %s by what %s prints (%j)', async (state, program, printed) => {
    expect(await keyringState(prints(program, printed))).toBe(state);
  });
});
