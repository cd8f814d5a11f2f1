import { assertBelowCap } from '../http/capped';
import type { HttpAnswer } from '../http/message';

/** The bytes of a body that have arrived and are not used yet. */
export class ByteWindow {
  /** Joined only when they are looked at: who waits for many should not copy them all the time. */
  #parts: Buffer[] = [];
  #length = 0;
  readonly #chunks: AsyncIterator<Buffer>;
  #arrived = 0;
  /** Then nobody is asked for more: others who read the same body may not be there yet. */
  #isAtEnd = false;

  constructor(private readonly answer: HttpAnswer) {
    this.#chunks = answer.body[Symbol.asyncIterator]();
  }

  get bytes(): Buffer {
    if (this.#parts.length !== 1) this.#parts = [Buffer.concat(this.#parts)];
    const [bytes = Buffer.alloc(0)] = this.#parts;
    return bytes;
  }

  /** How many have arrived, those included that were taken out. */
  get arrived(): number {
    return this.#arrived;
  }

  /**
   * Waits until so many bytes are there; `false` where the body ends before.
   *
   * @throws {ServiceError} BODY_TOO_LARGE when they are more than may be kept.
   */
  async fill(length: number): Promise<boolean> {
    while (this.#length < length) {
      const chunk = await this.#next();
      if (chunk === undefined) return false;
      this.#parts.push(chunk);
      this.#length += chunk.length;
      assertBelowCap(this.#length, this.answer.maxBytes);
    }
    return true;
  }

  /** Waits for as many bytes again as there are; `false` where the body has no more. */
  async grow(): Promise<boolean> {
    const length = this.#length;
    await this.fill(2 * length);
    return this.#length > length;
  }

  /** Takes the first bytes out. */
  take(length: number): Buffer {
    const { bytes } = this;
    this.#parts = [bytes.subarray(length)];
    this.#length = bytes.length - length;
    return bytes.subarray(0, length);
  }

  /** All that there still is, to the end of the body. */
  async *rest(): AsyncGenerator<Buffer> {
    yield* this.#parts.splice(0);
    this.#length = 0;
    for (let chunk = await this.#next(); chunk !== undefined; chunk = await this.#next()) {
      yield chunk;
    }
  }

  async #next(): Promise<Buffer | undefined> {
    if (this.#isAtEnd) return undefined;
    const { done, value } = await this.#chunks.next();
    if (done) this.#isAtEnd = true;
    else this.#arrived += value.length;
    return done ? undefined : value;
  }
}
