import type { Line } from '../../cti/line.ts';
import type { Edges } from '../../world/edges.ts';
import type { AsteriskAdapter } from '../calls/adapter.ts';
import { controlContext } from '../controls/context.ts';
import type { ControlContext, PhoneAbilities } from '../controls/control/control.ts';
import type { EventWaiters } from '../controls/control/eventWaiters.ts';
import type { FollowedPbx } from '../floor/followedPbx.ts';
import type { LineOptions } from '../options/lineOptions.ts';

export interface LineContextParts {
  readonly options: LineOptions;
  readonly edges: Edges;
  readonly adapter: AsteriskAdapter;
  readonly phone: PhoneAbilities;
  readonly line: () => Line;
  readonly waiters: EventWaiters;
  /** The context in force. */
  readonly current: () => ControlContext | undefined;
}

/** What a line's controls go by, from a login to the end of that link; `undefined`: there is no link. */
export function lineContext(
  pbx: FollowedPbx,
  { waiters, current, ...parts }: LineContextParts,
): ControlContext | undefined {
  const { client, granted, dialect } = pbx;
  if (client === undefined || granted === undefined) return undefined;
  return controlContext(
    {
      ...parts,
      ...granted,
      dialect,
      listen: (wanted) => waiters.listen(wanted),
      waitFor: (wanted, timeoutMs) => waiters.wait(wanted, timeoutMs),
      send: (action) => pbx.sendOver(client, action),
      ask: async (channelName) => pbx.questions?.channel(channelName),
    },
    current,
  );
}
