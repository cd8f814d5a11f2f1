/** The bytes of a body that have arrived and are not used yet. */
export class ByteWindow {
  #bytes: Buffer = Buffer.alloc(0);
  readonly #chunks: AsyncIterator<Buffer>;
  #arrived = 0;
  /** Then nobody is asked for more: others who read the same body may not be there yet. */
  #isAtEnd = false;

  constructor(body: AsyncIterable<Buffer>) {
    this.#chunks = body[Symbol.asyncIterator]();
  }

  get bytes(): Buffer {
    return this.#bytes;
  }

  /** How many have arrived, those included that were taken out. */
  get arrived(): number {
    return this.#arrived;
  }

  /** Waits until so many bytes are there; `false` where the body ends before. */
  async fill(length: number): Promise<boolean> {
    const chunks = [this.#bytes];
    let filled = this.#bytes.length;
    while (filled < length) {
      const chunk = await this.#next();
      if (chunk === undefined) break;
      chunks.push(chunk);
      filled += chunk.length;
    }
    if (chunks.length > 1) this.#bytes = Buffer.concat(chunks, filled);
    return filled >= length;
  }

  /** Waits for as many bytes again as there are; `false` where the body has no more. */
  async grow(): Promise<boolean> {
    const { length } = this.#bytes;
    await this.fill(2 * length);
    return this.#bytes.length > length;
  }

  /** Takes the first bytes out. */
  take(length: number): Buffer {
    const taken = this.#bytes.subarray(0, length);
    this.#bytes = this.#bytes.subarray(length);
    return taken;
  }

  /** All that there still is, to the end of the body. */
  async *rest(): AsyncGenerator<Buffer> {
    yield this.take(this.#bytes.length);
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
