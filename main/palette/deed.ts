import type { Call } from '../../src/cti/call.ts';
import type { CtiCommand } from '../../src/cti/command.ts';
import type { WishDenial } from '../actions/wish.ts';
import type { Verb } from './verbs.ts';

/** Who is called, or asked: a number, and the name that goes with it where one is known. */
export interface Whom {
  readonly number: string;
  readonly name: string;
  /** To be sent once they answer. */
  readonly keys?: string;
}

/** What Enter would do: exactly one command, or why there is none. */
export interface Deed {
  readonly verb: Verb;
  /** The call that it is done to. */
  readonly about?: Call | undefined;
  readonly whom?: Whom | undefined;
  /** Why the agent is not ready. */
  readonly reason?: string | undefined;
  readonly queue?: string | undefined;
  readonly does: { readonly command: CtiCommand } | { readonly denied: WishDenial | 'queueFixed' };
}

/** The same text for the same deed, whatever stands beside it. */
export function keyOf({ verb, about, whom, reason = '', queue = '' }: Deed): string {
  return JSON.stringify([verb, about?.id ?? '', whom?.number ?? '', reason, queue]);
}

export function isPossible(deed: Deed): deed is Deed & { readonly does: { readonly command: CtiCommand } } {
  return 'command' in deed.does;
}
