import { describe, expect, it } from 'vitest';
import { isServiceChannel } from './serviceChannel.ts';

describe('a channel that serves the PBX', () => {
  it.each([
    'Announcer/ARI-00000001;2',
    'AudioSocket/127.0.0.1:8090-0x7f10',
    'CBAnn/400-00000001;1',
    'CBRec/400-00000001;1',
    'DAHDI/pseudo-12345',
    'MulticastRTP/0x7f10',
    'Recorder/ARI-00000001;2',
    'Snoop/1700000000.1-00000002',
    'Surrogate/PJSIP/101-00000002',
    'UnicastRTP/127.0.0.1:8090-0x7f10',
    'WebSocket/INCOMING/0x7f10',
  ])('is %s', (name) => {
    expect(isServiceChannel(name)).toBe(true);
  });

  it.each([
    'DAHDI/i2/690123456-770d',
    'DAHDI/pseudonym-1',
    'Local/101@from-queue-00000001;1',
    'PJSIP/Recorder-00000001',
    'SCCP/206-00000007',
    'SIP/Snoop-00000001',
    'SIP/Zadarma usa-0000061a',
    'constructor/101-1',
    'IAX2/announcer-1',
  ])('is not %s', (name) => {
    expect(isServiceChannel(name)).toBe(false);
  });
});
