import { expect, it } from 'vitest';
import { defaultSettings } from '../../src/settings/schema.ts';
import { SecretNotAvailable } from '../keyring/secrets.ts';
import { planOf } from './phonePart.ts';

const here = { ...defaultSettings, protocol: 'computer', url: 'pbx', extension: '101' } as const;
const passwordFor = (host: string): Promise<string> => Promise.resolve(`of ${host}`);
const noFile = (): Promise<never> => Promise.reject(Object.assign(new Error('no'), { code: 'ENOENT' }));

it('is planned by the settings, with the password of its host', async () => {
  const address = 'wss://pbx:8089/ws';
  expect(await planOf(here, { passwordFor, readFile: noFile })).toEqual({
    address,
    user: '101',
    password: 'of pbx:8089',
  });
  const readFile = (path: string): Promise<Uint8Array> => Promise.resolve(Buffer.from(`PEM in ${path}`));
  const settings = { ...here, phoneUser: 'web-101', phoneCaFile: '/ca.pem' };
  expect(await planOf(settings, { passwordFor, readFile })).toEqual({
    address,
    user: 'web-101',
    password: 'of pbx:8089',
    ca: 'PEM in /ca.pem',
  });
});

it('is not, and says why, where something is missing', async () => {
  expect(await planOf({ ...here, extension: '' }, { passwordFor, readFile: noFile })).toEqual({
    code: 'settingsIncomplete',
  });
  expect(await planOf({ ...here, phoneCaFile: '/ca.pem' }, { passwordFor, readFile: noFile })).toEqual({
    code: 'caUnreadable',
    detail: 'ENOENT',
  });
  const fails = (store?: 'locked') => (): Promise<never> =>
    Promise.reject(new SecretNotAvailable('none', store));
  expect(await planOf(here, { passwordFor: fails(), readFile: noFile })).toEqual({ code: 'passwordMissing' });
  expect(await planOf(here, { passwordFor: fails('locked'), readFile: noFile })).toEqual({
    code: 'keyringLocked',
  });
});
