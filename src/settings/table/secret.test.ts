import { describe, expect, it } from 'vitest';
import { hostKey, missingSecret } from './secret.ts';

const secretFor = (...hosts: string[]) => ({
  hasAny: hosts.length > 0,
  hasFor: (host: string) => hosts.includes(hostKey(host)),
});
const pbx = { url: 'pbx.example.org', filePath: '' };

describe('a secret that was not typed', () => {
  it.each([
    ['is required where there is none at all', pbx, secretFor(), 'required'],
    ['is known for the same host', pbx, secretFor('pbx.example.org'), undefined],
    ['is needed for a new host', pbx, secretFor('other.example.org'), 'secretNeededForNewHost'],
    [
      'is known for the same host in capitals, with spaces around it',
      { ...pbx, url: ' PBX.Example.org ' },
      secretFor('pbx.example.org'),
      undefined,
    ],
    ['is not needed without a host', { ...pbx, url: ' ' }, secretFor(), undefined],
    ['is not needed for a recording', { ...pbx, filePath: '/tmp/session' }, secretFor(), undefined],
  ])('%s', (_title, settings, known, code) => {
    expect(missingSecret(settings, known)).toBe(code);
  });
});
