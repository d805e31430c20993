import { describe, expect, it } from 'vitest';
import { packageVersion, refusal } from './releaseVersion.mjs';

describe('the version of a package', () => {
  it('is that of package.json on the official Electron', () => {
    expect(packageVersion('1.2.3', { version: '45.4.1', official: true })).toBe('1.2.3');
  });

  it('says that it is for tests on any other, of the same number too', () => {
    expect(packageVersion('1.2.3', { version: '33.2.1', official: false })).toBe('1.2.3-test.electron33.2.1');
    expect(packageVersion('1.2.3', { version: '45.4.1', official: false })).toBe('1.2.3-test.electron45.4.1');
  });

  it('cannot be made of a runtime of unknown version', () => {
    expect(() => packageVersion('1.2.3', { version: 'of unknown version', official: false })).toThrow(
      'nothing is made with it',
    );
  });
});

describe('a package', () => {
  const pinned = '45.4.1';

  it('is made for release on the official Electron only', () => {
    expect(refusal('1.2.3', { packed: ['45.4.1', '45.4.1'], pinned })).toBeUndefined();
    expect(refusal('1.2.3', { packed: ['33.2.1', '33.2.1'], pinned })).toMatch(
      /Electron 33.2.1, not the official/,
    );
  });

  it('is not believed to be on the official one because the configuration says so', () => {
    expect(refusal('1.2.3', { packed: ['45.4.1', '33.2.1'], pinned })).toMatch(/Electron 33.2.1/);
    expect(refusal('1.2.3', { packed: ['33.2.1', undefined], pinned })).toMatch(/Electron 33.2.1/);
  });

  it('is made on another where its version names that one', () => {
    expect(refusal('1.2.3-test.electron33.2.1', { packed: ['33.2.1'], pinned })).toBeUndefined();
    expect(refusal('1.2.3-test.electron41.0.0', { packed: ['33.2.1'], pinned })).toMatch(/Electron 33.2.1/);
  });
});
