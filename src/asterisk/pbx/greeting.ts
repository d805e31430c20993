import { AsteriskClient } from '../../ami/client.ts';
import type { Greeting } from '../../cti/lineCheck.ts';
import { clientOptions } from './clientOptions.ts';
import type { Edges } from '../../world/edges.ts';
import type { AmiSource } from '../options/lineOptions.ts';
import { linkFaultOf } from './linkFault.ts';

/**
 * Connects, hears who is there, and goes. Never rejects.
 * @param logIn to log in, too: once, for a phone system may lock out who tries too often
 */
export async function greet(source: AmiSource, edges: Edges, logIn: boolean): Promise<Greeting> {
  const secret = logIn ? source.secret : (): Promise<never> => Promise.reject(new Error('not asked for'));
  const client = new AsteriskClient(clientOptions({ ...source, secret }, edges));
  try {
    return await new Promise<Greeting>((resolve) => {
      client.onStatus((status) => {
        if (status.state === 'online') resolve({ state: 'loggedIn' });
        if (status.state !== 'waiting' && status.state !== 'refused') return;
        const fault = linkFaultOf(status.error);
        const hasAnswered = !logIn && fault.code === 'secretMissing';
        resolve(hasAnswered ? { state: 'answers' } : { state: 'failed', fault });
      });
      client.start();
    });
  } finally {
    await client.stop();
  }
}
