import { ServiceError } from '../errors';
import { Reason } from '../reasons';
import { classOf, errorCodeOf } from '../redact';

/** OpenSSL's and Node's codes for a certificate or a handshake that was not accepted. */
const TLS_CODES =
  /^(CERT_|ERR_TLS_|ERR_SSL_|EPROTO$|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH$|INVALID_CA$|INVALID_PURPOSE$)/;

/** zlib's codes: the body is not what its Content-Encoding says. */
const DECOMPRESSION_CODES = /^(Z_|ERR__|ERR_BROTLI)/;

/**
 * Turns what axios, Node's sockets, TLS or zlib threw into our error. The
 * original is dropped on purpose: an AxiosError holds every credential of the
 * request, and Node-RED copies an error's `cause` into the message for Catch.
 *
 * @param answered whether the head of an answer had arrived.
 */
export function describeFailure(error: unknown, answered: boolean): ServiceError {
  if (error instanceof ServiceError) return error;
  // What our own agents said arrives wrapped by axios.
  if (error instanceof Error && error.cause instanceof ServiceError) return error.cause;
  const code = errorCodeOf(error);
  if (code === undefined) return new ServiceError('INTERNAL', { reason: classOf(error) });
  if (DECOMPRESSION_CODES.test(code)) {
    return new ServiceError('ANSWER_INVALID', { reason: new Reason('compressionDamaged') });
  }
  if (answered) return new ServiceError('ANSWER_INCOMPLETE', { reason: code });
  return new ServiceError(TLS_CODES.test(code) ? 'TLS_FAILED' : 'UNREACHABLE', { reason: code });
}
