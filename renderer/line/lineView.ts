import type { Call } from '../../src/cti/call.ts';
import type { Line } from '../../src/cti/line.ts';
import type { LinkFault } from '../../src/cti/link.ts';
import type { DialRules } from '../../src/cti/number/dialRules.ts';
import type { PhoneView } from '../../src/phone/phone.ts';
import type { PbxIdentity, RecentCall } from '../../src/ipc/line.ts';

export interface LineView {
  /** `broken`: the main process does not answer; nothing here is true any more. */
  readonly status: 'starting' | 'live' | 'broken';
  readonly revision: number;
  readonly line: Line;
  readonly agentName: string;
  readonly pbx: PbxIdentity;
  readonly dialRules: DialRules;
  /** Latest first. */
  readonly recent: readonly RecentCall[];
  /** The phone in the app, where that is the line's. */
  readonly phone?: PhoneView | undefined;
  /** Calls that have just ended and are still shown, in order of their end. */
  readonly ended: readonly Call[];
  /** The last thing that went wrong beside the link and beside any command. */
  readonly fault?: LinkFault | undefined;
}
