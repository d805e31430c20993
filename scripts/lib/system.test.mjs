import { expect, it } from 'vitest';
import { troubleText } from './system.mjs';

const nothing = { libraries: [], noXvfb: false, packages: undefined, sandbox: [] };
const sandbox = ["chown root:root '/e/chrome-sandbox'", "chmod 4755 '/e/chrome-sandbox'"];
const commandsIn = (text) => text.split('\n').filter((line) => line.startsWith('  '));

it('whatever an ordinary user lacks, one command brings all of it', () => {
  const missing = {
    libraries: ['libgtk-3.so.0'],
    noXvfb: true,
    packages: 'apt-get install -y xvfb',
    sandbox,
  };
  const text = troubleText(missing);
  expect(text).toContain('libgtk-3.so.0');
  expect(text).toContain('Xvfb');
  expect(commandsIn(text)).toEqual([
    '  sudo sh -c "apt-get update && apt-get install -y xvfb && ' +
      "chown root:root '/e/chrome-sandbox' && chmod 4755 '/e/chrome-sandbox'\"",
  ]);
  expect(commandsIn(troubleText({ ...nothing, sandbox }))).toHaveLength(1);
});

it('where there is no apt, what is missing is named', () => {
  const text = troubleText({ ...nothing, libraries: ['libnss3.so'] });
  expect(text).toContain('packages of your distribution');
  expect(commandsIn(text)).toEqual([]);
});

it('where nothing is missing there is nothing to say', () => {
  expect(troubleText(nothing)).toBeUndefined();
});
