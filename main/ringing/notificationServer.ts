import type { RunProgram } from '../os/programs.ts';

const service = 'org.freedesktop.Notifications';
const path = '/org/freedesktop/Notifications';
const method = `${service}.GetServerInformation`;
/** A server that takes longer is busy, or stands still. */
const patienceMs = 1_000;

/**
 * Whether the notification server answers. libnotify waits for it up to 25 s, synchronously, and with it the whole app: no answer, no
 * hang-up. So it is asked before, by another process. Where neither program is there to ask with, it is taken to answer.
 */
export async function serverAnswers(platform: string, run: RunProgram): Promise<boolean> {
  if (platform !== 'linux') return true;
  const questions = [
    [
      'dbus-send',
      ['--session', '--print-reply', `--reply-timeout=${patienceMs}`, `--dest=${service}`, path, method],
    ],
    ['gdbus', ['call', '--session', '--timeout', '1', '-d', service, '-o', path, '-m', method]],
  ] as const;
  for (const [program, args] of questions) {
    try {
      await run(program, args);
      return true;
    } catch (error) {
      const isThere = !(error instanceof Error && 'code' in error && error.code === 'ENOENT');
      if (isThere) return false;
    }
  }
  return true;
}
