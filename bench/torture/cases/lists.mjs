// @ts-check
import { packet } from '../fakePbx.mjs';

/** @param {number} count */
const parked = (count) => ({
  script: () => ({
    on: {
      /** @type {import('../fakePbx.mjs').Handler} */
      parkedcalls: (connection, action) => {
        const items = Array.from({ length: count }, (_, index) =>
          packet(['Event: ParkedCall', `ActionID: ${action.id}`, `ParkingSpace: ${701 + index}`]),
        );
        connection.write(
          [
            packet(['Response: Success', `ActionID: ${action.id}`, 'EventList: start', 'Message: Parked calls will follow']),
            ...items,
            packet(['Event: ParkedCallsComplete', `ActionID: ${action.id}`, 'EventList: Complete', `ListItems: ${count}`]),
          ].join(''), // prettier-ignore
        );
      },
    },
  }),
  /** @type {import('./index.mjs').Case['play']} */
  async play(player) {
    const client = await player.login();
    const items = await client.list('ParkedCalls');
    const right = items.every((item, index) => item.get('ParkingSpace') === String(701 + index));
    return items.length === count && right ? undefined : `${items.length} items of ${count}`;
  },
});

/** @type {readonly import('./index.mjs').Case[]} */
export const lists = [
  { title: 'a list, AMI 2 and later', ...parked(3) },
  { title: 'an empty list', ...parked(0) },
  { title: 'a list of 10,000', ...parked(10_000) },
  {
    title: 'a list of AMI 1.x, without `EventList`',
    script: () => ({
      on: {
        queuestatus: (connection, action) =>
          connection.write(
            [
              packet(['Response: Success', `ActionID: ${action.id}`, 'Message: Queue status will follow']),
              packet(['Event: QueueParams', 'Queue: sales', `ActionID: ${action.id}`]),
              packet(['Event: QueueMember', 'Queue: sales', `ActionID: ${action.id}`]),
              packet(['Event: QueueStatusComplete', `ActionID: ${action.id}`]),
            ].join(''),
          ),
      },
    }),
    async play(player) {
      const client = await player.login();
      const items = await client.list('QueueStatus');
      return items.length === 2 ? undefined : `${items.length} items of 2`;
    },
  },
  {
    title: 'AgentComplete, live, is no end of the list that is under way',
    script: () => ({
      on: {
        queuestatus: async (connection, action) => {
          await connection.writeSlowly(
            [
              packet(['Response: Success', `ActionID: ${action.id}`, 'Message: Queue status will follow']),
              packet(['Event: QueueParams', 'Queue: sales', `ActionID: ${action.id}`]),
              packet(['Event: AgentComplete', 'Queue: sales', 'Uniqueid: 1.1']),
              packet(['Event: QueueMember', 'Queue: sales', `ActionID: ${action.id}`]),
              packet(['Event: QueueStatusComplete', `ActionID: ${action.id}`]),
            ],
            10,
          );
        },
      },
    }),
    async play(player) {
      const client = await player.login();
      const items = await client.list('QueueStatus');
      if (items.length !== 2) return `${items.length} items of 2`;
      await player.event('AgentComplete');
      return undefined;
    },
  },
  {
    title: 'an error in place of a list',
    script: () => ({
      on: {
        status: (connection, action) => connection.answer(action, ['Message: Permission denied'], 'Error'),
      },
    }),
    async play(player) {
      const client = await player.login();
      return await client.list('Status').then(
        () => 'resolves',
        () => undefined,
      );
    },
  },
  {
    title: 'a list that never ends is given up',
    script: () => ({
      on: {
        status: (connection, action) => {
          connection.answer(action, ['EventList: start', 'Message: Channel status will follow']);
          connection.write(packet(['Event: Status', `ActionID: ${action.id}`, 'Uniqueid: 1.1']));
        },
      },
    }),
    async play(player) {
      const client = await player.login();
      return await client.list('Status').then(
        () => 'resolves',
        () => undefined,
      );
    },
  },
  {
    title: 'cut in the middle of a list, within a packet',
    script: () => ({
      on: {
        parkedcalls: (connection, action) => {
          connection.answer(action, ['EventList: start', 'Message: Parked calls will follow']);
          // The ActionID would come next: what is left looks like a live event.
          connection.write('Event: ParkedCall\r\nParkingSpace: 701\r\nParkeeUniqueid: 1.1\r\n');
          connection.socket.end();
        },
      },
    }),
    async play(player) {
      const client = await player.login();
      const wrong = await client.list('ParkedCalls').then(
        () => 'resolves',
        () => undefined,
      );
      return wrong ?? (player.events.length > 0 ? 'half an item passes for an event' : undefined);
    },
  },
];
