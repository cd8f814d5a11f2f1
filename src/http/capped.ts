import { ServiceError } from '../errors';
import { Reason } from '../reasons';
import type { HttpAnswer } from './message';

/**
 * The body, for who keeps all of it.
 *
 * @throws {ServiceError} BODY_TOO_LARGE when it grows over its cap.
 */
export async function* capped({ body, maxBytes }: HttpAnswer): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    assertBelowCap(bytes, maxBytes);
    yield chunk;
  }
}

/** @throws {ServiceError} BODY_TOO_LARGE when so many bytes are more than the cap. */
export function assertBelowCap(bytes: number, maxBytes: number): void {
  if (bytes <= maxBytes) return;
  const megabytes = Math.floor(maxBytes / 2 ** 20);
  throw new ServiceError('BODY_TOO_LARGE', { reason: new Reason('megabytes', { megabytes }) });
}
