import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { limits } from '../limits.mjs';

const execute = promisify(execFile);

/** Runs a program of the desktop and gives what it writes. */
export async function sh(program: string, ...args: readonly string[]): Promise<string> {
  return (await execute(program, args, { timeout: limits.waitMs })).stdout.trim();
}

interface Method {
  readonly name: string;
  readonly path: string;
  readonly iface: string;
}

/** One call on the session bus; its values as busctl writes them in JSON. Types have to be given: Chromium describes none. */
export async function call(
  on: Method,
  member: string,
  types = '',
  ...args: readonly string[]
): Promise<unknown[]> {
  const address = `--address=${process.env.DBUS_SESSION_BUS_ADDRESS}`;
  const given = types === '' ? [] : [types, '--', ...args];
  const text = await sh(
    'busctl',
    '--json=short',
    address,
    'call',
    on.name,
    on.path,
    on.iface,
    member,
    ...given,
  );
  return text === '' ? [] : (JSON.parse(text) as { data: unknown[] }).data;
}

export async function property(on: Method, name: string): Promise<unknown> {
  const properties = { ...on, iface: 'org.freedesktop.DBus.Properties' };
  const [value] = await call(properties, 'Get', 'ss', on.iface, name);
  return (value as { data: unknown }).data;
}
