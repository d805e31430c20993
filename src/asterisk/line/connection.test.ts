import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ReceivedAction } from '../../ami/testing/scriptedPbx.ts';
import { ConnectionProbe } from '../testing/connectionProbe.ts';
import { answered, caller, comes, ends, phone, ringing, talking } from '../testing/customerCall.ts';
import { LinePbx, say } from '../testing/linePbx.ts';

let pbx: LinePbx;
const probes: ConnectionProbe[] = [];

function keep(probe: ConnectionProbe): ConnectionProbe {
  probes.push(probe);
  return probe;
}
const online = async (...args: Parameters<typeof ConnectionProbe.online>): Promise<ConnectionProbe> =>
  keep(await ConnectionProbe.online(...args));

beforeEach(async () => {
  pbx = await LinePbx.start();
});
afterEach(async () => {
  for (const probe of probes.splice(0)) await probe.connection.stop();
  await pbx.close();
});

describe('a hangup that overtakes the beginning of its channel', () => {
  it('leaves no call behind', async () => {
    const probe = await online(pbx);
    pbx.tell(say.created(caller, 'ring'), say.hungUp(phone), say.created(phone), say.dial(caller, phone));
    pbx.tell(say.state(phone, 'ringing'), say.hungUp(caller));
    const other = { ...phone, uniqueId: '2.2', name: 'PJSIP/101-00000009' };
    const second = { ...caller, uniqueId: '2.1', name: 'PJSIP/201-00000008' };
    pbx.tell(
      say.created(second, 'ring'),
      say.created(other),
      say.dial(second, other),
      say.state(other, 'ringing'),
    );
    await probe.told('RingStarted');
    expect(probe.line.calls).toHaveLength(1);
    expect(probe.line.calls).toMatchObject([{ uniqueId: '2.2' }]);
  });
});

