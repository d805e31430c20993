import { AmiError } from '../../ami/wire/error.ts';
import type { LinkFault, LinkFaultCode } from '../../cti/link.ts';

/** System error codes of a connection that did not come about. */
const bySystemCode: Readonly<Record<string, LinkFaultCode>> = {
  ENOTFOUND: 'hostUnknown',
  EAI_AGAIN: 'hostUnknown',
  ECONNREFUSED: 'portRefused',
  EHOSTUNREACH: 'hostUnreachable',
  ENETUNREACH: 'hostUnreachable',
  EADDRNOTAVAIL: 'hostUnreachable',
  ETIMEDOUT: 'connectTimeout',
  ECONNRESET: 'connectionLost',
  EPIPE: 'connectionLost',
};

/** OpenSSL's verdicts on a certificate, as Node names them. */
const certificateCode = /CERT|SIGNATURE|ISSUER|SELF_SIGNED|ALTNAME/u;

/** What went wrong with the link, in the panel's codes; the technical words stay as detail. */
export function linkFaultOf(error: unknown): LinkFault {
  if (!(error instanceof AmiError)) {
    return { code: 'internal', detail: error instanceof Error ? error.message : String(error) };
  }
  return { code: codeOf(error), detail: detailOf(error) };
}

function codeOf(error: AmiError): LinkFaultCode {
  switch (error.code) {
    case 'connectFailed':
      return bySystemCode[systemCodeOf(error)] ?? 'hostUnreachable';
    case 'tls':
      return certificateCode.test(systemCodeOf(error)) ? 'tlsUntrusted' : 'tlsFailed';
    case 'notAsterisk':
      return 'notAsterisk';
    case 'loginInUse':
      return 'loginInUse';
    case 'loginRefused':
    case 'permissionDenied':
      return 'loginRefused';
    case 'secretUnavailable':
      return systemCodeOf(error) === 'keyringLocked' ? 'keyringLocked' : 'secretMissing';
    case 'timeout':
      return 'noAnswer';
    case 'disconnected':
    case 'stopped':
    case 'writeBufferFull':
      return 'connectionLost';
    case 'refused':
      return 'rightsMissing';
    case 'tooLarge':
    case 'lineTooLong':
    case 'tooManyHeaders':
    case 'badField':
    case 'unsafeAction':
      return 'protocolBroken';
  }
}

function systemCodeOf(error: AmiError): string {
  const { cause } = error;
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
}

function detailOf(error: AmiError): string {
  const code = systemCodeOf(error);
  return code === '' ? error.message : `${error.message} (${code})`;
}
