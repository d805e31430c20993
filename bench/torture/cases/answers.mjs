// @ts-check
/** Which answer belongs to which action, and that each action has an end. */
import { packet } from '../fakePbx.mjs';

const printed = ['Channel   State', '', '  indented: with a colon', '1 active call'];

/** Ours refuses to send Command; the same bytes answer an action that it sends. @param {import('../player.mjs').Player} player */
const commandOf = ({ clientName }) => (clientName === 'offhook' ? 'ListCommands' : 'Command');

/** @param {import('../fakePbx.mjs').Handler} handler */
const command = (handler) => ({ script: () => ({ on: { command: handler, listcommands: handler } }) });

/** @type {import('./index.mjs').Case['play']} */
async function printsAll(player) {
  const client = await player.login();
  const answer = await client.send(commandOf(player), [['Command', 'core show channels']]);
  const lines = (answer.output ?? []).join('\n');
  if (printed.every((line) => lines.includes(line))) return undefined;
  return `${printed.filter((line) => line !== '' && lines.includes(line)).length} lines of 3`;
}

/**
 * Whatever happens, an action has an end that its caller hears of.
 * @param {Promise<unknown>} promise
 */
const settles = (promise) => promise.then(() => 'resolves without an answer', () => undefined); // prettier-ignore

/** @type {readonly import('./index.mjs').Case[]} */
export const answers = [
  {
    title: 'output of a command, AMI 1.x',
    ...command((connection, action) =>
      connection.write(
        `Response: Follows\r\nPrivilege: Command\r\nActionID: ${action.id}\r\n${printed.join('\n')}\n--END COMMAND--\r\n\r\n`,
      ),
    ),
    play: printsAll,
  },
  {
    title: 'output of a command, AMI 2 and later',
    ...command((connection, action) =>
      connection.answer(action, [
        'Message: Command output follows',
        ...printed.map((line) => `Output: ${line}`),
      ]),
    ),
    play: printsAll,
  },
  {
    title: '`Response` is not the first header',
    script: () => ({
      on: {
        ping: (connection, action) =>
          connection.write(packet([`ActionID: ${action.id}`, 'Response: Success', 'Ping: Pong'])),
      },
    }),
    async play(player) {
      const client = await player.login();
      await client.send('Ping');
      return undefined;
    },
  },
  {
    title: 'unsolicited answers, without an ActionID and with a foreign one',
    script: () => ({
      on: {
        ping: (connection, action) => {
          connection.write(packet(['Response: Error', 'Message: Missing action in request']));
          connection.write(packet(['Response: Success', 'ActionID: 4711-foreign', 'Ping: wrong']));
          connection.answer(action, ['Ping: Pong']);
        },
      },
    }),
    async play(player) {
      const client = await player.login();
      const answer = await client.send('Ping');
      return answer.get('Ping') === 'Pong' ? undefined : 'takes a foreign answer';
    },
  },
  {
    title: 'an event in the same segment as an answer',
    script: () => ({
      on: {
        ping: (connection, action) =>
          connection.write(
            `${packet(['Response: Success', `ActionID: ${action.id}`])}${packet(['Event: Hangup', 'Uniqueid: 1.1'])}`,
          ),
      },
    }),
    async play(player) {
      const client = await player.login();
      await client.send('Ping');
      await player.event('Hangup');
      return undefined;
    },
  },
  {
    title: 'an answer with the word "follow" that no list follows',
    script: () => ({
      on: {
        queuepause: (connection, action) =>
          connection.answer(action, ['Message: Interface SIP/followme paused successfully']),
      },
    }),
    async play(player) {
      const client = await player.login();
      await client.send('QueuePause', [
        ['Interface', 'SIP/followme'],
        ['Paused', true],
      ]);
      return undefined;
    },
  },
  {
    title: '200 actions at once: 200 ActionIDs, each its own answer',
    script: () => {
      /** @type {import('../fakePbx.mjs').Action[]} */
      const waiting = [];
      return {
        on: {
          getvar: (connection, action) => {
            waiting.push(action);
            if (waiting.length < 200) return;
            // The other way round.
            for (const one of waiting.splice(0).reverse())
              connection.answer(one, [`Value: ${one.get('Variable')}`]);
          },
        },
      };
    },
    async play(player) {
      const client = await player.login();
      const all = Array.from({ length: 200 }, (_, index) =>
        client.send('Getvar', [['Variable', `V${index}`]]),
      );
      const values = (await Promise.all(all)).map((answer) => answer.get('Value'));
      const wrong = values.filter((value, index) => value !== `V${index}`).length;
      return wrong === 0 ? undefined : `${wrong} get another's answer`;
    },
    check: (pbx) => {
      const ids = new Set(pbx.actions.filter(({ name }) => name === 'getvar').map(({ id }) => id));
      return ids.size === 200 ? undefined : `${ids.size} ActionIDs for 200 actions`;
    },
  },
  {
    title: 'an action that is never answered is given up',
    script: () => ({ on: { getvar: () => undefined } }),
    async play(player) {
      const client = await player.login();
      return await settles(client.send('Getvar', [['Variable', 'A']]));
    },
  },
  {
    title: 'an action under way when the link is cut',
    script: () => ({ on: { getvar: (connection) => connection.socket.destroy() } }),
    async play(player) {
      const client = await player.login();
      return await settles(client.send('Getvar', [['Variable', 'A']]));
    },
  },
  {
    title: 'an action under way when the client is closed',
    script: () => ({ on: { getvar: () => undefined } }),
    async play(player) {
      const client = await player.login();
      const end = settles(client.send('Getvar', [['Variable', 'A']]));
      await client.close();
      return await end;
    },
  },
];
