// @ts-check
/** From bytes to packets. */
import { packet } from '../fakePbx.mjs';

const name = 'Лёвин Константин 🐎 Müller';
const named = packet(['Event: Newchannel', `CallerIDName: ${name}`, 'Uniqueid: 1795396276.1']);

/**
 * @param {Buffer} bytes
 * @param {number} count of bytes in a segment
 */
function cut(bytes, count) {
  return Array.from({ length: Math.ceil(bytes.length / count) }, (_, index) =>
    bytes.subarray(index * count, (index + 1) * count),
  );
}

/**
 * The client pings, and the PBX writes this, then the answer.
 * @param {string} bytes
 */
const before = (bytes) => ({
  script: () => ({
    on: {
      /** @type {import('../fakePbx.mjs').Handler} */
      ping: (connection, action) =>
        connection.write(`${bytes}${packet(['Response: Success', `ActionID: ${action.id}`, 'Ping: Pong'])}`),
    },
  }),
});

/** @type {readonly import('./index.mjs').Case[]} */
export const framing = [
  {
    title: 'a segment for each byte, names of several bytes a character',
    script: () => ({
      on: { ping: (connection) => void connection.writeSlowly(cut(Buffer.from(named), 1), 2) },
    }),
    async play(player) {
      const client = await player.login();
      client.send('Ping').catch(() => undefined);
      const got = (await player.event('Newchannel')).get('CallerIDName');
      return got === name ? undefined : 'name damaged';
    },
  },
  {
    title: 'cut within CR LF CR LF, at each place',
    script: () => ({
      on: {
        ping: (connection) =>
          void connection.writeSlowly(
            [1, 2, 3].flatMap((at) => [named.slice(0, -4 + at), named.slice(-4 + at)]),
            30,
          ),
      },
    }),
    async play(player) {
      const client = await player.login();
      client.send('Ping').catch(() => undefined);
      await player.until(() => player.events.length >= 3);
      return player.events.every((event) => event.get('CallerIDName') === name) ? undefined : 'name damaged';
    },
  },
  {
    title: 'surplus empty lines between packets',
    ...before(`\r\n\r\n${named}\r\n\r\n\r\n${named}\r\n`),
    async play(player) {
      const client = await player.login();
      await client.send('Ping');
      await player.until(() => player.events.length >= 2);
      return player.events.length === 2 && player.events.every((event) => event.get('Event') === 'Newchannel')
        ? undefined
        : `${player.events.length} events of 2`;
    },
  },
  {
    title: 'a lone LF at the end of a value, as Park answers',
    script: () => ({
      on: {
        park: (connection, action) =>
          connection.write(
            `${packet(['Response: Success', `ActionID: ${action.id}`, 'Message: Park successful\n'])}${named}`,
          ),
      },
    }),
    async play(player) {
      const client = await player.login();
      const answer = await client.send('Park', [['Channel', 'PJSIP/201-00000001']]);
      await player.event('Newchannel');
      return answer.get('Message')?.trim() === 'Park successful' ? undefined : 'message damaged';
    },
  },
  {
    title:
      'lines without a colon, without a value, without a blank; colons and JSON in a value; other names in any case',
    ...before(
      packet([
        'Event: UserEvent',
        'no colon in here',
        'AccountCode: ',
        'Exten:101',
        'appdata: {"a": "b: c", "d": [1, 2]}',
        'Dialstring: a=b: c=d, sip:101@10.0.0.1:5060',
      ]),
    ),
    async play(player) {
      const client = await player.login();
      await client.send('Ping');
      const event = await player.event('UserEvent');
      const right = {
        AccountCode: '',
        Exten: '101',
        AppData: '{"a": "b: c", "d": [1, 2]}',
        DialString: 'a=b: c=d, sip:101@10.0.0.1:5060',
      };
      const wrong = Object.entries(right).filter(([key, value]) => event.get(key) !== value);
      return wrong.length === 0 ? undefined : `${wrong.map(([key]) => key).join(', ')} wrong`;
    },
  },
  {
    title: 'names that repeat: all values, in order',
    ...before(
      packet([
        'Event: AgentConnect',
        'Variable: QUEUE=sales',
        'Variable: MEMBER=101',
        'Variable: QUEUE=support',
        'ChanVariable: A=1',
        'ChanVariable: B=2',
      ]),
    ),
    async play(player) {
      const client = await player.login();
      await client.send('Ping');
      const event = await player.event('AgentConnect');
      const got = [...event.all('Variable'), ...event.all('ChanVariable')].join();
      return got === 'QUEUE=sales,MEMBER=101,QUEUE=support,A=1,B=2' ? undefined : 'values lost';
    },
  },
  {
    title: 'a last event without its empty line, then the end',
    script: () => ({
      on: {
        ping: (connection) => {
          connection.write(named.slice(0, -2));
          connection.socket.end();
        },
      },
    }),
    async play(player) {
      const client = await player.login();
      client.send('Ping').catch(() => undefined);
      await player.until(() => player.events.length > 0 || player.faults.length > 0);
      return player.events.length === 1 ? undefined : 'event lost';
    },
  },
  {
    title: 'a listener that throws: the next event comes all the same',
    ...before(`${named}${named}`),
    async play(player) {
      const client = await player.login();
      player.onEvent = () => {
        if (player.events.length === 1) throw new Error('a listener of the user');
      };
      await client.send('Ping');
      await player.until(() => player.events.length === 2);
      return undefined;
    },
  },
];
