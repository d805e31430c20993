// @ts-check
/** How a link ends, and what comes after. */
import { packet } from '../fakePbx.mjs';

const live = (/** @type {number} */ number) =>
  packet(['Event: Newchannel', `Uniqueid: 1795396276.${number}`]);

/**
 * The PBX goes away and comes back; the same listener hears of what happens then.
 * @param {number} downMs
 */
const restart = (downMs) => ({
  /** @type {NonNullable<import('./index.mjs').Case['script']>} */
  script: (pbx) => ({
    online: (connection) => {
      setTimeout(() => connection.write(live(pbx.connections.length)), 200);
    },
    on: {
      ping: (connection, action) => {
        connection.answer(action);
        if (pbx.connections.length > 1) return;
        setTimeout(() => {
          pbx.close();
          setTimeout(() => void pbx.listen(), downMs);
        }, 400);
      },
    },
  }),
  /** @type {import('./index.mjs').Case['play']} */
  async play(player) {
    const client = await player.login({ reconnects: true });
    await client.send('Ping');
    await player.until(() => player.logins === 2 && player.events.length === 2);
    await client.send('Ping');
    return player.events.at(-1)?.get('Uniqueid') === '1795396276.2' ? undefined : 'an event too many';
  },
  /** @type {NonNullable<import('./index.mjs').Case['check']>} */
  check: (pbx) => {
    const open = pbx.connections.filter(({ isClosed }) => !isClosed).length;
    return open > 1 ? `${open} connections at a time` : undefined;
  },
});

/** @type {readonly import('./index.mjs').Case[]} */
export const ends = [
  {
    title: 'the other side is gone in the moment of a write: no exception, and the action has an end',
    script: () => ({ on: { ping: (connection) => connection.socket.resetAndDestroy() } }),
    async play(player) {
      const client = await player.login();
      client.send('Ping').catch(() => undefined);
      await player.until(() => player.faults.length > 0);
      return await Promise.resolve()
        .then(() => client.send('Ping'))
        .then(
          () => 'resolves',
          () => undefined,
        );
    },
  },
  { title: 'a restart of the PBX: logs in again, the listeners stay', ...restart(100) },
  { title: 'a PBX that is away for 3 s', ...restart(3_000) },
  {
    title: 'a half-open link is noticed',
    script: () => ({
      on: {
        getvar: (connection, action) => {
          connection.answer(action);
          connection.isDeaf = true;
        },
      },
    }),
    async play(player) {
      const client = await player.login();
      await client.send('Getvar', [['Variable', 'A']]);
      await player.until(() => player.faults.length > 0);
      return undefined;
    },
  },
];
