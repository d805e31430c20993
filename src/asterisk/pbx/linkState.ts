import type { AmiStatus } from '../../ami/status.ts';
import type { Link } from '../../cti/link.ts';
import { linkFaultOf } from './linkFault.ts';

/**
 * What the client's status means for the line. `undefined`: nothing to tell yet. A session is reported as online once the calls are found
 * out, and one that is stopped by its owner.
 * @param before the link as it was last told: once it broke it is `waiting`, with what broke it, also while the next attempt is under way
 */
export function linkOf(status: AmiStatus, before: Link): Link | undefined {
  switch (status.state) {
    case 'stopped':
    case 'online':
      return undefined;
    case 'connecting':
    case 'loggingIn': {
      const { attempt } = status;
      if (before.state === 'waiting') return { state: 'waiting', attempt, fault: before.fault };
      return { state: 'connecting', attempt };
    }
    case 'waiting': {
      const { attempt, retryAtMs: retryAt, error } = status;
      return { state: 'waiting', attempt, retryAt, fault: linkFaultOf(error) };
    }
    case 'refused':
      return { state: 'refused', fault: linkFaultOf(status.error) };
  }
}
