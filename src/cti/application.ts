/**
 * What of the PBX is at the other end where no person is: a menu that waits for keys, a mailbox (its greeting, its recording, or its
 * owner's menu), a test that plays back what it hears, a conference room, an announcement, a queue in which the agent waits. `other`
 * where the PBX does not say what it is.
 */
export const pbxApplications = [
  'menu',
  'voicemail',
  'echo',
  'conference',
  'announcement',
  'queue',
  'other',
] as const;

export type PbxApplication = (typeof pbxApplications)[number];
