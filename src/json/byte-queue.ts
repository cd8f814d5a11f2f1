const EMPTY: Buffer = Buffer.alloc(0);

/** Chunks that are kept apart at the most: of a body that comes in drops, each takes more than its bytes. */
const MOST_APART = 256;

/**
 * Bytes that are added at the end and taken from the front. However small the pieces
 * are in which they come, each byte is copied a few times at the most.
 */
export class ByteQueue {
  #buffer = EMPTY;
  /** Whether the buffer is this queue's alone, so that it can be written to. */
  #isOwn = false;
  #start = 0;
  #end = 0;
  /** Chunks that were added since `bytes` was last read: until then nothing has to be copied. */
  #added: Buffer[] = [];
  #addedLength = 0;

  get length(): number {
    return this.#end - this.#start + this.#addedLength;
  }

  /** All of its bytes; they do not change when others are added. */
  get bytes(): Buffer {
    this.#join();
    return this.#buffer.subarray(this.#start, this.#end);
  }

  add(bytes: Buffer): void {
    this.#added.push(bytes);
    this.#addedLength += bytes.length;
    if (this.#added.length === MOST_APART) this.#join();
  }

  /** Removes and returns the first bytes. */
  take(count: number): Buffer {
    this.#join();
    const taken = this.#buffer.subarray(this.#start, this.#start + count);
    this.#start += count;
    return taken;
  }

  /** Removes and returns all of its bytes, in chunks. */
  takeAll(): readonly Buffer[] {
    const before = this.#buffer.subarray(this.#start, this.#end);
    const all = before.length === 0 ? this.#added : [before, ...this.#added];
    this.#hold(EMPTY, false, 0);
    this.#added = [];
    this.#addedLength = 0;
    return all;
  }

  /** Removes the last bytes. */
  drop(count: number): void {
    this.#join();
    this.#end -= count;
  }

  #join(): void {
    const [first, ...others] = this.#added;
    if (first === undefined) return;
    const before = this.#buffer.subarray(this.#start, this.#end);
    if (before.length === 0 && others.length === 0) {
      this.#hold(first, false, first.length);
    } else {
      if (!this.#isOwn || this.#end + this.#addedLength > this.#buffer.length) {
        // Twice what is needed: otherwise each further piece would need another buffer.
        const size = 2 * (before.length + this.#addedLength);
        this.#hold(Buffer.allocUnsafe(size), true, before.length);
        before.copy(this.#buffer);
      }
      for (const each of this.#added) {
        each.copy(this.#buffer, this.#end);
        this.#end += each.length;
      }
    }
    this.#added = [];
    this.#addedLength = 0;
  }

  #hold(buffer: Buffer, isOwn: boolean, length: number): void {
    this.#buffer = buffer;
    this.#isOwn = isOwn;
    this.#start = 0;
    this.#end = length;
  }
}
