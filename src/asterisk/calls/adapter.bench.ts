import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bench } from 'vitest';
import { AsteriskAdapter } from './adapter.ts';
import { dialect1 } from '../dialect/dialect1.ts';
import { dialect2 } from '../dialect/dialect2.ts';
import { isAmi1, packetsOf } from '../recording/recording.ts';

// A busy PBX seen from one desk: 200 calls of others, 40 a second, every event followed and none of them the line's.
for (const pbx of ['11-sip', '16-pjsip', '22-pjsip']) {
  const file = join(import.meta.dirname, '../recordings', pbx, '21-load-200-calls.server.txt');
  const { greeting, packets } = packetsOf(readFileSync(file));
  const dialect = isAmi1(greeting) ? dialect1 : dialect2;
  bench(`${packets.length} packets of ${pbx}, from packet to call event`, () => {
    const adapter = new AsteriskAdapter({
      extension: '101',
      device: 'PJSIP/101',
      sendRingStartedOnRingingState: true,
      newId: () => 'call',
      emit: () => undefined,
    });
    const at = { monoMs: 0, wallMs: 0 };
    for (const packet of packets) for (const event of dialect.read(packet)) adapter.handle(event, at);
  });
}
