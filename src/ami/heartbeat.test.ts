import { describe, expect, test, vi } from 'vitest';
import { Heartbeat } from './heartbeat.ts';
import { FakeClock } from './testing/fakeClock.ts';

function start(missesMax = 2) {
  const clock = new FakeClock();
  const ping = vi.fn();
  const onDead = vi.fn();
  const heartbeat = new Heartbeat({ intervalMs: 10_000, missesMax, clock, ping, onDead });
  return { clock, ping, onDead, heartbeat };
}

describe('the heartbeat', () => {
  test('pings into silence and gives up after two unanswered pings', () => {
    const { clock, ping, onDead } = start();
    clock.advance(9_999);
    expect(ping).not.toHaveBeenCalled();
    clock.advance(1);
    expect(ping).toHaveBeenCalledTimes(1);
    clock.advance(10_000);
    expect(ping).toHaveBeenCalledTimes(2);
    expect(onDead).not.toHaveBeenCalled();
    clock.advance(10_000);
    expect(onDead).toHaveBeenCalledTimes(1);
    expect(clock.pending).toBe(0);
  });

  test('counts any byte as life, and need not ping while bytes come', () => {
    const { clock, ping, onDead, heartbeat } = start();
    for (let turn = 0; turn < 10; turn += 1) {
      heartbeat.alive();
      clock.advance(10_000);
    }
    expect(ping).not.toHaveBeenCalled();
    clock.advance(20_000);
    expect(ping).toHaveBeenCalledTimes(2);
    heartbeat.alive();
    clock.advance(20_000);
    expect(onDead).not.toHaveBeenCalled();
    expect(ping).toHaveBeenCalledTimes(3);
  });

  test('asked to check now, waits for one sign of life only', () => {
    const { clock, ping, onDead, heartbeat } = start();
    heartbeat.alive();
    heartbeat.checkNow(3_000);
    expect(ping).toHaveBeenCalledTimes(1);
    clock.advance(3_000);
    expect(onDead).toHaveBeenCalledTimes(1);
  });

  test('goes on as before when the check was answered', () => {
    const { clock, ping, onDead, heartbeat } = start();
    heartbeat.checkNow(3_000);
    heartbeat.alive();
    clock.advance(3_000 + 20_000);
    expect(ping).toHaveBeenCalledTimes(3);
    expect(onDead).not.toHaveBeenCalled();
  });

  test('leaves no timer when it is stopped, not even from within a ping', () => {
    const { clock, ping, onDead, heartbeat } = start();
    ping.mockImplementation(() => heartbeat.stop());
    clock.advance(100_000);
    expect(ping).toHaveBeenCalledTimes(1);
    expect(onDead).not.toHaveBeenCalled();
    expect(clock.pending).toBe(0);
  });
});
