import { systemCode } from '../world/atomicFile.ts';
import type { SourceFaultCode } from './sources.ts';

/** Certificates that Node does not take (`tls`, OpenSSL's X509_V_ERR_...). */
const certificate =
  /^(?:CERT_|CRL_|DEPTH_ZERO|ERR_TLS_CERT|HOSTNAME_MISMATCH|INVALID_|SELF_SIGNED|UNABLE_TO_)/u;

/** Why there is no connection with a server, by the code of Node's error. */
export function networkFault(error: unknown): SourceFaultCode {
  const code = systemCode(error);
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'EAI_FAIL') return 'unknownHost';
  if (code === 'ECONNREFUSED') return 'refused';
  if (code === 'ETIMEDOUT') return 'timeout';
  return certificate.test(code) ? 'certificate' : 'unreachable';
}
