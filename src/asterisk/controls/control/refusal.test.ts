import { describe, expect, it } from 'vitest';
import { AmiError, type AmiErrorCode } from '../../../ami/wire/error.ts';
import { refusalOf } from './refusal.ts';

describe('what Asterisk refuses', () => {
  // The texts as measured on 11, 16 and 22.
  it.each([
    ['Permission denied', 'rightMissing'],
    ['Extension does not exist.', 'unknownNumber'],
    ['No such channel', 'callEnded'],
    ['Channel does not exist: PJSIP/201-00000001', 'callEnded'],
    ['Channel2 does not exist: SIP/101-00000001', 'callEnded'],
    ['Channel1 does not exists: SIP/101-00000001', 'callEnded'],
    ['Channel specified does not exist', 'callEnded'],
    ['Channel2 not specified', 'refusedByPbx'],
    ['Invalid/unknown command: Park. Use Action: ListCommands to show available commands.', 'refusedByPbx'],
    ['', 'refusedByPbx'],
  ])('"%s" means %s', (serverMessage, code) => {
    const error = new AmiError('refused', 'Asterisk refused it', { serverMessage });
    expect(refusalOf(error, 10_000)).toEqual({ status: 'refused', code, detail: serverMessage });
  });

  it('is reported in our words where it gives none', () => {
    expect(refusalOf(new AmiError('refused', 'Asterisk refused Park.'), 10_000)).toEqual({
      status: 'refused',
      code: 'refusedByPbx',
      detail: 'Asterisk refused Park.',
    });
  });
});

describe('what the wire gives instead of an answer', () => {
  it('is a time-out, with how long was waited', () => {
    expect(refusalOf(new AmiError('timeout', 'No answer.'), 10_000)).toEqual({
      status: 'timedOut',
      afterMs: 10_000,
    });
  });

  it.each<[AmiErrorCode, string]>([
    ['disconnected', 'connectionLost'],
    ['stopped', 'connectionLost'],
    ['unsafeAction', 'refusedByPbx'],
    ['badField', 'refusedByPbx'],
    ['lineTooLong', 'refusedByPbx'],
    ['writeBufferFull', 'refusedByPbx'],
  ])('%s means %s', (code, refusal) => {
    expect(refusalOf(new AmiError(code, 'Words.'), 10_000)).toEqual({
      status: 'refused',
      code: refusal,
      detail: 'Words.',
    });
  });

  it('is no refusal when it is a mistake of ours: that goes on', () => {
    expect(() => refusalOf(new TypeError('x is undefined'), 10_000)).toThrow(TypeError);
  });
});
