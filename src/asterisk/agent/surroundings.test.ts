import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConnectionProbe } from '../testing/connectionProbe.ts';
import { type Item, LinePbx, say } from '../testing/linePbx.ts';

const rights = ['Originate', 'Hangup', 'Park', 'Status', 'ParkedCalls', 'ListCommands', 'Ping'];
const queueRights = ['QueuePause', 'QueueAdd', 'QueueRemove'];
const queues = {
  extensionFormat: 'Local/{0}@from-queue/n',
  names: ['sales'],
  autoPauseOnCommutationStart: false,
  afterCallWorkMs: 0,
  traceState: true,
};
const membership: Item[1] = [
  ['Queue', 'support'],
  ['Interface', 'Local/101@from-queue/n'],
  ['StateInterface', 'PJSIP/101'],
  ['Membership', 'static'],
  ['Paused', 0],
  ['PausedReason', ''],
];

let pbx: LinePbx;
let probe: ConnectionProbe;

function hasQueues(): void {
  pbx.rights = [...rights, ...queueRights];
  pbx.pbx.on('QueueStatus', (link, action) =>
    link.list(action, [['QueueMember', membership]], 'QueueStatusComplete'),
  );
}

beforeEach(async () => {
  pbx = await LinePbx.start();
});
afterEach(async () => {
  await probe.connection.stop();
  expect(probe.world.clock.pending).toBe(0);
  await pbx.close();
});

describe('the agent of a line', () => {
  it('can do what the account may, and is traced', async () => {
    hasQueues();
    probe = await ConnectionProbe.online(pbx, { queues });
    await probe.told('QueuesChanged');
    expect(probe.line.features.can).toEqual(expect.arrayContaining(['SetAgentState', 'SetQueueLogin']));
    expect(probe.line.agent).toMatchObject({ status: 'ready' });
    expect(probe.world.log.filter(({ what }) => what === 'queue')).toMatchObject([
      { queue: 'sales', loggedIn: false },
      { queue: 'support', loggedIn: true },
    ]);
    pbx.tell(['QueueMemberPause', membership.map(([key, value]) => [key, key === 'Paused' ? 1 : value])]);
    await probe.until(() => probe.line.agent.status === 'notReady');
    expect(probe.world.log.at(-1)).toMatchObject({ what: 'queue', queue: 'support', paused: true });
  });

  it('is offline with the link, and a command says why', async () => {
    hasQueues();
    probe = await ConnectionProbe.online(pbx, { queues });
    await probe.told('QueuesChanged');
    pbx.pbx.connection.reset();
    await probe.told('Disconnected');
    await probe.until(() => probe.line.agent.status === 'offline');
    expect(probe.line.features.denied.SetAgentState).toBe('notConnected');
    expect(await probe.connection.execute({ type: 'SetAgentState', state: 'ready' })).toEqual({
      status: 'refused',
      code: 'notConnected',
    });
  });

  it('has their queues also where the PBX took the login before it had loaded them', async () => {
    probe = await ConnectionProbe.online(pbx, { queues });
    expect(probe.line.queues).toMatchObject([{ name: 'sales', loggedIn: false }]);
    expect(probe.line.features.can).not.toContain('SetQueueLogin');
    hasQueues();
    probe.world.clock.advance(6_000);
    await probe.until(() => probe.line.queues.length === 2);
    await probe.until(() => probe.line.features.can.includes('SetAgentState'));
    expect(probe.line.agent.status).toBe('ready');
  });
});

describe('the car park', () => {
  const customer = {
    name: 'PJSIP/201-00000001',
    uniqueId: '7.1',
    caller: ['201', 'Customer Alpha'] as const,
  };

  it('is reported as it was at the start and as it changes', async () => {
    pbx.parked = [say.parked(customer, '701', 'PJSIP/102')];
    probe = await ConnectionProbe.online(pbx);
    expect(probe.line.parked).toMatchObject([{ space: '701', number: '201', parkedBy: '102' }]);
    pbx.tell(['ParkedCallGiveUp', say.parked(customer, '701', 'PJSIP/102')[1]]);
    await probe.until(() => probe.line.parked.length === 0);
  });
});
