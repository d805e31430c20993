import { test } from '@playwright/test';
import { expect } from './expect.ts';
import { sessionCount, takeSession } from './sessions.ts';

const two = JSON.stringify([
  { DISPLAY: ':1', DBUS_SESSION_BUS_ADDRESS: 'unix:path=/1' },
  { DISPLAY: ':2', DBUS_SESSION_BUS_ADDRESS: 'unix:path=/2' },
]);

test('each worker is in a session of its own', () => {
  const env = { PATH: '/bin', DISPLAY: ':1', OFFHOOK_SESSIONS: two, TEST_PARALLEL_INDEX: '1' };
  takeSession(env);
  expect(env).toMatchObject({ PATH: '/bin', DISPLAY: ':2', DBUS_SESSION_BUS_ADDRESS: 'unix:path=/2' });
  expect(sessionCount(env)).toBe(2);
  expect(() => takeSession({ ...env, TEST_PARALLEL_INDEX: '2' })).toThrow('run with --workers=2');
});

test('by hand, without sessions, one test runs at a time, where it is started', () => {
  const env = { DISPLAY: ':0', TEST_PARALLEL_INDEX: '0' };
  takeSession(env);
  expect(env.DISPLAY).toBe(':0');
  expect(sessionCount(env)).toBe(1);
});
