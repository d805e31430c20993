import type { RunProgram } from './programs.ts';

/** A method of an object on the session bus; all that it takes is text. */
export interface BusCall {
  readonly service: string;
  readonly path: string;
  /** With its interface. */
  readonly method: string;
  readonly texts: readonly string[];
}

/** The answer as dbus-send or gdbus prints it, one of which is on nearly every Linux desktop; empty when there is no answer. */
export function askBus({ service, path, method, texts }: BusCall, run: RunProgram): Promise<string> {
  const strings = texts.map((text) => `string:${text}`);
  return run('dbus-send', ['--session', '--print-reply', `--dest=${service}`, path, method, ...strings])
    .catch(() => run('gdbus', ['call', '--session', '-d', service, '-o', path, '-m', method, ...texts]))
    .catch(() => '');
}

export function askProperty(
  of: Pick<BusCall, 'service' | 'path'> & { readonly iface: string },
  name: string,
  run: RunProgram,
): Promise<string> {
  const { service, path, iface } = of;
  const method = 'org.freedesktop.DBus.Properties.Get';
  return askBus({ service, path, method, texts: [iface, name] }, run);
}

/** They print `variant boolean true` and `(<true>,)`; `undefined` where it is neither yes nor no. */
export function truthIn(answer: string): boolean | undefined {
  if (/\bboolean true\b|<true>/.test(answer)) return true;
  return /\bboolean false\b|<false>/.test(answer) ? false : undefined;
}
