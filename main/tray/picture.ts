import type { TrayState } from './state.ts';

/** What the icon is made of: files below assets/tray, in which `@2x` is found automatically. */
export interface TrayPicture {
  readonly file: string;
  /** To be laid over it: how many calls were missed. */
  readonly badge?: string;
  /** Beside the icon; only macOS has room for it, and its icons must be of one colour. */
  readonly title: string;
}

/** @param hollow the half of the blinking in which the icon is an outline; other states than ringing do not blink */
export function trayPicture(state: TrayState, missed: number, platform: string, hollow = false): TrayPicture {
  const name = state === 'ringing' && hollow ? 'ringingHollow' : state;
  if (platform === 'darwin')
    return { file: `16/${name}Template.png`, title: missed > 0 ? countOf(missed) : '' };
  // The pixels of a Linux bar's icons and of a Windows one's.
  const size = platform === 'linux' ? 22 : 16;
  const file = `${size}/${name}.png`;
  // While there is a call the icon is about that.
  if (missed === 0 || state === 'ringing' || state === 'talking' || state === 'onHold')
    return { file, title: '' };
  return { file, badge: `${size}/missed${missed > 9 ? 'More' : missed}.png`, title: '' };
}

function countOf(missed: number): string {
  return missed > 99 ? '99+' : String(missed);
}

/**
 * One picture over another of the same size.
 * @param base four bytes a pixel, the fourth of them how opaque it is, the others already multiplied by that (`NativeImage.toBitmap`)
 */
export function laidOver(base: Uint8Array, top: Uint8Array): Uint8Array {
  return base.map((below, index) => {
    const opaque = top[index | 3] ?? 0;
    return Math.min(255, (top[index] ?? 0) + Math.round((below * (255 - opaque)) / 255));
  });
}
