import { createHash } from 'node:crypto';
import { computeInSlice } from '../event-loop/time-slice';
import { asRecord } from '../json-value';
import { isKey, type Path, valueAt } from '../value-at';
import {
  compareValues,
  instantOf,
  type Kind,
  kindOf,
  type SinceValue,
  valueBefore,
} from './values';

/** An item that was sent: what identifies it, and its value, `null` for none. */
type Sent = readonly [id: string, value: SinceValue | null];

/** What is known of the lists so far, as JSON. */
export interface SinceState {
  /** The greatest value so far; nothing as long as there was none. */
  readonly value?: SinceValue;
  /** Items that may come again. */
  readonly sent: readonly Sent[];
}

/** How new items are distinguished from old ones. */
export interface SinceRules {
  /** Where an item has its value. */
  readonly field: Path;
  /** Where an item has what identifies it; without it, `id`, and else all of the item does. */
  readonly key?: Path | undefined;
  /** How far back late items are looked for: seconds of a time, or how many of a number. */
  readonly overlap: number;
}

/** Items that are remembered at the most: some 1 MB in a context store. */
const MOST_SENT = 20_000;

/** How far times may be in the future, ms: clocks differ, and so do zones where times name none. */
const FUTURE = 86_400_000;

/** Items that are checked in one step. */
const SLICE = 500;

const USUAL_KEY: Path = ['id'];

/** One list, of which only what is new goes on. */
export class SinceList {
  readonly #kind: Kind | undefined;
  /** The least value that is new; nothing where there was no list before. */
  readonly #from: SinceValue | undefined;
  readonly #known: ReadonlySet<string>;
  /** The greatest value of each kind. */
  readonly #greatest = new Map<Kind, SinceValue>();
  #sent = new Map<string, Sent>();
  #leftOut = 0;
  #hasNews = false;

  constructor(
    private readonly state: SinceState,
    private readonly rules: SinceRules,
  ) {
    const { value } = state;
    this.#kind = kindOf(value);
    this.#from = this.#before(value, this.#kind);
    this.#known = new Set(state.sent.map(markOf));
  }

  /** What the service is to be asked for; nothing where that is everything. */
  get from(): SinceValue | undefined {
    return this.#from;
  }

  /** Whether an item was new. */
  get hasNews(): boolean {
    return this.#hasNews;
  }

  /** Items that came again, or are older than what was asked for. */
  get leftOut(): number {
    return this.#leftOut;
  }

