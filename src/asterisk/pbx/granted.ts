import type { AmiAction } from '../../ami/wire/action.ts';
import { AsteriskClient } from '../../ami/client.ts';
import { AmiError } from '../../ami/wire/error.ts';
import type { AmiPacket } from '../../ami/wire/packet.ts';
import { Capabilities } from './capabilities.ts';
import { clientOptions } from './clientOptions.ts';
import { type DialPlanLines, findLines, noLines, snippetContext } from './dialPlan.ts';
import type { Edges } from '../../world/edges.ts';
import type { AmiSource, LineOptions } from '../options/lineOptions.ts';

type Send = (action: AmiAction) => Promise<AmiPacket>;

/** What the PBX lets this account do. */
export interface Granted {
  readonly capabilities: Capabilities;
  readonly dialPlan: DialPlanLines;
}

/** @throws AmiError as rejection when the session ends meanwhile */
export async function askGranted(send: Send, options: Pick<LineOptions, 'controls'>): Promise<Granted> {
  const capabilities = await send({ name: 'ListCommands', fields: [] }).then(
    (listing) => new Capabilities(listing),
    () => new Capabilities(),
  );
  const dialPlan = capabilities.may('Getvar') ? await findLines(send, snippetContext(options)) : noLines;
  return { capabilities, dialPlan };
}

/**
 * The same in a session of its own: Asterisk gives a session its rights at login, and `manager reload` changes those of the next one
 * only (measured on 16 and 22).
 * @returns `undefined` when there is no second session to be had
 */
export async function askGrantedAnew(
  source: AmiSource,
  options: Pick<LineOptions, 'controls'>,
  edges: Edges,
): Promise<Granted | undefined> {
  // Traces and recordings are of the line's own session.
  const { onBytes: _onBytes, ...own } = source;
  const client = new AsteriskClient(clientOptions(own, edges));
  try {
    const isOnline = await new Promise<boolean>((resolve) => {
      client.onStatus(({ state }) => {
        if (state === 'online') resolve(true);
        else if (state === 'waiting' || state === 'refused') resolve(false);
      });
      client.start();
    });
    return isOnline ? await askGranted((action) => client.send(action), options) : undefined;
  } finally {
    await client.stop();
  }
}

/** A right was taken away, or a module unloaded, since it was asked what there is. */
export function tellsOfLostRight(error: unknown): boolean {
  return (
    error instanceof AmiError &&
    /^(?:Permission denied|Invalid\/unknown command)/u.test(error.serverMessage ?? '')
  );
}
