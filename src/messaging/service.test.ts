import { connect } from 'node:net';
import { describe, expect, it, vi } from 'vitest';
import { TestPage } from './testing/testPage.ts';
import { ServiceBench } from './testing/serviceBench.ts';

const bench = new ServiceBench();

describe('the handshake', () => {
  it('loads the library, opens the connection, reports the line and the calls', async () => {
    await bench.serve();
    const opened = await bench.socket();
    opened.send({
      command: 'LoadLibrary',
      commandUId: 'a',
      parameters: { AssemblyName: 'Terrasoft.Messaging' },
    });
    const loaded = await opened.next(1);
    expect(loaded).toMatchObject({ commandUId: 'a', content: expect.stringMatching(/^id-/) as string });
    opened.send({
      command: 'OpenConnection',
      parameters: { connectionParams: '{}', sessionServiceParams: '{}' },
    });
    expect((await opened.next(2)).connectionUId).not.toBe('');
    expect(await opened.content(11)).toEqual({ callFeaturesSet: 0x2 });
    expect(await opened.content(12)).toBe('Offline');
    opened.command('QueryActiveCallSnapshot');
    expect(await opened.content(10)).toEqual({ CurrentCall: null, ActiveCalls: [] });
  });

  it('answers a command that comes before it with error 3, and carries nothing out', async () => {
    await bench.serve();
    const early = await bench.socket();
    early.command('MakeCall', '', { targetAddress: '201' });
    expect(await early.content(3)).toMatchObject({
      errorType: 3,
      internalErrorCode: 'notOpen',
      source: 'MakeCall',
    });
    early.command('OpenConnection');
    expect(await early.content(3)).toMatchObject({ errorType: 3, internalErrorCode: 'notLoaded' });
    expect(bench.line.asked).toEqual([]);
  });

  it('says whose line it is before the connection is open, and nothing more than that', async () => {
    await bench.serve();
    const early = await bench.socket();
    early.command('QueryLineOwner', '', {}, 'who');
    const { commandUId, content, privateData } = await early.next(4);
    expect({ commandUId, content, privateData }).toEqual({
      commandUId: 'who',
      content: '{"extension":"101"}',
      privateData: '',
    });
    early.command('QueryLineState');
    expect(await early.content(3)).toMatchObject({ internalErrorCode: 'notOpen' });
  });

  it('says it to no page that was not let in', async () => {
    await bench.serve();
    bench.line.allowed = () => Promise.resolve(false);
    const refused = TestPage.connect(bench.service.port, { origin: 'https://other.example.net' });
    await expect(refused).rejects.toThrow('403');
    await expect(refused).rejects.not.toThrow('101');
  });

  it('ignores the keep-alives of the page library', async () => {
    await bench.serve();
    const opened = await bench.page();
    const before = opened.frames.length;
    opened.send({ Id: 'x', Header: { Sender: 'y' }, Body: 'ping' });
    await opened.settled();
    expect(opened.frames.length).toBe(before + 1);
  });
});

describe('who may connect', () => {
  it('is no program of another user of this computer: it is turned away before anything is asked', async () => {
    await bench.serve();
    bench.line.isPeerOurs = false;
    await expect(TestPage.connect(bench.service.port)).rejects.toThrow('421');
    await expect(
      TestPage.connect(bench.service.port, { headers: { Authorization: 'Bearer right-token' } }),
    ).rejects.toThrow('421');
    expect(bench.line.questions).toEqual([]);
    expect(bench.line.logged).toContainEqual(
      expect.objectContaining({ why: 'another user of this computer' }),
    );
  });

  it('is no page that came over http where no one let it in, and the log says why', async () => {
    await bench.serve();
    bench.line.decided = { 'http://crm.example.com': false };
    await expect(TestPage.connect(bench.service.port, { origin: 'http://crm.example.com' })).rejects.toThrow(
      '403',
    );
    expect(bench.line.logged).toContainEqual(expect.objectContaining({ why: 'a page that came over http' }));
  });

  it('is asked of the agent by name, before the socket opens', async () => {
    await bench.serve();
    bench.line.allowed = () => Promise.resolve(false);
    await expect(TestPage.connect(bench.service.port, { origin: 'https://evil.example' })).rejects.toThrow(
      '403',
    );
    expect(bench.line.questions).toEqual(['evil.example']);
    expect(bench.service.pages).toBe(0);
  });

  it('is no one when the agent does not answer in time', async () => {
    await bench.serve({ decisionMs: 20 });
    bench.line.allowed = (_origin, signal) =>
      new Promise((resolve) => signal.addEventListener('abort', () => resolve(false)));
    await expect(TestPage.connect(bench.service.port)).rejects.toThrow('403');
  });

  it.each(['null', 'file://', 'https://crm.example.com/path', 'chrome-extension://abc', 'nonsense'])(
    'is not a page of origin %s',
    async (origin) => {
      await bench.serve();
      await expect(TestPage.connect(bench.service.port, { headers: { Origin: origin } })).rejects.toThrow(
        '403',
      );
      expect(bench.line.questions).toEqual([]);
    },
  );

  it('without an origin shows the token', async () => {
    await bench.serve();
    await expect(TestPage.connect(bench.service.port, {})).rejects.toThrow('401');
    await expect(
      TestPage.connect(bench.service.port, { headers: { Authorization: 'Bearer wrong' } }),
    ).rejects.toThrow('401');
    bench.pages.push(
      await TestPage.connect(bench.service.port, { headers: { Authorization: 'Bearer right-token' } }),
    );
    bench.pages.push(await TestPage.connect(bench.service.port, {}, '/?token=right-token'));
    expect(bench.service.pages).toBe(2);
  });

  it('does not come by another name of this machine', async () => {
    await bench.serve();
    const rebound = {
      origin: 'https://crm.example.com',
      headers: { Host: `evil.example:${bench.service.port}` },
    };
    await expect(TestPage.connect(bench.service.port, rebound)).rejects.toThrow('403');
  });

  it('is shown the door once not allowed any more', async () => {
    await bench.serve();
    const opened = await bench.page();
    bench.service.dismiss((name) => name !== 'https://crm.example.com');
    expect(await opened.closed()).toBe(1008);
  });
});

describe('the end', () => {
  it('does not wait for a page that does not answer', async () => {
    await bench.serve({ farewellMs: 50 });
    const raw = connect(bench.service.port, '127.0.0.1');
    raw.on('error', () => undefined);
    raw.write(
      `GET / HTTP/1.1\r\nHost: 127.0.0.1:${bench.service.port}\r\nOrigin: https://crm.example.com\r\n` +
        'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n' +
        'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
    );
    await vi.waitFor(() => expect(bench.service.pages).toBe(1));
    await bench.service.stop();
    expect(bench.service.pages).toBe(0);
    raw.destroy();
  });

  it('is reported to every page', async () => {
    await bench.serve();
    const opened = await bench.page();
    const closed = opened.closed();
    await bench.service.stop();
    expect(await closed).toBe(1001);
  });
});
