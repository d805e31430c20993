import { expect, test } from '../app/test.ts';
import { call } from './bus.ts';
import { notes } from './notes.ts';
import { OtherProgram, titleInFront } from './otherProgram.ts';

const bus = { name: 'org.freedesktop.DBus', path: '/org/freedesktop/DBus', iface: 'org.freedesktop.DBus' };

/** The process of the notification server, wherever it was started. */
async function server(): Promise<number> {
  const [pid] = await call(bus, 'GetConnectionUnixProcessID', 's', 'org.freedesktop.Notifications');
  return Number(pid);
}

const rule =
  'a notification server that stands still holds nothing up, and what it missed is not shown later';
test(rule, { tag: ['@asterisk', '@desktop'] }, async ({ desk, pbxOf }) => {
  const pbx = await pbxOf(22);
  await desk.phone(pbx, '101');
  const trunk = await desk.phone(pbx, 'trunk', { number: '+4930901820', name: 'Jürgen Müßig' });
  const app = await desk.on(pbx);
  await notes.closeAll();
  const before = (await notes.history()).map(({ id }) => id);
  const other = await OtherProgram.inFront();
  const pid = await server();
  try {
    await expect.poll(titleInFront).toBe('Customer record');
    process.kill(pid, 'SIGSTOP');
    await trunk.dial('5000');
    await expect(app.card('ringing')).toBeVisible();
    await expect.poll(() => app.log()).toContain('notification left out');
    await app.button('Answer').click();
    await expect(app.card('talking')).toBeVisible();
    await app.button('Hang up').click();
    await expect(app.card('ended')).toBeVisible();
  } finally {
    process.kill(pid, 'SIGCONT');
    await other.end();
  }
  // It answers in the order in which it was asked: what was asked of it meanwhile comes before this.
  expect(await notes.displayed()).toBe(0);
  expect((await notes.history()).filter(({ id }) => !before.includes(id))).toEqual([]);

  // Once it answers again it has the next call.
  const again = await OtherProgram.inFront();
  try {
    await expect.poll(titleInFront).toBe('Customer record');
    await trunk.dial('5000');
    await expect.poll(() => notes.displayed()).toBe(1);
  } finally {
    await again.end();
    await notes.closeAll();
  }
});
