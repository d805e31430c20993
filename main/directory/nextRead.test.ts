import { expect, it } from 'vitest';
import { nextReadMs } from './nextRead.ts';

const hourMs = 3_600_000;
const fault = (code: 'wrongPassword' | 'noPassword' | 'unreachable') => ({ fault: { code, detail: '' } });

it.each([
  ['that was never read is due', {}, 0],
  ['is due once what it gave is old', { readAt: 1_000 }, hourMs - 1_000],
  ['that is overdue is due at once', { readAt: -2 * hourMs }, 0],
  ['is not put off when the clock is put back', { readAt: 10 * hourMs }, hourMs],
  ['that was away is soon asked again', { readAt: 1_000, ...fault('unreachable') }, 300_000],
  ['that refused a password is not asked again with it', fault('wrongPassword'), undefined],
  ['is not asked without its password', fault('noPassword'), undefined],
])('a directory %s', (_what, status, expected) => {
  expect(nextReadMs(status, hourMs, 2_000)).toBe(expected === hourMs - 1_000 ? hourMs - 1_000 : expected);
});
