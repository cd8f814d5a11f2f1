import { ServiceError } from '../errors';
import { because, type Reason } from '../reasons';
import { classOf, errorCodeOf } from '../redact';

/** What a request was waiting for when it failed. */
type Stage = 'connecting' | 'answer' | 'body';

/** OpenSSL's and Node's codes for a certificate or a handshake that was not accepted. */
const TLS_CODES =
  /^(CERT_|ERR_TLS_|ERR_SSL_|EPROTO$|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH$|INVALID_CA$|INVALID_PURPOSE$)/;

/** Their codes for a certificate that is not of this time. */
const TIME_CODES: ReadonlySet<string> = new Set(['CERT_NOT_YET_VALID', 'CERT_HAS_EXPIRED']);

/** zlib's codes: the body is not what its Content-Encoding says. */
const DECOMPRESSION_CODES = /^(Z_|ERR__|ERR_BROTLI)/;

/**
 * Turns what axios, Node's sockets, TLS or zlib threw into our error. The
 * original is dropped on purpose: an AxiosError holds every credential of the
 * request, and Node-RED copies an error's `cause` into the message for Catch.
 */
export function describeFailure(error: unknown, stage: Stage): ServiceError {
  if (error instanceof ServiceError) return error;
  // What our own agents said arrives wrapped by axios.
  if (error instanceof Error && error.cause instanceof ServiceError) return error.cause;
  const code = errorCodeOf(error);
  if (code === undefined) return new ServiceError('INTERNAL', { reason: classOf(error) });
  if (DECOMPRESSION_CODES.test(code)) {
    return new ServiceError('ANSWER_INVALID', { reason: because('compressionDamaged') });
  }
  if (stage === 'body') return new ServiceError('ANSWER_INCOMPLETE', { reason: code });
  const marks = stage === 'connecting' ? ({ sent: false } as const) : {};
  return TLS_CODES.test(code)
    ? new ServiceError('TLS_FAILED', { reason: tlsReason(code) }, marks)
    : new ServiceError('UNREACHABLE', { reason: code }, marks);
}

/** A machine without a battery wakes up in 1970, and then no certificate is valid. */
function tlsReason(code: string): Reason | string {
  if (!TIME_CODES.has(code)) return code;
  const now = `${new Date().toISOString().slice(0, 16)}Z`;
  return because('certificateTime', { code, now });
}
