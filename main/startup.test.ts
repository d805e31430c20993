import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readStartup } from './startup.ts';

describe('starting', () => {
  it('asks for nothing in particular', () => {
    expect(readStartup({}, ['offhook'])).toEqual({});
    expect(readStartup({ OFFHOOK_USER_DATA: '', OFFHOOK_SECRET: '' }, ['offhook', '--user-data='])).toEqual(
      {},
    );
  });

  it('takes the secret out of the environment', () => {
    const env = { OFFHOOK_SECRET: 'hunter2!' };
    expect(readStartup(env, [])).toEqual({ secret: 'hunter2!' });
    expect(env).toEqual({});
  });

  it('keeps its state where it is told to, by argument before environment', () => {
    const env = { OFFHOOK_USER_DATA: '/tmp/a' };
    expect(readStartup(env, ['offhook', '.']).userData).toBe('/tmp/a');
    expect(readStartup(env, ['offhook', '--user-data=b', '--user-data=c']).userData).toBe(resolve('c'));
  });

  it('may look for the administrator’s file elsewhere', () => {
    expect(readStartup({ OFFHOOK_POLICY: '/tmp/policy.json' }, [])).toEqual({ policy: '/tmp/policy.json' });
  });

  it('may take its pages from a dev server', () => {
    const env = { ELECTRON_RENDERER_URL: 'http://localhost:5173' };
    expect(readStartup(env, [])).toEqual({ rendererUrl: 'http://localhost:5173' });
  });
});
