import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it, vi } from 'vitest';
import { TestPage } from './testing/testPage.ts';
import { ServiceBench } from './testing/serviceBench.ts';

const bench = new ServiceBench();

describe('a hostile page', () => {
  it.each(['{"command":', '[]', '"x"', '{"command":7}', '{"command":""}', '\u0000', ''])(
    'that sends %j gets one clear error',
    async (message) => {
      await bench.serve();
      const [hostile, other] = [await bench.page(), await bench.page()];
      hostile.send(message);
      expect(await hostile.content(3)).toMatchObject({ errorType: 0, internalErrorCode: 'badMessage' });
      await other.settled();
    },
  );

  it('that goes on sending nonsense is shown the door, and no one else is', async () => {
    await bench.serve();
    const [hostile, other] = [await bench.page(), await bench.page()];
    for (let i = 0; i < 10; i += 1) hostile.send('nonsense');
    expect(await hostile.closed()).toBe(1008);
    await other.settled();
    expect(bench.service.pages).toBe(1);
  });

  it('that sends binary gets a refusal; one that sends too much at once is cut off', async () => {
    await bench.serve({ messageBytesMax: 1_000 });
    const hostile = await bench.page();
    hostile.sendBinary(new Uint8Array([1, 2]));
    expect(await hostile.content(3)).toMatchObject({ internalErrorCode: 'badMessage' });
    hostile.send('x'.repeat(1_001));
    expect(await hostile.closed()).toBe(1009);
  });

  it('that floods is stopped', async () => {
    await bench.serve();
    const hostile = await bench.page();
    for (let i = 0; i < 60; i += 1) hostile.command('QueryLineState');
    expect(await hostile.closed()).toBe(1008);
  });

  it('that dials too often is refused', async () => {
    await bench.serve({ callsPerMinute: 2 });
    const hostile = await bench.page();
    for (let i = 0; i < 3; i += 1) hostile.command('MakeCall', '', { targetAddress: '201' });
    expect(await hostile.content(3)).toMatchObject({ internalErrorCode: 'tooManyCalls' });
    expect(bench.line.asked).toHaveLength(2);
  });

  it('that opens too many sockets is refused', async () => {
    await bench.serve({ pagesPerOriginMax: 2 });
    await bench.page();
    await bench.page();
    await expect(TestPage.connect(bench.service.port)).rejects.toThrow('503');
  });

  it('may not dial what the rules or the agent forbid', async () => {
    await bench.serve();
    bench.line.dialable = (number) => !number.startsWith('0900');
    const hostile = await bench.page();
    hostile.command('MakeCall', '', { targetAddress: '0900123' });
    expect(await hostile.content(3)).toMatchObject({ internalErrorCode: 'numberNotAllowed' });
    expect(bench.line.asked).toEqual([]);
    expect(bench.line.logged).toContainEqual(
      expect.objectContaining({ what: 'page may not dial', number: '0900123' }),
    );
  });

  it('cannot have more calls by more sockets, nor by coming back', async () => {
    await bench.serve({ callsPerMinute: 2 });
    const [first, second] = [await bench.page(), await bench.page()];
    for (const each of [first, second]) {
      each.command('MakeCall', '', { targetAddress: '201' });
      await each.next(4);
    }
    first.close();
    const again = await bench.page();
    again.command('MakeCall', '', { targetAddress: '201' });
    expect(await again.content(3)).toMatchObject({ internalErrorCode: 'tooManyCalls' });
    const other = await bench.page({ origin: 'https://other.example' });
    other.command('MakeCall', '', { targetAddress: '201' });
    await other.next(4);
  });

  it('that waits for a decision with many sockets keeps no one out', async () => {
    await bench.serve({ waitingMax: 3, waitingPerSiteMax: 2 });
    bench.line.decided = { 'https://crm.example.com': true };
    bench.line.allowed = () => new Promise(() => undefined);
    const evil = (name: string): Promise<unknown> =>
      TestPage.connect(bench.service.port, { origin: `https://${name}.example` }).catch(
        (error: unknown) => error,
      );
    const waiting = [evil('a'), evil('a')];
    await vi.waitFor(() => expect(bench.line.questions).toHaveLength(2));
    expect(String(await evil('a'))).toContain('503');
    waiting.push(evil('b'));
    await vi.waitFor(() => expect(bench.line.questions).toHaveLength(3));
    expect(String(await evil('c'))).toContain('503');
    await bench.page();
    await bench.service.stop();
    for (const each of waiting) expect(String(await each)).toContain('socket hang up');
  });

  it('that plays again what was said on another connection gets a refusal, and nothing is carried out', async () => {
    await bench.serve();
    const [victim, hostile] = [await bench.page(), await bench.page()];
    const { connectionUId } = victim.frames.find(({ eventType }) => eventType === 2)!;
    hostile.send({ command: 'MakeCall', connectionUId, parameters: { targetAddress: '201' } });
    expect(await hostile.content(3)).toMatchObject({ errorType: 2, internalErrorCode: 'otherConnection' });
    expect(bench.line.asked).toEqual([]);
    victim.send({ command: 'MakeCall', connectionUId, parameters: { targetAddress: '201' } });
    await victim.next(4);
  });

  it.each([
    ['half a frame', Buffer.from([0x81, 0xfe, 0x10, 0x00, 1, 2, 3, 4, 5])],
    ['an unmasked frame', Buffer.from([0x81, 0x02, 0x7b, 0x7d])],
    ['half a character', Buffer.from([0x81, 0x81, 0, 0, 0, 0, 0xc3])],
    ['a frame of no kind', Buffer.from([0x8f, 0x80, 0, 0, 0, 0])],
  ])('that sends %s and goes harms no one else', async (_what, bytes) => {
    await bench.serve();
    const other = await bench.page();
    const raw = connect(bench.service.port, '127.0.0.1');
    raw.on('error', () => undefined);
    raw.write(
      `GET / HTTP/1.1\r\nHost: 127.0.0.1:${bench.service.port}\r\nOrigin: https://crm.example.com\r\n` +
        'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n' +
        'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
    );
    await vi.waitFor(() => expect(bench.service.pages).toBe(2));
    raw.write(bytes, () => raw.destroy());
    await vi.waitFor(() => expect(bench.service.pages).toBe(1));
    await other.settled();
  });

  it.each(['//', '/?token=%', '/?token=', '*'])(
    'that asks for %j is refused like any other',
    async (path) => {
      await bench.serve();
      const raw = connect(bench.service.port, '127.0.0.1');
      raw.write(
        `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${bench.service.port}\r\nConnection: Upgrade\r\n` +
          'Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
      );
      const [answer] = (await once(raw, 'data')) as [Buffer];
      expect(answer.toString()).toContain('401');
      raw.destroy();
    },
  );
});
