import { test } from '@playwright/test';
import { expect } from '../expect.ts';
import { takePortBlock, type PortBlock } from '../pbx/ports.ts';
import { SipPhone } from './sipPhone.ts';

/** Two of our phones, each the other's PBX: what they say to Asterisk they must also understand. */
test.describe('two SIP phones, directly', () => {
  let ports: PortBlock;
  let alice: SipPhone;
  let bob: SipPhone;

  test.beforeEach(async () => {
    ports = await takePortBlock();
    const [alicePort, bobPort] = [ports.phone(0), ports.phone(1)];
    alice = await SipPhone.start({
      number: '101',
      name: 'Alice "A" \\ Ä',
      port: alicePort,
      pbxPort: bobPort,
    });
    bob = await SipPhone.start({ number: '201', port: bobPort, pbxPort: alicePort });
  });

  test.afterEach(async () => {
    await alice.stop();
    await bob.stop();
    await ports.release();
  });

  test('ring, talk, hold, be held, resume, hang up', async () => {
    const atAlice = await alice.dial('201');
    const atBob = await bob.waitFor('ringing');
    await alice.waitFor('ringing');
    expect(atBob.remote).toEqual({ number: '101', name: 'Alice "A" \\ Ä' });

    atBob.answer();
    await alice.waitFor('up');
    expect(atBob.state).toBe('up');

    await atAlice.hold();
    await bob.waitFor('heldByPeer');
    expect(atBob.heldByPeer).toBe(true);
    expect(atAlice.heldByPeer, 'the answer to our own hold is not a hold').toBe(false);
    await atBob.hold('inactive');
    await alice.waitFor('heldByPeer');
    await atBob.resume();
    await alice.waitFor('resumedByPeer');
    expect(atBob.heldByPeer, 'still held by the other side').toBe(true);
    await atAlice.resume();
    await bob.waitFor('resumedByPeer');

    await atBob.hangup();
    await alice.waitFor('ended');
    expect(atAlice.end).toEqual({ by: 'peer', how: 'bye' });
    expect(atBob.end).toEqual({ by: 'us', how: 'bye' });
  });

  test('keys pressed are heard in their order, also the same one twice', async () => {
    bob.onCall = { do: 'answer', afterMs: 10 };
    const atAlice = await alice.dial('201');
    await alice.waitFor('up');
    const atBob = await bob.waitFor('up');
    atAlice.press('47#');
    await expect.poll(() => atBob.rtp.digits).toBe('47#');
    atBob.press('*00');
    await expect.poll(() => atAlice.rtp.digits).toBe('*00');
    expect(() => atAlice.press('x')).toThrow('no key x');
  });

  test('busy at once, declined after ringing, given up by the caller', async () => {
    bob.onCall = { do: 'refuse', status: 486 };
    const busy = await alice.dial('201');
    await alice.waitFor('ended');
    expect(busy.end).toEqual({ by: 'peer', how: 'refused', status: 486 });

    bob.onCall = { do: 'refuse', status: 603, afterMs: 100 };
    const declined = await alice.dial('201');
    await alice.waitFor('ringing');
    await alice.waitFor('ended');
    expect(declined.end?.status).toBe(603);

    bob.onCall = { do: 'ring' };
    const givenUp = await alice.dial('201');
    const missed = await bob.waitFor('ringing', (call) => call.state === 'ringing');
    await givenUp.hangup();
    await bob.waitFor('ended', (call) => call === missed);
    expect(missed.end).toEqual({ by: 'peer', how: 'cancel' });
    await expect.poll(() => alice.log.toString()).toContain('487');
  });

  test('switched off in a call, and once more: the other side hangs up alone', async () => {
    bob.onCall = { do: 'answer', afterMs: 0 };
    const atAlice = await alice.dial('201');
    await alice.waitFor('up');
    await bob.stop();
    await bob.stop();
    void atAlice.hangup().catch(() => undefined);
    expect(alice.liveCalls).toEqual([]);
  });

  test('a second call while one is up', async () => {
    bob.onCall = { do: 'answer', afterMs: 0 };
    const first = await alice.dial('201');
    await alice.waitFor('up');
    const second = await alice.dial('201');
    await alice.waitFor('up');
    expect(bob.liveCalls).toHaveLength(2);
    await first.hangup();
    await bob.waitFor('ended');
    expect(second.state).toBe('up');
    expect(bob.liveCalls).toHaveLength(1);
  });
});
