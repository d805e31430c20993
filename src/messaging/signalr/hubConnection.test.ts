import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HubConnection, type HubPage } from './hubConnection.ts';

const handshake = '{"protocol":"json","version":1}\u001e';
const ping = '{"type":6}\u001e';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function open(): { hub: HubConnection; sent: string[]; ended: [number, string][] } {
  const sent: string[] = [];
  const ended: [number, string][] = [];
  const page: HubPage = {
    receive: () => Promise.resolve(),
    refuse: () => undefined,
    count: () => true,
    end: (code, reason) => hub.close(code, reason),
  };
  const hub: HubConnection = new HubConnection(
    { send: (text) => sent.push(text), close: (code, reason) => ended.push([code, reason]) },
    page,
    { messageBytesMax: 1_000, hubPingMs: 15_000, hubSilenceMs: 60_000 },
  );
  return { hub, sent, ended };
}

describe('the time of a page', () => {
  it('is kept by pings in both directions', async () => {
    const { hub, sent, ended } = open();
    await hub.receive(handshake);
    for (let i = 0; i < 20; i += 1) {
      await hub.receive(ping);
      vi.advanceTimersByTime(15_000);
    }
    expect(sent).toEqual(['{}\u001e', ...Array.from({ length: 20 }, () => ping)]);
    expect(ended).toEqual([]);
    hub.left();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('ends when it has been silent for too long, and nothing runs on', async () => {
    const { hub, sent, ended } = open();
    await hub.receive(handshake);
    vi.advanceTimersByTime(60_000);
    expect(ended).toEqual([]);
    vi.advanceTimersByTime(15_000);
    expect(ended).toEqual([[1008, 'The page has been silent for too long.']]);
    expect(sent.at(-1)).toBe('{"type":7,"error":"The page has been silent for too long."}\u001e');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('ends without a handshake', () => {
    const { sent, ended } = open();
    vi.advanceTimersByTime(75_000);
    expect(ended).toEqual([[1002, 'The handshake did not come in time.']]);
    expect(sent).toEqual(['{"error":"The handshake did not come in time."}\u001e']);
  });
});

it('a service that goes leaves the client to connect again: no close is said', async () => {
  const { hub, sent, ended } = open();
  await hub.receive(handshake);
  hub.close(1001, 'the service is stopped');
  expect(sent).toEqual(['{}\u001e']);
  expect(ended).toEqual([[1001, 'the service is stopped']]);
});

it('nothing is said to a page before the handshake, nor after the end', async () => {
  const { hub, sent } = open();
  hub.send('early');
  await hub.receive(handshake);
  hub.send('event');
  hub.left();
  hub.send('late');
  expect(sent).toEqual(['{}\u001e', '{"type":1,"target":"ServerMessage","arguments":["event"]}\u001e']);
});
