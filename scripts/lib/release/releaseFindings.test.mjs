import { describe, expect, it } from 'vitest';
import {
  buildFinding,
  changelogFinding,
  electronFinding,
  tagFinding,
  treeFinding,
} from './releaseFindings.mjs';

describe('the tag', () => {
  it('names the version', () => {
    expect(tagFinding('1.2.3', ['latest', 'v1.2.3'])).toBeUndefined();
    expect(tagFinding('1.2.3-rc.1', ['v1.2.3-rc.1'])).toBeUndefined();
  });

  it('is missing, or another', () => {
    expect(tagFinding('1.2.3', [])).toBe('no tag v1.2.3 at this commit');
    expect(tagFinding('1.2.3', ['v1.2.4'])).toBe('package.json says 1.2.3, the tag here is v1.2.4');
  });

  it('is never that of a package for tests', () => {
    const version = '1.2.3-test.electron33.2.1';
    expect(tagFinding(version, [`v${version}`])).toBe(`${version} is not a version to release`);
  });
});

describe('the changelog', () => {
  const head = '# Changelog\n\n## [Unreleased]\n\n';

  it('has a dated section with something in it', () => {
    expect(
      changelogFinding('1.2.3', `${head}## [1.2.3] - 2026-01-31\n\n### Added\n\n- Calls.\n`),
    ).toBeUndefined();
  });

  it('lacks it, its date or its content', () => {
    expect(changelogFinding('1.2.3', `${head}## [1.2.30] - 2026-01-31\n- Calls.\n`)).toMatch(
      'no section [1.2.3]',
    );
    expect(changelogFinding('1.2.3', `${head}## [1.2.3]\n- Calls.\n`)).toMatch('has no date');
    expect(
      changelogFinding('1.2.3', `${head}## [1.2.3] - 2026-01-31\n\n## [1.2.2] - 2026-01-30\n- Calls.\n`),
    ).toMatch('is empty');
  });

  it('still has what would be released unnamed', () => {
    expect(changelogFinding('1.2.3', `${head}- More.\n\n## [1.2.3] - 2026-01-31\n- Calls.\n`)).toMatch(
      'Unreleased',
    );
  });
});

describe('the tree', () => {
  it('is clean, or names what is not', () => {
    expect(treeFinding('')).toBeUndefined();
    expect(treeFinding(' M main/index.ts\n?? notes.txt\n')).toBe('not committed: main/index.ts, notes.txt');
  });
});

describe('Electron', () => {
  it('is one supported version', () => {
    expect(electronFinding('45.4.1', '45.4.1', '45.5.0')).toBeUndefined();
    expect(electronFinding('45.4.1', '45.4.1', '47.0.0')).toBeUndefined();
  });

  it('is out of support, not pinned, not the one installed, or cannot be judged', () => {
    expect(electronFinding('45.4.1', '45.4.1', '48.0.0')).toMatch('out of support');
    expect(electronFinding('^45.4.1', '45.4.1', '45.4.1')).toMatch('not one version');
    expect(electronFinding('46.0.0-beta.1', '46.0.0-beta.1', '45.4.1')).toMatch('not one version');
    expect(electronFinding('45.4.1', '45.4.0', '45.4.1')).toMatch('45.4.0 in package-lock.json');
    expect(electronFinding('45.4.1', '45.4.1', undefined)).toMatch('could not be asked');
  });
});

describe('the build', () => {
  it('gives the same twice', () => {
    expect(buildFinding({ a: '1', b: '2' }, { b: '2', a: '1' })).toBeUndefined();
  });

  it('names what differs, came or went', () => {
    expect(buildFinding({ a: '1', b: '2', c: '3' }, { a: '1', b: 'x', d: '4' })).toMatch('b, c, d');
    expect(buildFinding({}, {})).toBe('nothing was built');
  });
});
