import type { LampState } from '../../../cti/people/lamp.ts';

/** A hint of the dial plan, taken apart: `PJSIP/103&Custom:DND103,CustomPresence:103`. */
export interface Hint {
  /** As the PBX writes it; empty where the extension has none. */
  readonly text: string;
  /** The phones, e.g. `PJSIP/103`. */
  readonly devices: readonly string[];
  /** States that somebody sets who wants no calls; FreePBX calls them `Custom:DND103` and sets them to `BUSY`. */
  readonly quiet: readonly string[];
  /** What keeps the person's presence, e.g. `CustomPresence:103`. */
  readonly presence: string | undefined;
}

/** What a hint has come to: the state of all its devices together (pbx.h, `ast_extension_states`), and whether calls are wanted. */
export interface HintState {
  /** Bits; negative where there is no hint. */
  readonly status: number;
  /** Unknown where the PBX was not asked: AMI 1.x does not report devices. */
  readonly isQuiet: boolean | undefined;
  readonly presence: string | undefined;
}

const [inUse, busy, unavailable, ringing, onHold] = [1, 2, 4, 8, 16];

export function readHint(text: string): Hint {
  const [devices = '', presence = ''] = text.split(',');
  const all = devices
    .split('&')
    .map((device) => device.trim())
    .filter((device) => device !== '');
  const isQuiet = (device: string): boolean => /^Custom:.*DND/iu.test(device);
  return {
    text,
    devices: all.filter((device) => !device.startsWith('Custom:')),
    quiet: all.filter(isQuiet),
    presence: presence.trim() === '' ? undefined : presence.trim(),
  };
}

/** Whether a state that says "do not disturb" is set. */
export function isSet(deviceState: string): boolean {
  return !['NOT_INUSE', 'UNKNOWN', 'INVALID', 'UNAVAILABLE'].includes(deviceState.toUpperCase());
}

/** A phone that rings can be picked up, whatever else is said of it; who wants no calls is not free. */
export function lampOf(hint: Hint, { status, isQuiet, presence }: HintState): LampState {
  if (status < 0) return 'unknown';
  if ((status & ringing) !== 0) return 'ringing';
  // The DND state makes the whole hint busy, whatever the phone does (measured on 16 and 22).
  const looksQuiet = hint.quiet.length > 0 && (status & busy) !== 0;
  if (presence === 'dnd' || (isQuiet ?? looksQuiet)) return 'doNotDisturb';
  if ((status & (inUse | busy | onHold)) !== 0) return 'talking';
  return (status & unavailable) === 0 ? 'free' : 'unavailable';
}
