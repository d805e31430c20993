import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AmiAction, AmiValue } from './action.ts';
import { AmiError } from './error.ts';
import { AmiParser } from './parser.ts';
import { maxActionHeaders, maxActionLineBytes, writeAction } from './writeAction.ts';

function action(name: string, ...fields: (readonly [string, AmiValue])[]): AmiAction {
  return { name, fields };
}

function errorOf(refused: AmiAction, actionId = 'id-1'): AmiError {
  try {
    writeAction(refused, actionId);
  } catch (error) {
    if (error instanceof AmiError) return error;
  }
  throw new Error('It was not refused.');
}

describe('an action', () => {
  test('is written with its id, its fields in order, and an empty line', () => {
    const written = writeAction(
      action('QueuePause', ['Queue', 'support'], ['Paused', true], ['Reason', 'Mittag, gleich zurück']),
      'id-1',
    );
    expect(written.toString()).toBe(
      'Action: QueuePause\r\nActionID: id-1\r\nQueue: support\r\nPaused: true\r\nReason: Mittag, gleich zurück\r\n\r\n',
    );
  });

  test('may repeat a field', () => {
    const variables = ['Call-Info', 'Alert-Info'].map(
      (header) => ['Variable', `PJSIP_HEADER(add,${header})=<sip:x>`] as const,
    );
    const written = writeAction(
      action('Originate', ['Channel', 'PJSIP/101'], ['Async', true], ...variables),
      'id-1',
    );
    expect(written.toString().match(/^Variable: .*$/gm)).toHaveLength(2);
  });

  test('sends zero, false and the empty text as such', () => {
    const written = writeAction(
      action('QueueAdd', ['Penalty', 0], ['Paused', false], ['MemberName', '']),
      'id-1',
    );
    expect(written.toString()).toContain('\r\nPenalty: 0\r\nPaused: false\r\nMemberName: \r\n\r\n');
  });

  test('comes back as it was written (property)', () => {
    const name = fc.stringMatching(/^[A-Za-z][\w-]{0,10}$/).filter((word) => !/^action(id)?$/i.test(word));
    const value = fc.string({ unit: 'grapheme', maxLength: 60 }).filter((text) => !/[\r\n\0]/.test(text));
    fc.assert(
      fc.property(fc.array(fc.tuple(name, value), { maxLength: 20 }), (fields) => {
        const parser = new AmiParser({ expectGreeting: false });
        const packets = parser.push(writeAction(action('QueuePause', ...fields), 'id-1'));
        expect(packets).toHaveLength(1);
        // Output keeps its blanks and its spelling is ours: it is for the output of commands.
        const plain = ([key, text]: readonly [string, string]) => `${key.toLowerCase()}: ${text.trim()}`;
        expect(packets[0]?.headers.slice(2).map(plain)).toEqual(fields.map(plain));
      }),
    );
  });
});

describe('before a byte is written', () => {
  test.each(['\r', '\n', '\0', 'a\r\nAction: Hangup', '\r\n\r\nAction: Command\r\nCommand: core stop now'])(
    'a line break or NUL is refused in a value, a name, the action and its id: %j',
    (evil) => {
      const refused = [
        errorOf(action('Hangup', ['Channel', `PJSIP/101${evil}`])),
        errorOf(action('Hangup', [`Channel${evil}`, 'PJSIP/101'])),
        errorOf(action(`Hangup${evil}`)),
        errorOf(action('Ping'), `id${evil}`),
      ];
      expect(refused.map(({ code }) => code)).toEqual(['badField', 'badField', 'badField', 'badField']);
    },
  );

  test('no value with a line break or NUL ever passes (property)', () => {
    const evil = fc
      .tuple(fc.string(), fc.constantFrom('\r', '\n', '\0'), fc.string())
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(evil, (value) => {
        expect(errorOf(action('Park', ['Channel', value])).code).toBe('badField');
      }),
    );
  });

  test.each(['', 'Chan nel', 'Application:', ':', ' Async', 'Ümlaut', '1st'])(
    'a name that is no word is refused: %j',
    (name) => {
      expect(errorOf(action('Originate', [name, 'x'])).code).toBe('badField');
    },
  );

  test.each(['Action', 'ActionID', 'actionid', 'ACTION'])('a second %s is refused', (name) => {
    expect(errorOf(action('Ping', [name, 'x'])).code).toBe('badField');
  });

  test.each([NaN, Infinity])('%d is refused', (value) => {
    expect(errorOf(action('Hangup', ['Cause', value])).code).toBe('badField');
  });

  test('a line is measured in bytes, its line end included', () => {
    const room = maxActionLineBytes - 'Reason: \r\n'.length;
    expect(writeAction(action('QueuePause', ['Reason', 'x'.repeat(room)]), 'id-1').length).toBeGreaterThan(
      room,
    );
    expect(errorOf(action('QueuePause', ['Reason', 'x'.repeat(room + 1)])).code).toBe('lineTooLong');
    const euros = Math.floor(room / 3);
    expect(() => writeAction(action('QueuePause', ['Reason', '€'.repeat(euros)]), 'id-1')).not.toThrow();
    expect(errorOf(action('QueuePause', ['Reason', '€'.repeat(euros + 1)])).code).toBe('lineTooLong');
  });

  test('headers are counted with Action and ActionID', () => {
    const fields = Array.from({ length: maxActionHeaders - 2 }, (_, n) => [`Field${n}`, n] as const);
    expect(() => writeAction(action('QueuePause', ...fields), 'id-1')).not.toThrow();
    expect(errorOf(action('QueuePause', ...fields, ['OneMore', 1])).code).toBe('tooManyHeaders');
  });

  test('no error text or detail holds a value', () => {
    const secret = 'hunter2';
    const refused = [
      errorOf(action('Login', ['Secret', `${secret}\n`])),
      errorOf(action('Login', ['Secret', secret.repeat(200)])),
      errorOf(action('Originate', ['Secret', secret])),
      errorOf(action(`Login\n${secret}`)),
      errorOf(action(`Login ${secret}`)),
      errorOf(action('Originate', [`${secret} x`, 'x'])),
    ];
    for (const error of refused)
      expect(`${error.message} ${error.stack ?? ''} ${JSON.stringify(error)}`).not.toContain(secret);
  });
});