describe('the link', () => {
  it('is reported step by step, with the version at the end', async () => {
    const probe = await online(pbx);
    expect(probe.links).toEqual(['connecting', 'connecting', 'checking', 'online']);
    expect(probe.line.link).toEqual({ state: 'online', version: 'Asterisk Call Manager/5.0.4' });
    const types = probe.events.map(({ type }) => type).filter((type) => type !== 'LineStateChanged');
    expect(types.slice(-3)).toEqual(['ActiveCallSnapshot', 'Connected', 'AgentStateChanged']);
    expect(types.slice(0, -3)).toEqual(['Disconnected', 'Disconnected', 'Disconnected']);
  });

  it('asks for no more than the account may, and for call events alone', async () => {
    await online(pbx);
    const { actions } = pbx.pbx.connection;
    expect(actions.map(({ name }) => name)).toEqual([
      'Challenge',
      'Login',
      'ListCommands',
      'Status',
      'ParkedCalls',
      'QueueStatus',
    ]);
    expect(actions[1]?.get('Events')).toBe('call,agent');
  });

  it('is given up when the login is refused', async () => {
    const source = { kind: 'ami', host: '127.0.0.1', username: 'cti', secret: () => 'wrong' } as const;
    const probe = keep(ConnectionProbe.at(pbx, { source: { ...source, port: pbx.pbx.port } }));
    probe.connection.start();
    await probe.link('refused');
    expect(probe.line.link).toMatchObject({ fault: { code: 'loginRefused' } });
    expect(probe.world.clock.pending).toBe(0);
  });

  it('is given up when the account may not see the calls', async () => {
    pbx.pbx.on('Status', (connection, action) => connection.refuse(action, 'Permission denied'));
    const probe = keep(ConnectionProbe.at(pbx));
    probe.connection.start();
    await probe.link('refused');
    expect(probe.line.link).toMatchObject({ fault: { code: 'rightsMissing' } });
    expect(await probe.dial()).toEqual({ status: 'refused', code: 'notConnected' });
    expect(probe.world.clock.pending).toBe(0);
  });

  it('asks again for the calls of a PBX that still boots, and says so', async () => {
    const silent = () => undefined;
    pbx.pbx.on('Status', silent);
    const probe = keep(ConnectionProbe.at(pbx));
    probe.connection.start();
    await probe.link('checking');
    await pbx.pbx.action('Status');
    probe.world.clock.advance(4_000);
    pbx.tell(['FullyBooted', []]);
    pbx.pbx.on('Status', (connection, action) => pbx.answerStatus(connection, action));
    probe.world.clock.advance(6_500);
    await probe.told('Error');
    expect(probe.events.find(({ type }) => type === 'Error')).toMatchObject({
      fault: { code: 'snapshotFailed' },
    });
    expect(probe.line.link.state).toBe('checking');
    probe.world.clock.advance(2_000);
    await probe.link('online');
  });

  describe('with a list of calls that does not end', () => {
    let probe: ConnectionProbe;
    let asked: ReceivedAction;
    let bytesIn = 0;

    beforeEach(async () => {
      pbx.pbx.on('Status', (link, action) => {
        asked = action;
        link.answer(action, [['EventList', 'start']]);
      });
      const onBytes = (direction: 'in' | 'out', bytes: Uint8Array): void => {
        if (direction === 'in') bytesIn += bytes.length;
      };
      const secret = (): string => 'cti-secret';
      const source = { kind: 'ami', host: '127.0.0.1', port: pbx.pbx.port, username: 'cti', secret } as const;
      probe = keep(new ConnectionProbe({ source: { ...source, onBytes } }));
      probe.connection.start();
      await probe.link('checking');
      await pbx.pbx.action('Status');
    });

    it('is made again after a minute, though items go on coming', async () => {
      const item = say.created(caller)[1];
      for (let seconds = 0; seconds < 60; seconds += 5) {
        const before = bytesIn;
        // Each item begins the list's own time limit again.
        pbx.pbx.connection.event('Status', [['ActionID', asked.actionId], ...item]);
        await expect.poll(() => bytesIn).toBeGreaterThan(before);
        expect(probe.line.link.state).toBe('checking');
        probe.world.clock.advance(5_000);
      }
      await probe.link('waiting');
      expect(probe.line.link).toMatchObject({ fault: { code: 'noAnswer' } });
    });

    it('is made again when more events came than can be kept', async () => {
      const [name, fields] = say.created(caller);
      for (let count = 0; count < 700; count++) {
        pbx.pbx.connection.event(name, [...fields, ['Context', 'x'.repeat(50_000)]]);
      }
      await probe.link('waiting');
      expect(probe.line.link).toMatchObject({ fault: { code: 'protocolBroken' } });
      pbx.pbx.on('Status', (link, action) => pbx.answerStatus(link, action));
      probe.passTime();
      await probe.link('online');
    });
  });

  it('needs neither ListCommands nor ParkedCalls: then everything is tried, and no one is parked', async () => {
    pbx.pbx.on('ListCommands', (connection, action) => connection.refuse(action, 'Permission denied'));
    pbx.pbx.on('ParkedCalls', (connection, action) => connection.refuse(action, 'Invalid/unknown command'));
    const probe = await online(pbx);
    expect(probe.line.features.can).toEqual(['MakeCall']);
  });

  it('comes back after it broke, at the time it said', async () => {
    const probe = await online(pbx);
    pbx.pbx.connection.reset();
    await probe.link('waiting');
    const { link } = probe.line;
    expect(link).toMatchObject({ state: 'waiting', attempt: 1, fault: { code: 'connectionLost' } });
    expect(link.state === 'waiting' && (link.retryAt ?? 0) - probe.world.clock.now()).toBe(250);
    expect(probe.line.features.denied).toEqual({ MakeCall: 'notConnected' });
    probe.passTime();
    await probe.link('online');
    // From the loss on it is one state until it stands again, with what went wrong: the attempt takes as long as it takes.
    expect(probe.links.slice(4)).toEqual(['waiting', 'waiting', 'waiting', 'checking', 'online']);
    expect(probe.events.filter((event) => 'link' in event && event.link.state === 'waiting')).toMatchObject([
      { link: { attempt: 1, retryAt: expect.any(Number), fault: { code: 'connectionLost' } } },
      { link: { attempt: 1, fault: { code: 'connectionLost' } } },
      { link: { attempt: 1, fault: { code: 'connectionLost' } } },
    ]);
    expect(pbx.pbx.connections).toHaveLength(2);
  });

  it('comes back at once when somebody cannot wait', async () => {
    const probe = await online(pbx);
    pbx.pbx.connection.reset();
    await probe.link('waiting');
    probe.connection.connectNow();
    await probe.link('online');
  });

  it('is off after the stop, which says goodbye and leaves nothing running', async () => {
    const probe = await online(pbx);
    await probe.connection.stop();
    expect(probe.line.link).toEqual({ state: 'off' });
    expect(pbx.pbx.connection.actions.at(-1)?.name).toBe('Logoff');
    expect(probe.world.clock.pending).toBe(0);
    expect(await probe.dial()).toEqual({ status: 'refused', code: 'notConnected' });
  });
});

