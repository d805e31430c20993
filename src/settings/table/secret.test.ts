import { describe, expect, it } from 'vitest';
import { argumentsSchema } from '../../ipc/shapes.ts';
import { readConnectorXml } from '../connectorXml.ts';
import { defaultSettings } from '../schema.ts';
import { secretError } from './secret.ts';

/** What the form may hand over. */
const isLetThrough = (secret: string): boolean =>
  argumentsSchema('settings:save').safeParse([{ settings: defaultSettings, secret }]).success;

/** What is taken from a connector's file. */
const isImported = (secret: string): boolean => {
  const file = `<asterisk url="pbx" secret="${secret}"/>`;
  return readConnectorXml(new TextEncoder().encode(file)).secret === secret;
};

describe('the secret of a manager account', () => {
  it.each([
    ['hunter2!', undefined],
    [' spaces count ', undefined],
    ['🔑'.repeat(200), undefined],
    ['🔑'.repeat(201), 'tooLong'],
    [`${'x'.repeat(200)} `, 'tooLong'],
    ['', 'required'],
    ['a\u0085b', 'badCharacters'],
  ])('%j: %s, for the form, the bridge and the import alike', (secret, code) => {
    expect(secretError(secret)).toBe(code);
    expect([isLetThrough(secret), isImported(secret)]).toEqual([code === undefined, code === undefined]);
  });
});
