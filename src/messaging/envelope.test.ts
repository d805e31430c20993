import { describe, expect, it } from 'vitest';
import { callIdOf, readFrame } from './envelope.ts';

const empty = { commandUId: '', connectionUId: '', callId: '', parameters: {} };
const read = (message: object) => readFrame(JSON.stringify(message));

describe('a message of a page', () => {
  it.each([
    ['a command alone', { command: 'X' }, { ...empty, command: 'X' }],
    ['parameters that are null', { command: 'X', parameters: null }, { ...empty, command: 'X' }],
    ['keys that are not known', { command: 'X', more: 1 }, { ...empty, command: 'X' }],
    [
      'everything',
      { command: 'X', commandUId: 'u', connectionUId: 'c', commandExecutorId: 'a', parameters: { p: 1 } },
      { command: 'X', commandUId: 'u', connectionUId: 'c', callId: 'a', parameters: { p: 1 } },
    ],
    [
      'the call as a text',
      { command: 'X', commandExecutor: '{"id":"b"}' },
      { ...empty, command: 'X', callId: 'b' },
    ],
    [
      'the call twice: its id goes first',
      { command: 'X', commandExecutorId: 'a', commandExecutor: '{"id":"b"}' },
      { ...empty, command: 'X', callId: 'a' },
    ],
    [
      'an id of a connection that is none',
      { command: 'X', connectionUId: '00000000-0000-0000-0000-000000000000' },
      { ...empty, command: 'X' },
    ],
    [
      'ids that are no texts, or endless',
      { command: 'X', commandUId: 7, commandExecutorId: 'x'.repeat(8_193) },
      { ...empty, command: 'X' },
    ],
  ])('may have %s', (_what, message, frame) => {
    expect(read(message)).toEqual({ kind: 'command', frame });
  });

  it.each([{}, { keepAlive: true }, { Command: 'X' }])('without a command means nothing: %j', (message) => {
    expect(read(message)).toEqual({ kind: 'nothing' });
  });

  it.each([
    '',
    'x',
    '{"command":',
    'null',
    '7',
    '"command"',
    '[]',
    '[{"command":"X"}]',
    '{"command":""}',
    '{"command":7}',
    `{"command":"${'x'.repeat(65)}"}`,
    '{"command":"X","parameters":7}',
    '{"command":"X","parameters":[]}',
  ])('is broken as %s', (message) => {
    expect(readFrame(message).kind).toBe('broken');
  });
});

describe('the id of a call that a page gives', () => {
  it.each([
    [{ id: 'a' }, 'a'],
    ['{"id":"a"}', 'a'],
    ['a', ''],
    ['null', ''],
    ['7', ''],
    [{ id: 7 }, ''],
    [{}, ''],
    [null, ''],
    [undefined, ''],
  ])('%j is "%s"', (call, id) => {
    expect(callIdOf(call)).toBe(id);
  });
});
