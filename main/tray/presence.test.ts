import { describe, expect, it } from 'vitest';
import type { RunProgram } from '../os/programs.ts';
import { isTrayThere } from './presence.ts';

/** What the two programs print on Debian 12, or nothing where they are not there or no one owns the name. */
const programs =
  (dbusSend?: string, gdbus?: string): RunProgram =>
  (name) => {
    const answer = { 'dbus-send': dbusSend, gdbus }[name];
    return answer === undefined ? Promise.reject(new Error(`no ${name}`)) : Promise.resolve(answer);
  };
const sent = (value: boolean): string =>
  `method return time=1.2 sender=:1.9 -> destination=:1.30 serial=40 reply_serial=2\n   variant       boolean ${value}\n`;

describe('isTrayThere', () => {
  it.each([
    [true, sent(true), undefined],
    [false, sent(false), '(<true>,)\n'],
    [true, undefined, '(<true>,)\n'],
    [false, undefined, '(<false>,)\n'],
    [false, undefined, undefined],
  ])('is %s', async (there, dbusSend, gdbus) => {
    expect(await isTrayThere('linux', programs(dbusSend, gdbus))).toBe(there);
  });

  it.each(['win32', 'darwin'])('is true on %s', async (platform) => {
    expect(await isTrayThere(platform, programs())).toBe(true);
  });
});
