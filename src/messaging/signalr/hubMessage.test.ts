import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  closing,
  completion,
  faultInHandshake,
  handshakeAnswer,
  invocation,
  readHubMessage,
} from './hubMessage.ts';

describe('what a page says to the hub', () => {
  it.each([
    ['{"type":1,"target":"T","arguments":[1]}', { kind: 'invocation', target: 'T', parameters: [1] }],
    [
      '{"type":1,"invocationId":"7","target":"T","arguments":[]}',
      { kind: 'invocation', target: 'T', parameters: [], invocationId: '7' },
    ],
    [
      '{"type":1,"invocationId":null,"target":"T","arguments":[]}',
      { kind: 'invocation', target: 'T', parameters: [] },
    ],
    // Newer clients add fields, which say nothing here.
    [
      '{"type":1,"target":"T","arguments":[],"streamIds":["1"],"headers":{}}',
      { kind: 'invocation', target: 'T', parameters: [] },
    ],
    [
      '{"type":4,"invocationId":"7","target":"T","arguments":[]}',
      { kind: 'stream', target: 'T', invocationId: '7' },
    ],
    ['{"type":2,"invocationId":"7","item":1}', { kind: 'nothing' }],
    ['{"type":3,"invocationId":"7"}', { kind: 'nothing' }],
    ['{"type":5,"invocationId":"7"}', { kind: 'nothing' }],
    ['{"type":6}', { kind: 'nothing' }],
    ['{"type":7,"error":"x"}', { kind: 'close' }],
    ['{"type":8,"sequenceId":1}', { kind: 'nothing' }],
    ['{"type":"1"}', { kind: 'broken', why: 'The message has no type.' }],
  ])('%s', (record, read) => {
    expect(readHubMessage(record)).toEqual(read);
  });

  it.each(['{"protocol":"json","version":1}', '{"version":1,"protocol":"json","more":true}'])(
    'is a handshake: %s',
    (record) => {
      expect(faultInHandshake(record)).toBeUndefined();
    },
  );

  it('never throws, and is of one kind', () => {
    const anything = fc.oneof(
      fc.json(),
      fc.string(),
      fc.object().map((value) => JSON.stringify(value)),
    );
    fc.assert(
      fc.property(anything, (record) => {
        expect(readHubMessage(record).kind).toMatch(/^(?:invocation|stream|close|nothing|broken)$/);
        faultInHandshake(record);
      }),
    );
  });
});

it('what the hub says is one record, whatever is in it', () => {
  expect(handshakeAnswer()).toBe('{}\u001e');
  expect(closing()).toBe('{"type":7}\u001e');
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      for (const record of [
        invocation('T', text),
        completion(text, text),
        closing(text),
        handshakeAnswer(text),
      ]) {
        expect(record.indexOf('\u001e')).toBe(record.length - 1);
        expect(() => JSON.parse(record.slice(0, -1)) as unknown).not.toThrow();
      }
    }),
  );
});