describe('the calls that stand', () => {
  it('are found out at the start', async () => {
    pbx.channels = talking;
    const probe = await online(pbx);
    expect(probe.line.calls).toMatchObject([{ state: 'talking', number: '201', name: 'Customer Alpha' }]);
    expect(probe.line.calls[0]?.features.can).toContain('HoldCall');
    expect(probe.calls).toEqual([]);
  });

  it('hear what happened while they were found out, after the snapshot', async () => {
    pbx.channels = ringing;
    pbx.pbx.on('ParkedCalls', (connection, action) => {
      pbx.tell(...answered);
      connection.list(action, [], 'ParkedCallsComplete');
    });
    const probe = await online(pbx);
    await probe.told('CommutationStarted');
    expect(probe.line.calls).toMatchObject([{ state: 'talking' }]);
    const order = probe.events.map(({ type }) => type);
    expect(order.indexOf('CommutationStarted')).toBeGreaterThan(order.indexOf('ActiveCallSnapshot'));
  });

  it('end when they ended while they were found out', async () => {
    pbx.channels = talking;
    pbx.pbx.on('ParkedCalls', (connection, action) => {
      pbx.tell(...ends);
      connection.list(action, [], 'ParkedCallsComplete');
    });
    const probe = await online(pbx);
    await probe.told('RingFinished');
    expect(probe.calls).toEqual(['RingFinished']);
    expect(probe.line.calls).toEqual([]);
  });

  it('are reported once, when they came just before the snapshot that holds them, too', async () => {
    pbx.pbx.on('Status', (connection, action) => {
      pbx.tell(...comes);
      pbx.channels = ringing;
      pbx.answerStatus(connection, action);
    });
    const probe = await online(pbx);
    pbx.tell(...answered, ...ends);
    await probe.told('RingFinished');
    expect(probe.calls).toEqual(['CommutationStarted', 'RingFinished']);
    expect(probe.events.filter(({ type }) => type === 'ActiveCallSnapshot')).toMatchObject([{ calls: [{}] }]);
    expect(probe.line.ignored).toBe(0);
  });

  it('are none of those that came and went before the snapshot: those are reported as what they were', async () => {
    pbx.pbx.on('Status', (connection, action) => {
      pbx.tell(...comes, ...ends);
      pbx.answerStatus(connection, action);
    });
    const probe = await online(pbx);
    expect(probe.line.calls).toEqual([]);
    expect(probe.line.ignored).toBe(0);
    expect(probe.calls).toEqual(['RingStarted', 'RingFinished']);
  });
});

