import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Capabilities } from './capabilities.ts';
import { noLines } from './dialPlan.ts';
import { RightsWatch } from './rightsWatch.ts';
import { ConnectionProbe } from '../testing/connectionProbe.ts';
import { talking } from '../testing/customerCall.ts';
import { LinePbx } from '../testing/linePbx.ts';
import { lineOptions, LineWorld } from '../testing/lineWorld.ts';

let pbx: LinePbx;
let probe: ConnectionProbe;

beforeEach(async () => {
  pbx = await LinePbx.start();
  pbx.rights = ['Status', 'Hangup', 'Originate', 'ListCommands'];
});
afterEach(async () => {
  await probe.connection.stop();
  await pbx.close();
});

const links = (): string[] => probe.events.flatMap((event) => ('link' in event ? [event.link.state] : []));

describe('rights that the account was given meanwhile', () => {
  it('are there after a new login, which no one sees who is in no call', async () => {
    probe = await ConnectionProbe.online(pbx);
    pbx.rights = ['Status', 'Hangup', 'ListCommands'];
    probe.connection.connectNow();
    await probe.until(() => probe.line.features.denied.MakeCall === 'rightMissing');
    pbx.rights = ['Status', 'Hangup', 'Originate', 'ListCommands'];
    await probe.link('online');
    probe.connection.connectNow();
    await probe.until(() => probe.line.features.can.includes('MakeCall'));
  });

  it('are asked for in another session: where they are as they were, the line keeps its own', async () => {
    probe = await ConnectionProbe.online(pbx);
    const before = links().length;
    probe.connection.connectNow();
    await pbx.pbx.action('Logoff');
    expect(pbx.pbx.connections).toHaveLength(2);
    expect(links()).toHaveLength(before);
    expect(probe.line.link.state).toBe('online');
  });

  it('wait while there is a call', async () => {
    pbx.channels = talking;
    probe = await ConnectionProbe.online(pbx);
    probe.connection.connectNow();
    // The link's own check, which was asked for in the same moment.
    await pbx.pbx.action('Ping');
    expect(pbx.pbx.connections).toHaveLength(1);
  });

  it('are not had from a PBX that lets no one in a second time, and the line goes on', async () => {
    probe = await ConnectionProbe.online(pbx);
    pbx.pbx.on('Login', (connection, action) => {
      connection.refuse(action, 'Authentication failed');
      connection.end();
    });
    probe.connection.connectNow();
    await expect.poll(() => pbx.pbx.connections.length).toBe(2);
    await expect.poll(() => pbx.pbx.connection.actions.at(-1)?.name).toBe('Login');
    expect(probe.line.link.state).toBe('online');
    expect(probe.line.features.can).toContain('MakeCall');
  });
});

it('a right that is gone is noticed by the refusal', async () => {
  probe = await ConnectionProbe.online(pbx);
  pbx.rights = ['Status', 'Hangup', 'ListCommands'];
  pbx.pbx.on('Originate', (connection, action) => connection.refuse(action, 'Permission denied'));
  expect(await probe.dial()).toMatchObject({ status: 'refused', code: 'rightMissing' });
  await probe.until(() => probe.line.features.denied.MakeCall === 'rightMissing');
  expect(pbx.pbx.connections).toHaveLength(1);
});

it('is looked for now and then without being asked, while no one is in a call', async () => {
  probe = await ConnectionProbe.online(pbx);
  const { edges, clock } = new LineWorld();
  const found: string[] = [];
  let isIdle = false;
  const watch = new RightsWatch({
    pbx: lineOptions({
      source: {
        kind: 'ami',
        host: '127.0.0.1',
        port: pbx.pbx.port,
        username: 'cti',
        secret: () => 'cti-secret',
      },
    }),
    edges,
    isIdle: () => isIdle,
    granted: () => ({ capabilities: new Capabilities(), dialPlan: noLines }),
    grant: () => found.push('same'),
    logInAnew: () => found.push('other'),
  });
  watch.start();
  clock.advance(30 * 60_000);
  expect(pbx.pbx.connections).toHaveLength(1);
  isIdle = true;
  clock.advance(30 * 60_000);
  await expect.poll(() => found).toEqual(['other']);
  watch.stop();
  expect(clock.pending).toBe(0);
});
