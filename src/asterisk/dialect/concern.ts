/**
 * What a line is told of: Uniqueids of channels and ActionIDs, as the PBX has them, and these. By them it is found, however many lines
 * there are.
 */
export const concern = {
  /** All that happens in calls of this phone. */
  device: (device: string): string => `device ${device}`,
  /** What happens to this phone's channels, without being in their calls. */
  watched: (device: string): string => `watched ${device}`,
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
