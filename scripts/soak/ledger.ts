import { RED } from '../support/red';

/** Ids of the nodes of the flow at which messages arrive. */
export interface Arrivals {
  readonly out: string;
  readonly complete: string;
  readonly caught: string;
}

interface Entry {
  out: number;
  complete: number;
  readonly end: () => void;
}

/**
 * Books of all messages: each that goes in must come out once and be complete
 * once, or be caught once. Only those under way are kept, so that the books do
 * not grow.
 */
export class Ledger {
  in = 0;
  out = 0;
  readonly errors = new Map<string, number>();
  /** What must not be, in words. */
  readonly violations: string[] = [];
  readonly #open = new Map<string, Entry>();

  constructor(private readonly arrivals: Arrivals) {
    RED.hooks.add('onReceive.ledger', ({ msg, destination: { id } }) => {
      this.#book(id, String(msg._msgid), msg);
    });
  }

  /** How many messages are under way. */
  get open(): number {
    return this.#open.size;
  }

  /** How many errors were caught, of whatever code. */
  get failed(): number {
    return [...this.errors.values()].reduce((sum, count) => sum + count, 0);
  }

  /** Books a message in; resolves when it has come to its end. */
  enter(id: string): Promise<void> {
    this.in++;
    return new Promise((end) => {
      this.#open.set(id, { out: 0, complete: 0, end });
    });
  }

  close(): void {
    RED.hooks.remove('*.ledger');
  }

  #book(node: string, id: string, message: object): void {
    const { out, complete, caught } = this.arrivals;
    if (node !== out && node !== complete && node !== caught) return;
    const entry = this.#open.get(id);
    if (entry === undefined) {
      this.violations.push(`a message arrived at "${node}" after its end`);
      return;
    }
    if (node === out) entry.out++;
    if (node === complete) entry.complete++;
    if (node === caught) {
      const code = codeOf(message);
      this.errors.set(code, (this.errors.get(code) ?? 0) + 1);
      if (entry.out + entry.complete > 0) this.violations.push('a message came out and was caught');
    } else if (entry.out + entry.complete < 2) return;
    else if (entry.out !== 1) this.violations.push('a message came out or was completed twice');
    else this.out++;
    this.#open.delete(id);
    entry.end();
  }
}

function codeOf(message: object): string {
  return 'error' in message ? String(Object(message.error).code) : 'none';
}