  /**
   * Which of these items are new. The event loop runs in between.
   *
   * @param now ms since 1970: what is far behind it says nothing of the lists to come
   */
  async add(items: readonly unknown[], now: number): Promise<unknown[]> {
    const fresh: unknown[] = [];
    for (let from = 0; from < items.length; from += SLICE) {
      await computeInSlice(() => {
        for (const item of items.slice(from, from + SLICE))
          if (this.#isNew(item, now)) fresh.push(item);
        this.#forgetOld(2 * MOST_SENT);
      });
    }
    this.#hasNews ||= fresh.length > 0;
    this.#leftOut += items.length - fresh.length;
    return fresh;
  }

  /** What is known when all of the list has been sent. */
  end(): SinceState {
    // A service that writes its values in another way from now on begins a new order.
    const kinds = [this.#kind, ...this.#greatest.keys()];
    const seenKind = kinds.find((each) => each !== undefined && this.#greatest.has(each));
    const kind = seenKind ?? this.#kind;
    const seen = kind && this.#greatest.get(kind);
    const value = this.#later(seen, kind);
    for (const sent of this.state.sent) {
      // What has no place in the order is known as long as it comes.
      if (kindOf(sent[1]) === kind && !this.#sent.has(markOf(sent)))
        this.#sent.set(markOf(sent), sent);
    }
    this.#forgetOld(MOST_SENT, value);
    return { ...(value !== undefined && { value }), sent: [...this.#sent.values()] };
  }

  /** The greater one of a value and that of the lists before. */
  #later(seen: SinceValue | undefined, kind: Kind | undefined): SinceValue | undefined {
    const { value: before } = this.state;
    if (seen === undefined || kind === undefined) return before;
    const isOfKind = before !== undefined && this.#kind === kind;
    return isOfKind && compareValues(before, seen, kind) > 0 ? before : seen;
  }

  #before(value: SinceValue | undefined, kind: Kind | undefined): SinceValue | undefined {
    if (value === undefined || kind === undefined) return undefined;
    return valueBefore(value, kind, this.rules.overlap);
  }

  #isNew(item: unknown, now: number): boolean {
    const found = valueAt(item, this.rules.field);
    const kind = kindOf(found);
    const value = kind !== undefined && isValue(found) ? found : null;
    if (value !== null && kind !== undefined) {
      const isOfKind = kind === this.#kind && this.#from !== undefined;
      if (isOfKind && compareValues(value, this.#from, kind) < 0) return false;
      this.#note(value, kind, now);
    }
    const sent: Sent = [identityOf(item, this.rules.key), value];
    const mark = markOf(sent);
    this.#sent.set(mark, sent);
    return !this.#known.has(mark);
  }

  #note(value: SinceValue, kind: Kind, now: number): void {
    // One mistake of the year 9999 would end all news.
    if (kind === 'time' && (instantOf(String(value)) ?? 0) > now + FUTURE) return;
    const greatest = this.#greatest.get(kind);
    if (greatest === undefined || compareValues(value, greatest, kind) > 0) {
      this.#greatest.set(kind, value);
    }
  }

  /** Forgets what will not come again, and where more are left than these, the oldest. */
  #forgetOld(most: number, end?: SinceValue): void {
    if (end === undefined && this.#sent.size <= most) return;
    const kind = kindOf(end) ?? this.#kind ?? [...this.#greatest.keys()][0];
    const greatest = end ?? this.#later(kind && this.#greatest.get(kind), kind);
    const from = this.#before(greatest, kind);
    const place = (value: SinceValue | null, other: SinceValue): number =>
      kind !== undefined && value !== null && kindOf(value) === kind
        ? compareValues(value, other, kind)
        : 1;
    const left = [...this.#sent].filter(
      ([, [, value]]) => from === undefined || place(value, from) >= 0,
    );
    if (left.length > most) {
      // What has no place in the order comes last.
      left.sort(([, [, one]], [, [, other]]) =>
        other === null || kindOf(other) !== kind ? -1 : place(one, other),
      );
    }
    this.#sent = new Map(left.slice(-most));
  }
}

function isValue(value: unknown): value is SinceValue {
  return typeof value === 'string' || typeof value === 'number';
}

/** What identifies an item: short, whatever is in it. */
function identityOf(item: unknown, key: Path = USUAL_KEY): string {
  const id = valueAt(item, key);
  const text = isKey(id) ? String(id) : '';
  if (text !== '' && text.length <= 64) return `${typeof id}:${text}`;
  const hash = createHash('sha256').update(text === '' ? (JSON.stringify(item) ?? '') : text);
  return hash.digest('base64url').slice(0, 22);
}

function markOf([id, value]: Sent): string {
  return `${id}\0${typeof value}\0${String(value)}`;
}

/** What is known, where it was written by `end`; from any other text it starts over. */
export function readSinceState(kept: unknown): SinceState {
  const { value, sent } = asRecord(kept);
  const items: unknown[] = Array.isArray(sent) ? sent : [];
  return {
    ...(kindOf(value) !== undefined && isValue(value) && { value }),
    sent: items.flatMap((each): Sent[] => {
      const [id, of]: unknown[] = Array.isArray(each) ? each : [];
      return typeof id === 'string' && (isValue(of) || of === null) ? [[id, of]] : [];
    }),
  };
}
