import { describe, expect, it } from 'vitest';
import { faultCode } from './faultCode.ts';

function fail(message: string): Error {
  return new TypeError(message);
}

describe('the code of an unexpected error', () => {
  it('is the same for the same place, whatever the error says', () => {
    const codes = ['+4930901820', 'Maria'].map((message) => faultCode(fail(message)));
    expect(codes[0]).toMatch(/^[0-9a-f]{6}$/);
    expect(codes[0]).toBe(codes[1]);
  });

  it('does not depend on where the app is installed', () => {
    const at = (folder: string): Error =>
      Object.assign(new Error('x'), {
        stack: `Error: x\n    at Line.read (${folder}/out/main/index.js:7:1)`,
      });
    expect(faultCode(at('/opt/offhook'))).toBe(faultCode(at('C:\\Program Files\\Offhook')));
  });

  it('tells one kind of error and one place from another', () => {
    const elsewhere = (): Error => new TypeError('x');
    expect(faultCode(elsewhere())).not.toBe(faultCode(fail('x')));
    expect(faultCode(new RangeError('x'))).not.toBe(faultCode(new TypeError('x')));
  });

  it.each([undefined, null, 'text', 7, {}])('is there for %j, which is no error', (thrown) => {
    expect(faultCode(thrown)).toMatch(/^[0-9a-f]{6}$/);
  });
});
