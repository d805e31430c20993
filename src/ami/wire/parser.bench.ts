import { bench, describe } from 'vitest';
import { AmiParser } from './parser.ts';
import { recordedBytes } from '../testing/recordings.ts';

// 200 calls at 40 a second with every event class read: the heaviest stream that was recorded.
const bytes = recordedBytes('22-pjsip', '21-load-200-calls');
const segmentBytes = 16 * 1024;

/** So that nothing is optimised away. */
let kept: unknown;
function keep(value: unknown): void {
  kept = value ?? kept;
}

describe(`the load recording of Asterisk 22 (${bytes.length} bytes)`, () => {
  bench('bytes to packets', () => {
    const parser = new AmiParser();
    for (let offset = 0; offset < bytes.length; offset += segmentBytes) {
      parser.push(bytes.subarray(offset, offset + segmentBytes));
    }
    parser.end();
  });

  bench('bytes to packets, each asked for its event and its ActionID', () => {
    const parser = new AmiParser();
    for (let offset = 0; offset < bytes.length; offset += segmentBytes) {
      for (const packet of parser.push(bytes.subarray(offset, offset + segmentBytes)))
        keep(packet.event ?? packet.actionId);
    }
    parser.end();
  });
});
