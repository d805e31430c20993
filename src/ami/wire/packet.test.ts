import { describe, expect, test } from 'vitest';
import { AmiPacket } from './packet.ts';

const packet = new AmiPacket([
  ['Event', 'AgentConnect'],
  ['UniqueID', '1795396276.0'],
  ['Variable', 'a=1'],
  ['AccountCode', ''],
  ['variable', 'b=2'],
]);

describe('a packet', () => {
  test('is asked without regard to case, since the spelling of keys changes between versions', () => {
    expect(packet.get('Uniqueid')).toBe('1795396276.0');
    expect(packet.get('UNIQUEID')).toBe('1795396276.0');
    expect(packet.event).toBe('AgentConnect');
  });

  test('tells an empty value from a missing one', () => {
    expect(packet.get('AccountCode')).toBe('');
    expect(packet.get('Account')).toBeUndefined();
  });

  test('gives the first of several values, or all in order', () => {
    expect(packet.get('Variable')).toBe('a=1');
    expect(packet.all('VARIABLE')).toEqual(['a=1', 'b=2']);
    expect(packet.all('Nothing')).toEqual([]);
  });

  test('has getters for the headers by which packets are sorted', () => {
    const answer = new AmiPacket([
      ['actionid', 'x-1'],
      ['RESPONSE', 'Error'],
      ['message', 'Permission denied'],
    ]);
    expect(answer.event).toBeUndefined();
    expect(answer.actionId).toBe('x-1');
    expect(answer.response).toBe('Error');
    expect(answer.message).toBe('Permission denied');
    expect(answer.output).toEqual([]);
  });

  test('becomes a plain object with lists where a key repeats', () => {
    expect(JSON.parse(JSON.stringify(packet))).toEqual({
      Event: 'AgentConnect',
      UniqueID: '1795396276.0',
      Variable: ['a=1', 'b=2'],
      AccountCode: '',
    });
  });

  test('keeps a key named like a property of all objects to itself', () => {
    const fields = new AmiPacket([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ]).fields();
    expect(Object.entries(fields)).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ]);
    expect(Object.getPrototypeOf(fields)).toBeNull();
  });
});
