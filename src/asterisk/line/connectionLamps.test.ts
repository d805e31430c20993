import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConnectionProbe } from '../testing/connectionProbe.ts';
import { type Item, LinePbx, say } from '../testing/linePbx.ts';

const rights = ['Originate', 'Hangup', 'Status', 'ParkedCalls', 'ListCommands', 'Ping', 'ExtensionStateList'];
const caller = { name: 'PJSIP/201-00000001', uniqueId: '7.1', caller: ['201', 'Customer Alpha'] as const };
const desk = {
  name: 'PJSIP/desk-2-00000002',
  uniqueId: '7.2',
  caller: ['102', ''] as const,
  connected: ['201', 'Customer Alpha'] as const,
};

let pbx: LinePbx;
let probe: ConnectionProbe;
let states: Record<string, number> = {};

const hint = (exten: string, status: number): Item => [
  'ExtensionStatus',
  [
    ['Exten', exten],
    ['Context', 'hints'],
    ['Hint', exten === '102' ? 'PJSIP/desk-2' : `PJSIP/${exten}`],
    ['Status', status],
  ],
];

beforeEach(async () => {
  states = { '102': 0, '103': 4 };
  pbx = await LinePbx.start();
  pbx.rights = rights;
  pbx.pbx.on('ExtensionStateList', (link, action) =>
    link.list(
      action,
      Object.entries(states).map(([exten, status]) => hint(exten, status)),
      'ExtensionStateListComplete',
    ),
  );
});
afterEach(async () => {
  await probe.connection.stop();
  expect(probe.world.clock.pending).toBe(0);
  await pbx.close();
});

const lamps = (): string[] =>
  probe.connection.lamps.lamps.map(({ extension, state }) => `${extension} ${state}`);

/** The next report for which it holds. */
function lampsAre(wanted: readonly string[]): Promise<void> {
  return expect.poll(lamps).toEqual(wanted);
}

const asked = (): string[] =>
  pbx.pbx.connections
    .flatMap(({ actions }) => actions.map(({ name }) => name))
    .filter((name) => name.includes('State'));

describe('the lamps of a line', () => {
  it('are asked for only once somebody wants to see them, and again after a reconnect', async () => {
    probe = await ConnectionProbe.online(pbx);
    pbx.tell(hint('104', 1));
    expect(asked()).toEqual([]);
    probe.connection.watchLamps(['102', '103'], { pickUp: true });
    await lampsAre(['102 free', '103 unavailable']);
    pbx.tell(hint('102', 1));
    await lampsAre(['102 talking', '103 unavailable']);
    pbx.pbx.connection.reset();
    await probe.told('Disconnected', 4);
    expect(lamps()).toEqual(['102 unknown', '103 unknown']);
    expect(probe.connection.lamps.denial).toBe('notConnected');
    states = { '102': 8, '103': 0 };
    probe.passTime();
    await lampsAre(['102 ringing', '103 free']);
    expect(asked()).toEqual(['ExtensionStateList', 'ExtensionStateList']);
    probe.connection.watchLamps([], { pickUp: true });
    pbx.tell(hint('102', 1), say.created(caller, 'ring'));
    expect(lamps()).toEqual([]);
  });

  it('are asked for again once the PBX has booted, where one was not known', async () => {
    states = {};
    probe = await ConnectionProbe.online(pbx);
    probe.connection.watchLamps(['102'], { pickUp: true });
    await expect.poll(() => probe.connection.lamps.denial).toBeUndefined();
    expect(lamps()).toEqual(['102 unknown']);
    states = { '102': 0 };
    probe.world.clock.advance(6_000);
    await lampsAre(['102 free']);
  });

  it('offer a call that rings there to be picked up, by the phone that the hint names', async () => {
    probe = await ConnectionProbe.online(pbx);
    probe.connection.watchLamps(['102'], { pickUp: true });
    await lampsAre(['102 free']);
    pbx.tell(
      say.created(caller, 'ring'),
      say.created(desk),
      say.dial(caller, desk),
      say.state(desk, 'ringing'),
    );
    await probe.told('RingingColleaguesChanged');
    expect(probe.line.ringingColleagues).toEqual([
      { id: '7.2', extension: '102', number: '201', name: 'Customer Alpha', favourite: true },
    ]);
    await probe.until(() => probe.line.features.can.includes('PickUpRingingCall'));
    probe.connection.watchLamps(['102'], { pickUp: false });
    expect(probe.line.ringingColleagues).toEqual([]);
  });
});
