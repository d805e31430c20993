import { describe, expect, it } from 'vitest';
import { AmiError, type AmiErrorCode } from '../../ami/wire/error.ts';
import { linkFaultOf } from './linkFault.ts';

const failed = (code: AmiErrorCode, systemCode?: string): AmiError =>
  new AmiError(
    code,
    'It failed.',
    systemCode === undefined
      ? {}
      : { cause: Object.assign(new Error('of the system'), { code: systemCode }) },
  );

describe('what is wrong with the link', () => {
  it.each([
    ['ENOTFOUND', 'hostUnknown'],
    ['EAI_AGAIN', 'hostUnknown'],
    ['ECONNREFUSED', 'portRefused'],
    ['EHOSTUNREACH', 'hostUnreachable'],
    ['ENETUNREACH', 'hostUnreachable'],
    ['ETIMEDOUT', 'connectTimeout'],
    ['ECONNRESET', 'connectionLost'],
    ['ESOMETHING', 'hostUnreachable'],
  ])('no connection by %s is %s', (systemCode, code) => {
    expect(linkFaultOf(failed('connectFailed', systemCode))).toEqual({
      code,
      detail: `It failed. (${systemCode})`,
    });
  });

  it.each([
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tlsUntrusted'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tlsUntrusted'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tlsUntrusted'],
    ['CERT_HAS_EXPIRED', 'tlsUntrusted'],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'tlsUntrusted'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tlsFailed'],
  ])('no encryption by %s is %s', (systemCode, code) => {
    expect(linkFaultOf(failed('tls', systemCode))).toMatchObject({ code });
  });

  it.each<[AmiErrorCode, string]>([
    ['notAsterisk', 'notAsterisk'],
    ['loginRefused', 'loginRefused'],
    ['loginInUse', 'loginInUse'],
    ['permissionDenied', 'loginRefused'],
    ['secretUnavailable', 'secretMissing'],
    ['timeout', 'noAnswer'],
    ['disconnected', 'connectionLost'],
    ['writeBufferFull', 'connectionLost'],
    ['refused', 'rightsMissing'],
    ['tooLarge', 'protocolBroken'],
  ])('%s of the wire is %s', (wire, code) => {
    expect(linkFaultOf(failed(wire))).toEqual({ code, detail: 'It failed.' });
  });

  it('is a mistake of ours where the wire knows nothing of it', () => {
    expect(linkFaultOf(new TypeError('x is undefined'))).toEqual({
      code: 'internal',
      detail: 'x is undefined',
    });
    expect(linkFaultOf('a text')).toEqual({ code: 'internal', detail: 'a text' });
  });
});
