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
  /** How long the answer may take, s. */
  readonly timeoutS?: number;
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
    `--timeout=${on.timeoutS ?? limits.waitMs / 1000}`,
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

/**
 * One call that only asks, again where no answer comes: an object of Chromium's that is replaced in that moment, as the tray's menu is when
 * a call comes, drops the question.
 */
export async function ask(
  on: Method,
  member: string,
  types = '',
  ...args: readonly string[]
): Promise<unknown[]> {
  const deadline = Date.now() + limits.waitMs;
  for (;;) {
    try {
      return await call({ ...on, timeoutS: 3 }, member, types, ...args);
    } catch (error) {
      if (Date.now() > deadline || !/timed out/iu.test(String(error))) throw error;
    }
  }
}

export async function property(on: Method, name: string): Promise<unknown> {
  const properties = { ...on, iface: 'org.freedesktop.DBus.Properties' };
  const [value] = await ask(properties, 'Get', 'ss', on.iface, name);
  return (value as { data: unknown }).data;
}
