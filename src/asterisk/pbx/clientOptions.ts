import type { AsteriskClientOptions } from '../../ami/options.ts';
import type { Edges } from '../../world/edges.ts';
import type { AmiSource } from '../options/lineOptions.ts';

/** The default, so that names that are none are shown with holes. */
export const isUtf8 = (charset = 'utf-8'): boolean => /^utf-?8$/iu.test(charset);

/** What the wire client needs of a line's source and of this room's edges. */
export function clientOptions(source: AmiSource, edges: Edges): AsteriskClientOptions {
  const { host, port, username, secret, charset, tls, onBytes } = source;
  const { clock, random, connect, log } = edges;
  let hasToldCharset = false;
  return {
    host,
    port,
    username,
    secret,
    // The two thirds of the events that tell nothing of calls stay at home, also where the account may read them.
    events: 'call,agent',
    // An agent who waits for a dead link learns of it within some 20 s (measured): a ping after 5 s of silence, and two misses.
    heartbeatMs: 5_000,
    ...(charset === undefined ? {} : { charset }),
    onForeignText: () => {
      if (hasToldCharset || !isUtf8(charset)) return;
      hasToldCharset = true;
      log({ level: 'warn', what: 'names are not UTF-8: set Charset' });
    },
    ...(tls === undefined ? {} : { tls }),
    ...(onBytes === undefined ? {} : { onBytes }),
    onListenerError: (error) => {
      const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
      log({ level: 'error', what: 'event not followed', detail });
    },
    edges: {
      random,
      ...(connect === undefined ? {} : { connect }),
      clock: { ...clock, now: () => clock.now().wallMs },
    },
  };
}
