import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { UpdateState } from '../../src/ipc/updates.ts';
import { faultOf, UpdateFault } from './fault.ts';
import { fitsPin } from './pin.ts';
import { next, type UpdateEvent } from './state.ts';

const version = fc.constantFrom('1.3.0', '1.4.0');
const events: fc.Arbitrary<UpdateEvent> = fc.oneof(
  fc.constant<UpdateEvent>({ type: 'off', why: 'settings' }),
  fc.constant<UpdateEvent>({ type: 'on' }),
  fc.constant<UpdateEvent>({ type: 'checking' }),
  fc.constant<UpdateEvent>({ type: 'nothingNewer', wallMs: 1 }),
  version.map<UpdateEvent>((found) => ({ type: 'found', version: found })),
  fc.double().map<UpdateEvent>((percent) => ({ type: 'progress', percent })),
  fc.constant<UpdateEvent>({ type: 'interrupted' }),
  fc.constant<UpdateEvent>({ type: 'downloaded' }),
  fc.constant<UpdateEvent>({ type: 'failed', code: 'updateFailed', detail: '' }),
);

describe('what is shown', () => {
  it('is ready only after that very version was found, and never while it is off', () => {
    fc.assert(
      fc.property(fc.array(events, { maxLength: 30 }), (all) => {
        let state: UpdateState = { phase: 'none' };
        let found = '';
        for (const event of all) {
          const before = state;
          state = next(state, event);
          if (event.type === 'found') found = event.version;
          if (before.phase === 'off' && event.type !== 'on') expect(state.phase).toBe('off');
          if (state.phase === 'ready') expect(state.version).toBe(found);
          if (state.phase === 'downloading') expect(state.percent).toBeGreaterThanOrEqual(0);
          if (state.phase === 'downloading') expect(state.percent).toBeLessThanOrEqual(100);
        }
      }),
    );
  });

  it('keeps what is ready while it is asked for something newer, and through a failure of that', () => {
    const ready: UpdateState = { phase: 'ready', version: '1.3.0' };
    expect(next(ready, { type: 'checking' })).toBe(ready);
    expect(next(ready, { type: 'failed', code: 'updateUnreachable', detail: '' })).toBe(ready);
    expect(next(ready, { type: 'found', version: '1.3.0' })).toBe(ready);
  });
});

it.each([
  ['1.4.2', '', true],
  ['1.4.2', '1.4', true],
  ['1.40.2', '1.4', false],
  ['1.4.2', '1', true],
  ['1.4.2', '1.4.2', true],
  ['1.4.2-beta.1', '1.4.2', false],
  ['1.4.20', '1.4.2', false],
])('%s where %j is named: %s', (offered, pin, fits) => {
  expect(fitsPin(offered, pin)).toBe(fits);
});

it.each<[string, unknown]>([
  ['updateUnsigned', new UpdateFault('updateUnsigned', 'x')],
  ['updateDiskFull', Object.assign(new Error('x'), { code: 'ENOSPC' })],
  ['updateNotWritable', Object.assign(new Error('x'), { code: 'EROFS' })],
  ['updateWrongBytes', Object.assign(new Error('x'), { code: 'ERR_CHECKSUM_MISMATCH' })],
  ['updateTruncated', new Error('net::ERR_CONTENT_LENGTH_MISMATCH')],
  ['updateUnreachable', new Error('net::ERR_NAME_NOT_RESOLVED')],
  ['updateUnreachable', new TypeError('fetch failed')],
  ['updateUnreachable', new Error('Cannot download "https://a/b", status 503: busy')],
  ['updateFailed', 'something else'],
])('is reported as %s', (code, error) => {
  expect(faultOf(error).code).toBe(code);
});
