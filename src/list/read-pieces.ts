import type { HttpAnswer } from '../http/message';
import { BATCH_BYTES } from '../json/sliced-value';
import { ByteWindow } from './byte-window';

/**
 * The bytes of a body in pieces of 64 KB while it arrives, or shorter ones if the next bytes are
 * late. They count in the memory until the consumer gives them back.
 *
 * @param maxWait milliseconds that something that could go on waits for more to come
 * @throws {ServiceError} BODY_TOO_LARGE, BUSY when what was not given back is more than may be kept
 */
export async function* readPieces(answer: HttpAnswer, maxWait: number): AsyncGenerator<Buffer> {
  const window = new ByteWindow(answer);
  for (;;) {
    const isLate = !(await window.fill(BATCH_BYTES, maxWait)) && window.bytes.length === 0;
    if (isLate && !(await window.fill(1))) return;
    yield window.take(Math.min(BATCH_BYTES, window.bytes.length));
  }
}
