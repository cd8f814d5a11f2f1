/**
 * Bytes that are added at the end and taken from the front. However small the pieces
 * are in which they come, each byte is copied a few times at the most.
 */
export class ByteQueue {
  #buffer: Buffer = Buffer.alloc(0);
  /** Whether nobody else holds the buffer, so that it can be written into. */
  #isOwn = false;
  #start = 0;
  #end = 0;

  get length(): number {
    return this.#end - this.#start;
  }

  /** All of them, which stay as they are when others are added. */
  get bytes(): Buffer {
    return this.#buffer.subarray(this.#start, this.#end);
  }

  add(bytes: Buffer): void {
    if (this.length === 0) {
      this.#hold(bytes, false, bytes.length);
      return;
    }
    const end = this.#end + bytes.length;
    if (!this.#isOwn || end > this.#buffer.length) {
      const before = this.bytes;
      // Twice what is needed: otherwise each further piece would need another buffer.
      this.#hold(Buffer.allocUnsafe(2 * (before.length + bytes.length)), true, before.length);
      before.copy(this.#buffer);
    }
    bytes.copy(this.#buffer, this.#end);
    this.#end += bytes.length;
  }

  /** Takes the first bytes out. */
  take(count: number): Buffer {
    const taken = this.#buffer.subarray(this.#start, this.#start + count);
    this.#start += count;
    return taken;
  }

  /** Leaves the last bytes out. */
  drop(count: number): void {
    this.#end -= count;
  }

  #hold(buffer: Buffer, isOwn: boolean, length: number): void {
    this.#buffer = buffer;
    this.#isOwn = isOwn;
    this.#start = 0;
    this.#end = length;
  }
}
