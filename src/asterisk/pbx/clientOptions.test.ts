import { expect, it } from 'vitest';
import { LineWorld } from '../testing/lineWorld.ts';
import { clientOptions } from './clientOptions.ts';

const source = { kind: 'ami', host: 'pbx', port: 5038, username: 'cti', secret: () => 's' } as const;

function warnedOf(charset?: string): readonly string[] {
  const world = new LineWorld();
  const { onForeignText } = clientOptions(
    { ...source, ...(charset === undefined ? {} : { charset }) },
    world.edges,
  );
  onForeignText?.();
  onForeignText?.();
  return world.log.map(({ what }) => what);
}

it('names in another character set are reported once, where no one has set one', () => {
  expect(warnedOf()).toEqual(['names are not UTF-8: set Charset']);
  expect(warnedOf('UTF-8')).toEqual(['names are not UTF-8: set Charset']);
  expect(warnedOf('windows-1251')).toEqual([]);
});
