import { asRecord, MAX_DEPTH, setOwn } from '../json-value';
import { CLOSING_BRACE, CLOSING_BRACKET, isBlank } from './bytes';
import type { Parsed } from './look-through';
import { parseJson } from './parse-json';

/**
 * An array or an object that is too long to be parsed in one step, and is built from several pieces
 * of JSON (`SlicedValue`). The result is what `JSON.parse` makes of the complete text, also for a
 * duplicate name, for `__proto__` and for text that is not JSON.
 */
export abstract class Container {
  abstract readonly value: unknown[] | Record<string, unknown>;
  /** The byte that ends it. */
  abstract readonly closing: number;
  /** What came last: a member may follow a comma or nothing, and must follow a comma. */
  #last: 'nothing' | 'member' | 'comma' = 'nothing';

  /** Whether a member came last, and no comma after it yet. */
  get isBehindMember(): boolean {
    return this.#last === 'member';
  }

  /**
   * Adds the members in a text, up to a comma or to the end.
   *
   * @throws {SyntaxError}
   */
  add(text: Buffer, { isEnd }: { readonly isEnd: boolean }): void {
    if (!isBlank(text)) {
      this.#expectMember();
      this.parse(text);
    } else if (this.#last === 'comma' || (this.#last === 'nothing' && !isEnd)) {
      throw broken();
    }
    if (!isEnd) this.#last = 'comma';
  }

  /**
   * Adds a member that is a long container itself, and is filled later.
   *
   * @param before what is written before its opening bracket
   * @throws {SyntaxError}
   */
  addLong(before: Buffer, member: Container): void {
    this.#expectMember();
    this.put(before, member.value);
  }

  /** Adds the members in a text that is not blank. @throws {SyntaxError} */
  protected abstract parse(text: Buffer): void;
  protected abstract put(before: Buffer, value: unknown): void;

  #expectMember(): void {
    if (this.#last === 'member') throw broken();
    this.#last = 'member';
  }
}

export class LongArray extends Container {
  readonly value: unknown[] = [];
  readonly closing = CLOSING_BRACKET;

  protected override parse(text: Buffer): void {
    const members = parseBetween('[', text, ']').value;
    if (!Array.isArray(members)) throw broken();
    for (const member of members) this.value.push(member);
  }

  protected override put(before: Buffer, value: unknown): void {
    if (!isBlank(before)) throw broken();
    this.value.push(value);
  }
}

export class LongObject extends Container {
  readonly value: Record<string, unknown> = {};
  readonly closing = CLOSING_BRACE;

  protected override parse(text: Buffer): void {
    const members = Object.entries(asRecord(parseBetween('{', text, '}').value));
    for (const [name, member] of members) setOwn(this.value, name, member);
  }

  protected override put(before: Buffer, value: unknown): void {
    const named = asRecord(parseBetween('{', before, 'null}').value);
    for (const name of Object.keys(named)) setOwn(this.value, name, value);
  }
}

/** The error for what is not JSON. */
export function broken(): SyntaxError {
  return new SyntaxError('This is not JSON.');
}

/** The brackets are added to the bytes, because V8 would copy a text that they are added to. */
export function parseBetween(
  before: string,
  text: Buffer,
  after: string,
  // The caller has checked the depth; these brackets are one more level.
  levels = MAX_DEPTH + 1,
): Parsed {
  return parseJson([Buffer.from(before), text, Buffer.from(after)], levels);
}
