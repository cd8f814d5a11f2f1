import type { IncomingHttpHeaders } from 'node:http';

/** One request as the simulator received it. */
export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  /** The raw query string, without its question mark. */
  readonly search: string;
  readonly headers: IncomingHttpHeaders;
  /** The body as it was sent; empty where there was none. */
  readonly text: string;
  /** The fields of a body that is labeled as a form; empty for any other. */
  readonly body: Readonly<Record<string, string>>;
  /** When it arrived, in milliseconds since the epoch. */
  readonly at: number;
  /** How many other requests to the same path were waiting for their answer then. */
  readonly overlapping: number;
  /** The status it was answered with; `undefined` before, and forever where there was no answer. */
  readonly status: number | undefined;
}

/** Which requests to count; a field left out admits all. */
export interface CountFilter {
  readonly method?: string;
  readonly path?: string;
  /** The `grant_type` of a token request. */
  readonly grant?: string;
  readonly status?: number;
}

/** A request that is waiting for its answer. */
export interface OpenRequest {
  readonly request: RecordedRequest;
  /** Notes the status of its answer, or that it gets none; only the first call counts. */
  close(status?: number): void;
}

interface Tally {
  readonly method: string;
  readonly path: string;
  readonly grant: string | undefined;
  readonly status: number | undefined;
  count: number;
}

const CAPACITY = 10_000;

/** Keeps the last 10,000 requests in full, and counts of all of them forever. */
export class RequestLog {
  readonly #requests: RecordedRequest[] = [];
  readonly #tallies = new Map<string, Tally>();
  readonly #waiting = new Map<string, number>();

  /** The last requests, in the order of their arrival. */
  get requests(): readonly RecordedRequest[] {
    return this.#requests;
  }

  /** Notes the arrival of a request. */
  open(received: Omit<RecordedRequest, 'at' | 'overlapping' | 'status'>): OpenRequest {
    const { path } = received;
    const overlapping = this.#waiting.get(path) ?? 0;
    const request: Writable = { ...received, at: Date.now(), overlapping, status: undefined };
    this.#keep(request);
    this.#tally(request, 1);
    this.#waiting.set(path, overlapping + 1);
    let isOpen = true;
    const close = (status?: number): void => {
      if (isOpen) this.#close(request, status);
      isOpen = false;
    };
    return { request, close };
  }

  /** How many requests there ever were that the filter admits. */
  count(filter: CountFilter): number {
    return [...this.#tallies.values()]
      .filter((tally) => admits(filter, tally))
      .reduce((sum, tally) => sum + tally.count, 0);
  }

  #keep(request: RecordedRequest): void {
    this.#requests.push(request);
    if (this.#requests.length > CAPACITY) this.#requests.shift();
  }

  #close(request: Writable, status: number | undefined): void {
    this.#waiting.set(request.path, (this.#waiting.get(request.path) ?? 0) - 1);
    this.#tally(request, -1);
    request.status = status;
    this.#tally(request, 1);
  }

  #tally({ method, path, body, status }: RecordedRequest, change: number): void {
    const grant = body['grant_type'];
    const key = JSON.stringify([method, path, grant, status]);
    const tally = this.#tallies.get(key) ?? { method, path, grant, status, count: 0 };
    tally.count += change;
    this.#tallies.set(key, tally);
  }
}

type Writable = { -readonly [Field in keyof RecordedRequest]: RecordedRequest[Field] };

function admits(filter: CountFilter, tally: Tally): boolean {
  return (
    (filter.method ?? tally.method) === tally.method &&
    (filter.path ?? tally.path) === tally.path &&
    (filter.grant ?? tally.grant) === tally.grant &&
    (filter.status ?? tally.status) === tally.status
  );
}