describe('a call over a broken link', () => {
  it('is checked, found again, and is the same call', async () => {
    const probe = await online(pbx);
    pbx.tell(...comes, ...answered);
    await probe.told('CommutationStarted');
    const [before] = probe.line.calls;
    pbx.pbx.connection.reset();
    await probe.link('waiting');
    expect(probe.line.calls).toMatchObject([{ id: before?.id, checking: true, features: { can: [] } }]);
    expect(probe.line.calls[0]?.features.denied).toMatchObject({ HoldCall: 'checkingCall' });
    pbx.channels = talking;
    probe.passTime();
    await probe.link('online');
    expect(probe.line.calls).toMatchObject([
      { id: before?.id, state: 'talking', startedAt: before?.startedAt },
    ]);
    expect(probe.line.calls[0]).not.toHaveProperty('checking');
    expect(probe.line.calls[0]?.features.can).toContain('HoldCall');
    pbx.tell(...ends);
    await probe.told('RingFinished');
    expect(probe.calls).toEqual(['RingStarted', 'CommutationStarted', 'RingFinished']);
    expect(probe.line.ignored).toBe(0);
  });

  it('is over when it is gone', async () => {
    const probe = await online(pbx);
    pbx.tell(...comes, ...answered);
    await probe.told('CommutationStarted');
    pbx.pbx.connection.reset();
    await probe.link('waiting');
    probe.passTime();
    await probe.link('online');
    expect(probe.calls).toEqual(['RingStarted', 'CommutationStarted', 'RingFinished']);
    expect(probe.line).toMatchObject({ calls: [], ignored: 0 });
  });

  it('stays in doubt as long as the PBX is away, however often it is tried', async () => {
    const probe = await online(pbx);
    pbx.tell(...comes);
    await probe.told('RingStarted');
    pbx.pbx.on('Status', (connection) => connection.reset());
    pbx.pbx.connection.reset();
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      await probe.until(() => probe.line.link.state === 'waiting');
      expect(probe.line.calls).toMatchObject([{ checking: true }]);
      const seen = probe.events.length;
      probe.passTime();
      await probe.until(() =>
        probe.events.slice(seen).some((event) => 'link' in event && 'retryAt' in event.link),
      );
    }
    expect(probe.calls).toEqual(['RingStarted']);
  });
});

describe('fields of packets that the settings ask for', () => {
  it('travel with the call, and nothing else does', async () => {
    const probe = await online(pbx, { packetInfoConfig: ['CTI_ID', 'X-Customer', 'Missing'] });
    const [event, fields] = say.created(caller, 'ring');
    pbx.tell([event, [...fields, ['CTI_ID', '4711'], ['x-customer', 'Jürgen'], ['Other', 'no']]]);
    pbx.tell(...comes.slice(1));
    const [name, ringingFields] = say.state(phone, 'ringing');
    pbx.tell([name, [...ringingFields, ['CTI_ID', '4712']]]);
    await probe.until(() => probe.line.calls[0]?.privateData !== undefined);
    expect(probe.line.calls[0]?.privateData).toEqual({ CTI_ID: '4712' });
  });

  it('are not there when no one asks', async () => {
    const probe = await online(pbx);
    const [name, fields] = say.state(phone, 'ringing');
    pbx.tell(...comes.slice(0, 3), [name, [...fields, ['CTI_ID', '4712']]]);
    await probe.told('RingStarted');
    expect(probe.line.calls[0]).not.toHaveProperty('privateData');
  });
});

describe('a listener that throws', () => {
  it('neither starves the others nor breaks the line, and is noted', async () => {
    const probe = keep(ConnectionProbe.at(pbx));
    let heard = 0;
    probe.connection.onEvent(() => {
      throw new Error('a listener of the test');
    });
    const stop = probe.connection.onEvent(() => (heard += 1));
    probe.connection.start();
    await probe.link('online');
    expect(heard).toBe(probe.events.length);
    expect(probe.world.log).toContainEqual(
      expect.objectContaining({ level: 'error', what: 'listener failed', detail: 'a listener of the test' }),
    );
    stop();
    pbx.tell(...comes);
    await probe.told('RingStarted');
    expect(heard).toBeLessThan(probe.events.length);
  });
});
