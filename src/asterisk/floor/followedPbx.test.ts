import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AsteriskConnection } from '../line/connection.ts';
import type { LineOptions } from '../options/lineOptions.ts';
import { LinePbx, type LeggedChannel, say } from '../testing/linePbx.ts';
import { lineOptions, LineWorld } from '../testing/lineWorld.ts';
import { FollowedPbx } from './followedPbx.ts';

let pbx: LinePbx;
const world = new LineWorld();

beforeEach(async () => {
  pbx = await LinePbx.start();
});
afterEach(() => pbx.close());

const phoneOf = (extension: string): LeggedChannel => ({
  name: `PJSIP/${extension}-0000000a`,
  uniqueId: `1.${extension}`,
  caller: [extension, ''],
  connected: [`2${extension}`, 'Customer'],
});
const customerOf = (extension: string): LeggedChannel => ({
  name: `PJSIP/trunk-0000${extension}`,
  uniqueId: `2.${extension}`,
  caller: [`2${extension}`, 'Customer'],
  exten: extension,
});

function optionsOf(extension: string): LineOptions {
  const source = {
    kind: 'ami',
    host: '127.0.0.1',
    port: pbx.pbx.port,
    username: 'cti',
    secret: () => 'cti-secret',
  } as const;
  return lineOptions({ source, extension, device: `PJSIP/${extension}` });
}

function lineOn(followed: FollowedPbx, extension: string): AsteriskConnection {
  const line = new AsteriskConnection(optionsOf(extension), world.edges, followed);
  line.start();
  return line;
}

const online = (line: AsteriskConnection): Promise<void> =>
  expect.poll(() => line.line.link.state).toBe('online');
const numbers = (line: AsteriskConnection): string[] => line.line.calls.map(({ number }) => number);

describe('lines on one PBX', () => {
  it('have one session, and each its own calls', async () => {
    const followed = new FollowedPbx(optionsOf('101'), world.edges);
    const lines = ['101', '102'].map((extension) => lineOn(followed, extension));
    await Promise.all(lines.map(online));
    for (const extension of ['101', '102'])
      pbx.tell(
        say.created(customerOf(extension), 'ring'),
        say.created(phoneOf(extension)),
        say.dial(customerOf(extension), phoneOf(extension)),
        say.state(phoneOf(extension), 'ringing'),
      );
    await expect.poll(() => lines.map(numbers)).toEqual([['2101'], ['2102']]);
    expect(pbx.pbx.connections).toHaveLength(1);
    expect(pbx.pbx.connection.actions.filter(({ name }) => name === 'Status')).toHaveLength(1);
    await Promise.all(lines.map((line) => line.stop()));
    expect(pbx.pbx.connection.actions.at(-1)?.name).toBe('Logoff');
  });

  it('find the calls that stand when they come later, and the others lose none', async () => {
    const followed = new FollowedPbx(optionsOf('101'), world.edges);
    const first = lineOn(followed, '101');
    await online(first);
    const [customer, phone] = [customerOf('102'), phoneOf('102')];
    pbx.channels = [say.status(customer, 'up', 'b1'), say.status(phone, 'up', 'b1', true)];
    const second = lineOn(followed, '102');
    await online(second);
    expect(numbers(second)).toEqual(['2102']);
    expect(second.line.features.can).toContain('MakeCall');
    pbx.tell(say.created(customerOf('101'), 'ring'), say.created(phoneOf('101')));
    pbx.tell(say.dial(customerOf('101'), phoneOf('101')), say.state(phoneOf('101'), 'ringing'));
    await expect.poll(() => numbers(first)).toEqual(['2101']);
    pbx.tell(say.hungUp(phone), say.hungUp(customer));
    await expect.poll(() => numbers(second)).toEqual([]);
    expect(pbx.pbx.connections).toHaveLength(1);
    await first.stop();
    expect(second.line.link.state).toBe('online');
    await second.stop();
    expect(pbx.pbx.connection.actions.at(-1)?.name).toBe('Logoff');
  });

  it('send their commands over the one session, and each gets its own answer', async () => {
    const followed = new FollowedPbx(optionsOf('101'), world.edges);
    const lines = ['101', '102'].map((extension) => lineOn(followed, extension));
    await Promise.all(lines.map(online));
    pbx.pbx.on('Originate', (connection, action) => {
      if (action.get('Channel') === 'PJSIP/102') connection.refuse(action, 'Extension does not exist.');
      else connection.answer(action);
    });
    const commands = lines.map((line) => line.execute({ type: 'MakeCall', number: '201' }));
    expect(await commands[1]).toMatchObject({ status: 'refused' });
    await expect.poll(() => lines.map((line) => line.line.calls.length)).toEqual([1, 0]);
    await Promise.all(lines.map((line) => line.stop()));
    await Promise.all(commands);
  });
});
