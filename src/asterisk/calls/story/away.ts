/**
 * Where the other party waits while no leg of the agent's is with it. One fact: the recorded sessions have no two of these at once.
 *
 *   with the agent --our Park--------> parking --ParkedCall--> parked ---+
 *      |   |   |                          | refused                      |
 *      |   |   |                          v                              |
 *      |   |   |                       with the agent                    |
 *      |   |   +--both apart, music---> apart ---------------------------+--bridged, fetched, taken back--> with the agent
 *      |   +------Atxfer takes a leg--> consulting ----------------------+
 *      +----------our Redirect--------> conference --all are there------> with the agent
 *
 *   each of them --the party hangs up, or talks to somebody else--> the call has ended
 *
 * A call may be brought into a conference `from` wherever it waits, and is there again if nothing comes of it.
 */
export type Away =
  /** On its way to a parking space, on our order: the end of the agent's leg is not the end of the call. */
  | { readonly how: 'parking' }
  | { readonly how: 'parked'; readonly space: string }
  /**
   * Both ends are up and apart, after a dual Redirect; `waits` hears music, by Uniqueid. `byUs`: the agent's leg that waits in silence
   * is ours to hang up when there is no one left to talk to.
   */
  | { readonly how: 'apart'; readonly waits: string; readonly byUs: boolean }
  /** The agent's leg is in a consultation that Atxfer made with it. */
  | { readonly how: 'consulting' }
  /** On its way into that room. */
  | { readonly how: 'conference'; readonly room: string; readonly from?: Away };

/** What a control is about to do, so that the events that follow are understood. */
export type Intent =
  | { readonly to: 'park' }
  | { readonly to: 'sendApart' }
  | { readonly to: 'meet'; readonly room: string }
  /** The call goes on without this line: its end is `transferred`. */
  | { readonly to: 'leave' }
  | { readonly to: 'end' };
