/** Keys that are made once each: they are looked up at every event, and a text that is put together is hashed anew. */
const keysMax = 1_000;

function keysOf(kind: string): (name: string) => string {
  const keys = new Map<string, string>();
  return (name) => {
    let key = keys.get(name);
    if (key === undefined) {
      key = `${kind} ${name}`;
      // Names of Local channels have no end.
      if (keys.size === keysMax) keys.clear();
      keys.set(name, key);
    }
    return key;
  };
}

/**
 * What a line hears of: Uniqueids of channels and ActionIDs, as the PBX has them, and these. By them it is found, however many lines
 * there are.
 */
export const concern = {
  /** All that happens in calls of this phone. */
  device: keysOf('device'),
  /** What happens to this phone's channels, without being in their calls. */
  watched: keysOf('watched'),
  queue: (name: string): string => `queue ${name}`,
  member: (name: string): string => `member ${name}`,
  extension: (extension: string): string => `extension ${extension}`,
  /** States of devices that hints are made of. */
  deviceStates: 'device states',
  parking: 'parking',
  /** Who talks with whom, anywhere on the PBX. */
  conversations: 'conversations',
  everything: 'everything',
} as const;
