import { asteriskRoot } from './provision.mjs';

export type AsteriskVersion = 22 | 16 | 11;
/** The channel driver of the phones: one per instance, as both would want the SIP port. */
export type Tech = 'PJSIP' | 'SIP';

export interface Pbx {
  readonly version: AsteriskVersion;
  /** chan_pjsip exists from 12 on, chan_sip up to 20. */
  readonly tech: Tech;
}

/** 11 has long been out of support and is in no Debian: it is tested where somebody has one, named by the path of its root. */
const eleven = 'OFFHOOK_ASTERISK_11';

/** What lines are tested on. */
export function pbxesIn(env: NodeJS.ProcessEnv): readonly Pbx[] {
  return [
    { version: 22, tech: 'PJSIP' },
    { version: 16, tech: 'PJSIP' },
    { version: 16, tech: 'SIP' },
    ...(env[eleven] ? ([{ version: 11, tech: 'SIP' }] as const) : []),
  ];
}

export const pbxes = pbxesIn(process.env);
/** The same without regard to the channel driver, with the one that a site would have. */
export const versions = [...new Set(pbxes.map(({ version }) => version))];
export const techOf = (version: AsteriskVersion): Tech => (version === 11 ? 'SIP' : 'PJSIP');

/**
 * The system that an Asterisk runs in.
 * @throws Error for 11 where nobody has named one
 */
export function rootOf(version: AsteriskVersion, env: NodeJS.ProcessEnv = process.env): string {
  if (version !== 11) return asteriskRoot(version);
  const root = env[eleven];
  if (!root) throw new Error(`${eleven} does not name the root of an Asterisk 11`);
  return root;
}

/** @throws Error when that version has no such channel driver */
export function checkTech({ version, tech }: Pbx): void {
  const exists = tech === 'SIP' ? version < 22 : version > 11;
  if (!exists) throw new Error(`Asterisk ${version} has no chan_${tech.toLowerCase()}`);
}

/** Parks a channel; the phone of `callBack` is called when the time is up (main/features.c of 11; res_parking from 12 on). */
export function parkAction(
  { version }: Pick<Pbx, 'version'>,
  channel: string,
  callBack: string,
  timeoutMs?: number,
): Record<string, string> {
  return {
    Action: 'Park',
    Channel: channel,
    [version === 11 ? 'Channel2' : 'TimeoutChannel']: callBack,
    ...(timeoutMs === undefined ? {} : { Timeout: String(timeoutMs) }),
  };
}

/** What the event is called by which a queue tells of a caller. */
export const queueJoinEvent = ({ version }: Pick<Pbx, 'version'>): string =>
  version === 11 ? 'Join' : 'QueueCallerJoin';
