import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { aboutApp } from './about.ts';

const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  devDependencies: { electron: string };
};

describe('about', () => {
  it('is the version of the package, on the Electron that it pins', () => {
    const { electron } = manifest.devDependencies;
    expect(aboutApp('1.2.3', electron, 'linux')).toEqual({
      version: '1.2.3',
      electron,
      testRuntime: false,
      platform: 'linux',
    });
  });

  it('says when it runs on another Electron', () => {
    expect(aboutApp('1.2.3', '33.2.1', 'linux')).toMatchObject({ electron: '33.2.1', testRuntime: true });
  });
});
