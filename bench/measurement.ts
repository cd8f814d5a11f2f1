import { asRecord } from '../src/json-value';

/** One poll, from its trigger to its last message. */
export interface Sample {
  /** Milliseconds by the clock. */
  readonly ms: number;
  /** Milliseconds of computing in all threads of the process. */
  readonly cpuMs: number;
  /** Milliseconds until the first message. */
  readonly firstMs: number;
  /** The longest delay of a timer that is due each millisecond; `null` where there is no event loop. */
  readonly pauseMs: number | null;
}

/** What polls take of memory, over what the process had before the first of them. */
export interface MemoryUse {
  /** Bytes of memory, at the peak that the operating system saw. */
  readonly rss: number;
  /** Bytes of JavaScript's heap, garbage included, at the highest of its samples. */
  readonly heap: number | null;
}

/** What the server was asked for. */
export interface Counts {
  readonly requests: number;
  /** Those of them that it answered with 304. */
  readonly unchanged: number;
  readonly tokenRequests: number;
}

/** What was on the wire between clients and the server, TLS included. */
export interface WireCounts {
  readonly connections: number;
  /** Bytes by clients. */
  readonly sent: number;
  /** Bytes by the server. */
  readonly received: number;
  /** How often a client waited for the server: for TCP's handshake, and behind all that it sent. */
  readonly roundTrips: number;
}

/** What it takes to load something. */
export interface LoadCost {
  /** Milliseconds by the clock. */
  readonly ms: number;
  /** Bytes of memory, as the operating system sees it. */
  readonly rss: number;
  /** Bytes of JavaScript's heap, without garbage. */
  readonly heap: number;
}

export function assertSample(value: unknown): asserts value is Sample {
  assertFields(value, { ms: 'number', cpuMs: 'number', firstMs: 'number', pauseMs: 'number?' });
}

export function assertMemoryUse(value: unknown): asserts value is MemoryUse {
  assertFields(value, { rss: 'number', heap: 'number?' });
}

export function assertCounts(value: unknown): asserts value is Counts {
  assertFields(value, { requests: 'number', unchanged: 'number', tokenRequests: 'number' });
}

export function assertWireCounts(value: unknown): asserts value is WireCounts {
  const types = { connections: 'number', sent: 'number', received: 'number' } as const;
  assertFields(value, { ...types, roundTrips: 'number' });
}

export function assertLoadCost(value: unknown): asserts value is LoadCost {
  assertFields(value, { ms: 'number', rss: 'number', heap: 'number' });
}

/** What another process reports is checked field by field, as the answers of a service are. */
export function assertFields(
  value: unknown,
  types: Readonly<Record<string, 'number' | 'string' | 'number?'>>,
): void {
  const fields = asRecord(value);
  for (const [name, type] of Object.entries(types)) {
    const field = fields[name];
    if (type === 'number?' && field === null) continue;
    if (typeof field !== type.replace('?', ''))
      throw new TypeError(`${name} is not a ${type} in ${JSON.stringify(value)}`);
  }
}
