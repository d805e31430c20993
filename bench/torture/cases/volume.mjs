// @ts-check
import { packet } from '../fakePbx.mjs';

const lines = 80_000;
const output = Array.from(
  { length: lines },
  (_, index) => `Output: PJSIP/${String(index).padStart(5, '0')} ${'x'.repeat(58)}`,
);

/** @type {readonly import('./index.mjs').Case[]} */
export const volume = [
  {
    title: 'an answer of 80,000 lines, 6 MB',
    script: () => ({ on: { listcommands: (connection, action) => connection.answer(action, output) } }),
    async play(player) {
      const client = await player.login();
      const beganMs = performance.now();
      const answer = await client.send('ListCommands');
      const ms = performance.now() - beganMs;
      const got = answer.output?.length ?? 0;
      if (got !== lines) return `${got.toLocaleString('en')} lines of it`;
      return ms < 2_000 ? undefined : `${(ms / 1000).toFixed(0)} s`;
    },
  },
  {
    title: '50,000 events at once, then the answer to an action',
    script: () => ({
      on: {
        ping: (connection, action) => {
          for (let from = 0; from < 50_000; from += 500) {
            const events = Array.from({ length: 500 }, (_, index) =>
              packet(['Event: Newstate', `Uniqueid: 1.${from + index}`, 'ChannelState: 6', 'Context: x']),
            );
            connection.write(events.join(''));
          }
          connection.answer(action, ['Ping: Pong']);
        },
      },
    }),
    async play(player) {
      const client = await player.login();
      await client.send('Ping');
      await player.until(() => player.events.length === 50_000);
      return player.events.every((event, index) => event.get('Uniqueid') === `1.${index}`)
        ? undefined
        : 'out of order';
    },
  },
  {
    title: 'a line that never ends: the link is closed before it fills the memory',
    script: () => ({
      online: (connection) => {
        const piece = Buffer.alloc(1024 * 1024, 'A');
        let sentMiB = 0;
        connection.write('Event: ');
        const more = () => {
          while (!connection.isClosed && sentMiB < 128) {
            sentMiB += 1;
            if (!connection.socket.write(piece)) {
              connection.socket.once('drain', more);
              return;
            }
          }
        };
        more();
      },
    }),
    async play(player) {
      const client = player.open();
      await player.until(() => player.logins > 0);
      await player.until(() => player.faults.length > 0);
      void client;
      return process.memoryUsage().rss < 256 * 1024 * 1024 ? undefined : 'after 256 MiB';
    },
  },
];
