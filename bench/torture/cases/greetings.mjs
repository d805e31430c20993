// @ts-check
/** From the connection to the login. */
import { packet } from '../fakePbx.mjs';

const live = packet(['Event: Newchannel', 'Channel: PJSIP/101-00000001', 'Uniqueid: 1795396276.1']);

/** @type {import('./index.mjs').Case['play']} */
async function staysIn(player) {
  const client = await player.login();
  await client.send('Ping');
  return undefined;
}

/** @param {string} version */
const banner = (version) => ({
  title: `greeting of ${version}`,
  script: () => ({ greeting: `Asterisk Call Manager/${version}\r\n` }),
  play: staysIn,
});

/**
 * A port that never lets anybody in: the client has to say so.
 * @type {import('./index.mjs').Case['play']}
 */
async function isTold(player) {
  player.open();
  await player.until(() => player.faults.length > 0 || player.logins > 0);
  return player.logins > 0 ? 'believes to be logged in' : undefined;
}

/** @type {readonly import('./index.mjs').Case[]} */
export const greetings = [
  banner('1.3'),
  banner('5.0.4'),
  banner('11.0.0'),
  {
    title: 'greeting in three segments',
    script: () => ({
      greet: (connection) => void connection.writeSlowly(['Aster', 'isk Call Manager/11.0.0\r', '\n'], 60),
    }),
    play: staysIn,
  },
  {
    title: 'greeting and an event in one segment, before the login',
    script: () => ({ greeting: `Asterisk Call Manager/11.0.0\r\n${live}` }),
    play: staysIn,
  },
  {
    title: 'events right behind the answer to the login, in its segment',
    script: () => ({
      on: {
        login: (connection, action) =>
          connection.write(`${packet(['Response: Success', `ActionID: ${action.id}`])}${live}${live}`),
      },
    }),
    async play(player) {
      await player.login();
      await player.until(() => player.events.length === 2);
      return undefined;
    },
  },
  {
    title: 'wrong secret: is told, and not tried again and again',
    script: () => ({
      on: {
        login: (connection, action) => {
          connection.answer(action, ['Message: Authentication failed'], 'Error');
          connection.socket.end();
        },
      },
    }),
    async play(player) {
      player.open({ reconnects: true });
      await player.until(() => player.faults.length > 0 || player.logins > 0);
      // As long as the slowest of them waits before it tries again.
      await new Promise((resolve) => setTimeout(resolve, 3_000));
      return player.logins > 0 ? 'believes to be logged in' : undefined;
    },
    check: (pbx) => {
      const logins = pbx.count('login');
      return logins > 1 ? `${logins} logins in 3 s` : undefined;
    },
  },
  {
    title: 'a port that says nothing',
    script: () => ({ greet: (connection) => (connection.isDeaf = true) }),
    play: isTold,
  },
  {
    title: 'a login that is never answered',
    script: () => ({ on: { login: () => undefined } }),
    play: isTold,
  },
  {
    title: 'another protocol on that port: is told, and no secret sent',
    script: () => ({
      greet: (connection) => {
        connection.isDeaf = true;
        connection.write('SSH-2.0-OpenSSH_9.6\r\n');
      },
    }),
    play: isTold,
    check: (pbx) =>
      pbx.actions.some(({ text }) => text.includes('bench-secret')) ? 'sends its secret' : undefined,
  },
  {
    title: 'garbage on that port: is told',
    script: () => ({
      greet: (connection) => {
        connection.isDeaf = true;
        connection.write(Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 7919 + 13) & 0xff)));
      },
    }),
    play: isTold,
  },
];
